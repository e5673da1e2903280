using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Flow;

/// <summary>An activity of a list, with what its ticket is.</summary>
public sealed record WorkFace(ActivityFace Activity, WorkRow Row, string Requester, string Team);

/// <summary>A page of a list, and whether rows follow it.</summary>
public sealed record WorkFacesPage(IReadOnlyList<WorkFace> Items, bool More);

/// <summary>The work list as programs read it: in its order, with why each is due.</summary>
public sealed class WorkListFaces(Database database, WorkListQuery list, StaffDirectory directory)
{
    /// <param name="caller">Who asks: what the caller may not see is on nobody's list.</param>
    /// <param name="team">A team's whole list.</param>
    /// <param name="person">The address of whose list; null for the caller's.</param>
    /// <param name="from">How many rows of the list come before the page.</param>
    /// <param name="most">How many rows the page has at most.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<WorkFacesPage>> Read(Caller caller, string? team, string? person, int from, int most, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        var (reader, scope) = (caller, new WorkScope());
        if (person is not null)
        {
            if (await directory.Find(caller.Tenant, person, stop) is not { } id || await Callers.Find(database, caller.Tenant, id, stop) is not { } other)
            {
                return TicketRefusals.PersonUnknown.Because($"There is nobody with the address {person} in support.");
            }

            (reader, scope) = (caller with { Teams = other.Teams }, new WorkScope(As: id));
        }
        else if (team is not null)
        {
            if (await directory.Team(caller.Tenant, team, stop) is not { } id || caller.HiddenTeams.Contains(id))
            {
                return TicketRefusals.TeamUnknown.Because($"There is no team '{team}'.");
            }

            scope = new WorkScope(id);
        }

        var listed = await list.Read(reader, scope, stop, from < WorkListQuery.Most ? Math.Min(from + most + 1, WorkListQuery.Most) : WorkListQuery.Most);
        return new WorkFacesPage(await Faces(caller, [.. listed.Rows.Skip(from).Take(most)], stop), listed.Rows.Count > from + most);
    }

    /// <summary>Colleagues' work that is offered to the caller beside the list.</summary>
    public async Task<Outcome<IReadOnlyList<WorkFace>>> Offers(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadTickets) is { } no ? no : (await Faces(caller, (await list.Read(caller, new WorkScope(), stop, 1)).Offers, stop)).ToArray();

    private async Task<IReadOnlyList<WorkFace>> Faces(Caller caller, IReadOnlyList<WorkRow> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var args = new List<object?> { caller.Tenant.Value };
        var keys = string.Join(", ", rows.Select(row => row.TicketKey).Distinct().Select(key =>
        {
            args.Add(key);
            return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
        }));
        var read = await database.Read(
            async session => await session.Query(
                $"""
                SELECT a.ticket, a.id, a.due, a.original_due, a.moves, f.at, f.actor, f.kind, f.version, f.body, t.number, coalesce(o.email, o.name), m.name, coalesce(r.email, r.name)
                FROM activities a JOIN facts f ON f.tenant = a.tenant AND f.ticket = a.ticket AND f.seq = a.id
                JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
                JOIN teams m ON m.tenant = a.tenant AND m.id = a.team
                JOIN people r ON r.tenant = t.tenant AND r.id = t.requester
                LEFT JOIN people o ON o.tenant = a.tenant AND o.id = a.owner
                WHERE a.tenant = $1 AND a.ticket IN ({keys}) AND a.open
                """,
                row => (
                    Key: (row.GetInt64(0), (int)row.GetInt64(1)), Face: ActivityFaces.Read(row, row.GetInt64(10), row.TextOrNull(11) ?? row.GetString(12)),
                    Team: row.GetString(12), Requester: row.GetString(13)),
                [.. args]),
            stop);
        var faces = read.ToDictionary(row => row.Key);

        // What was done since the list was read is not on it any more.
        return (
            from row in rows
            where faces.ContainsKey((row.TicketKey, row.Seq))
            let face = faces[(row.TicketKey, row.Seq)]
            select new WorkFace(face.Face, row, face.Requester, face.Team)).ToArray();
    }
}
