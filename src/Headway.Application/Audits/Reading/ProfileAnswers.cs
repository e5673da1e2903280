using Headway.Domain;
using Headway.Domain.Audits;

namespace Headway.Application.Audits.Reading;

/// <summary>
/// What a person says about a file that was not understood whole: which column holds what (an empty name takes the role
/// away), what its statuses mean, whether a row is a ticket, on which hours. What is left out stays as it was read.
/// </summary>
public sealed record ProfileAnswers(
    IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<string, string> Statuses, bool? IsTickets = null, string? Zone = null, string? Calendar = null)
{
    /// <summary>The roles that are asked for; the rest is found by name.</summary>
    public static readonly IReadOnlyList<string> Roles =
    [
        ColumnRoles.Case, ColumnRoles.Time, ColumnRoles.Status, ColumnRoles.SubStatus, ColumnRoles.Team, ColumnRoles.Priority, ColumnRoles.Requester,
        ColumnRoles.Opened, ColumnRoles.Resolved, ColumnRoles.Closed,
    ];

    /// <summary>The profile with the answers in it; refused, by name, what the file or the desk does not have.</summary>
    public Outcome<Profile> Finish(Profile profile, IReadOnlyList<string> header)
    {
        var wrong = Columns.Keys.Where(role => !ColumnRoles.All.Contains(role)).Select(role => $"there is no column role \"{role}\"")
            .Concat(Columns.Values.Where(name => name.Length > 0 && !header.Contains(name)).Select(name => $"the file has no column \"{name}\""))
            .Concat(Statuses.Values.Where(code => Situation.Parse(code) is null).Distinct().Select(code => $"there is no status \"{code}\"")).Take(10).ToList();
        if (wrong.Count > 0)
        {
            return AuditRefusals.ProfileMalformed.Because("The profile is not understood: " + string.Join("; ", wrong) + ".");
        }

        var columns = profile.Columns.Where(pair => !Columns.ContainsKey(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (role, name) in Columns.Where(pair => pair.Value.Length > 0))
        {
            columns[role] = [name];
        }

        var statuses = new Dictionary<string, string>(profile.Statuses);
        foreach (var (value, code) in Statuses)
        {
            statuses[value] = code;
        }

        return profile with
        {
            Name = ProfileProposal.Name,
            Columns = columns,
            Statuses = statuses,
            Shape = IsTickets switch { true => LogShape.Tickets, false when profile.Shape == LogShape.Tickets => LogShape.Transitions, _ => profile.Shape },
            Zone = Zone is { Length: > 0 } ? Zone : profile.Zone,
            Calendar = Calendar is { Length: > 0 } ? Calendar : profile.Calendar,
        };
    }
}
