using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Tickets;

/// <summary>Somebody who can be called by name in a note, with the team that is told beside the name.</summary>
public sealed record Colleague(PersonId Id, string Name, string Team, bool Near);

/// <summary>The people of support by name: who a note calls with "@", and who is offered while it is typed.</summary>
public sealed class Mentions(Database database)
{
    public const int Most = 6;

    /// <summary>Who is called in the note; nobody for none.</summary>
    public async Task<IReadOnlyList<PersonId>> In(TenantId tenant, string? note, CancellationToken stop = default) =>
        note is not null && note.Contains('@', StringComparison.Ordinal)
            ? Called(note, [.. (await Staff(tenant, stop)).Select(one => (one.Id, one.Name))])
            : [];

    /// <summary>Whose first or last name begins with the letters: who shares a team with the caller first; never the caller.</summary>
    public async Task<IReadOnlyList<Colleague>> Offer(Caller caller, string letters, CancellationToken stop = default)
    {
        var typed = letters.Trim();
        return [.. (await Staff(caller.Tenant, stop))
            .Where(one => one.Id != caller.Person && Begins(one.Name, typed))
            .GroupBy(one => one.Id)
            .Select(teams => teams.OrderByDescending(one => one.Team is { } team && caller.Teams.Contains(team)).First())
            .Select(one => new Colleague(one.Id, one.Name, one.TeamName ?? "", one.Team is { } team && caller.Teams.Contains(team)))
            .OrderByDescending(one => one.Near).ThenBy(one => one.Name, StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>
    /// The people whose name stands after an "@" that begins a word: the whole name, or the first name when one person of
    /// support has it. Upper and lower case are the same.
    /// </summary>
    public static IReadOnlyList<PersonId> Called(string note, IReadOnlyList<(PersonId Id, string Name)> staff)
    {
        var people = staff.Distinct().ToList();
        var firsts = people.GroupBy(one => First(one.Name), StringComparer.OrdinalIgnoreCase).Where(same => same.Count() == 1).Select(same => same.Single());
        var names = people.Select(one => (one.Id, one.Name)).Concat(firsts.Select(one => (one.Id, Name: First(one.Name)))).OrderByDescending(one => one.Name.Length).ToList();
        var called = new List<PersonId>();
        for (var at = note.IndexOf('@', StringComparison.Ordinal); at >= 0; at = note.IndexOf('@', at + 1))
        {
            if (at > 0 && char.IsLetterOrDigit(note[at - 1]))
            {
                continue;
            }

            var rest = note.AsSpan(at + 1);
            foreach (var (id, name) in names)
            {
                if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (rest.Length == name.Length || !char.IsLetterOrDigit(rest[name.Length])))
                {
                    called.Add(id);
                    break;
                }
            }
        }

        return [.. called.Distinct()];
    }

    private static string First(string name) => name.Split(' ', 2)[0];

    private static bool Begins(string name, string letters) =>
        letters.Length == 0 || Compare.IsPrefix(name, letters, Loosely) || name.Split(' ').Any(part => Compare.IsPrefix(part, letters, Loosely));

    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    private static readonly CompareInfo Compare = CultureInfo.InvariantCulture.CompareInfo;

    private Task<List<(PersonId Id, string Name, TeamId? Team, string? TeamName)>> Staff(TenantId tenant, CancellationToken stop) => database.Read(
        async session => await session.Query(
            """
            SELECT p.id, p.name, t.id, t.name FROM people p
            LEFT JOIN memberships m ON m.tenant = p.tenant AND m.person = p.id
            LEFT JOIN teams t ON t.tenant = m.tenant AND t.id = m.team AND t.active
            WHERE p.tenant = $1 AND p.kind = 'staff' AND p.active ORDER BY p.name, t.name
            """,
            row => (new PersonId(row.GetInt64(0)), row.GetString(1), row.LongOrNull(2) is { } team ? new TeamId(team) : (TeamId?)null, row.TextOrNull(3)), tenant.Value),
        stop);
}
