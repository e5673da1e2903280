using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Tickets;

namespace Headway.Application.Teams;

/// <summary>A row of somebody's list as it would be. <paramref name="Was"/>: its place now, from 1; null when it is not in the list now.</summary>
public sealed record PreviewRow(WorkRow Row, int? Was);

/// <summary>
/// What a change means for one person: how many rows now and then, the first rows then, how many come and go, and how many
/// of those that stay stand elsewhere.
/// </summary>
public sealed record PreviewedList(PersonId Person, string Name, int Now, int Then, IReadOnlyList<PreviewRow> First, int Come, int Go, int Moved)
{
    public bool Same => Come == 0 && Go == 0 && Moved == 0;
}

/// <summary>What everybody's list would be under another mode.</summary>
public sealed record ModePreview(Team Team, PrioritisationMode Mode, bool Affinity, IReadOnlyList<PreviewedList> People, NodaTime.Instant Now);

/// <summary>Shows before a team changes how it orders its work what each member's list would be then, with the difference. Nothing is changed.</summary>
public sealed class PreviewMode(Database database, WorkListQuery lists, DeskRulesCache rules, DeskClock clock)
{
    private const int Shown = 5;
    private const int MostPeople = 60;

    // Lists that are compared by their first page alone tell rows that only slid off it as gone.
    private const int MostCompared = 2_000;

    public async Task<Outcome<ModePreview>> Read(Caller caller, TeamId team, string? mode, bool affinity, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        if (!desk.Teams.TryGetValue(team, out var found))
        {
            return TeamRefusals.Unknown;
        }

        if (TeamModes.Find(mode) is not { } wanted)
        {
            return TeamRefusals.ModeUnknown;
        }

        var would = desk.With(found with { Mode = wanted, Affinity = affinity && wanted.SharesWork() });
        var members = await database.Read(
            session => session.Query(
                """
                SELECT p.id, p.name FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person
                WHERE m.tenant = $1 AND m.team = $2 AND p.active ORDER BY p.name
                """,
                row => (Id: new PersonId(row.GetInt64(0)), Name: row.GetString(1)), caller.Tenant.Value, team.Value).AsTask(), stop);
        var people = new List<PreviewedList>();
        foreach (var (id, name) in members.Take(MostPeople))
        {
            // What the one who asks may not see is in nobody's list here.
            var teams = await Callers.Find(database, caller.Tenant, id, stop) is { } member ? member.Teams : new HashSet<TeamId> { team };
            var reader = caller with { Person = id, Teams = teams };
            var now = await lists.Read(reader, new WorkScope(As: id), desk, stop, MostCompared);
            var then = await lists.Read(reader, new WorkScope(As: id), would, stop, MostCompared);
            people.Add(Compare(id, name, now.Rows, then.Rows));
        }

        return new ModePreview(found, wanted, affinity, people, clock.Now(caller.Tenant));
    }

    private static PreviewedList Compare(PersonId person, string name, IReadOnlyList<WorkRow> now, IReadOnlyList<WorkRow> then)
    {
        var was = now.Select((row, place) => (row.ActivityId, Place: place + 1)).ToDictionary(pair => pair.ActivityId, pair => pair.Place);
        var rows = then.Select(row => new PreviewRow(row, was.TryGetValue(row.ActivityId, out var place) ? place : null)).ToList();
        var stay = rows.Where(row => row.Was is not null).ToList();
        var order = stay.Select(row => row.Was ?? 0).Order().ToList();
        return new PreviewedList(
            person, name, now.Count, then.Count, [.. rows.Take(Shown)], rows.Count - stay.Count, now.Count - stay.Count, stay.Where((row, at) => row.Was != order[at]).Count());
    }
}
