using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Web.Doors;

namespace Headway.Web.Audit;

/// <summary>A person's answers about an unknown file: which column is what, what its statuses mean, on which hours.</summary>
internal static class ProfileForm
{
    /// <summary>The roles that the page asks for; the rest is found by name.</summary>
    public static readonly IReadOnlyList<string> Roles =
    [
        ColumnRoles.Case, ColumnRoles.Time, ColumnRoles.Status, ColumnRoles.SubStatus, ColumnRoles.Team, ColumnRoles.Priority, ColumnRoles.Requester,
        ColumnRoles.Opened, ColumnRoles.Resolved, ColumnRoles.Closed,
    ];

    public static IResult Finish(HttpContext http, AuditJobs jobs, string id)
    {
        var caller = http.Caller();
        if (jobs.Find(caller, id) is not { Profile: { } profile, Sample: { } sample })
        {
            return Results.StatusCode(Draw.StatusOf(AuditRefusals.NotFound));
        }

        var again = jobs.Again(caller, id, Read(http.Request.Form, profile, sample));
        return again.Refusal is { } no ? Results.StatusCode(Draw.StatusOf(no)) : Results.Redirect($"/audit/run/{id}");
    }

    private static Profile Read(IFormCollection form, Profile profile, Sample sample)
    {
        var columns = profile.Columns.Where(pair => !Roles.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var role in Roles)
        {
            if (form["column." + role].ToString() is { Length: > 0 } name && sample.Header.Contains(name))
            {
                columns[role] = [name];
            }
        }

        var statuses = new Dictionary<string, string>(profile.Statuses);
        for (var at = 0; form.TryGetValue($"value.{at}", out var value); at++)
        {
            if (form[$"means.{at}"].ToString() is { Length: > 0 } code && Headway.Domain.Audits.Situation.Parse(code) is not null)
            {
                statuses[value.ToString()] = code;
            }
        }

        return profile with
        {
            Name = ProfileProposal.Name,
            Columns = columns,
            Statuses = statuses,
            Shape = form["shape"] == "tickets" ? LogShape.Tickets : profile.Shape == LogShape.Tickets ? LogShape.Transitions : profile.Shape,
            Zone = form["zone"].ToString() is { Length: > 0 } zone ? zone : profile.Zone,
            Calendar = form["calendar"].ToString() is { Length: > 0 } hours ? hours : profile.Calendar,
        };
    }
}
