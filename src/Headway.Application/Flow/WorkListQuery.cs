using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Rota;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>Whose list: one's own (with what nobody owns in one's teams), or a whole team's.</summary>
public sealed record WorkScope(TeamId? Team = null, PersonId? As = null);

/// <summary>
/// The list in its order, and how many open activities it has in all. <paramref name="OpenTickets"/> counts the tenant's
/// open tickets that the caller may see: every one of them has a next step.
/// </summary>
public sealed record WorkListed(IReadOnlyList<WorkRow> Rows, int Total, int Overdue, int OpenTickets, Instant Now)
{
    /// <summary>How the team whose list this is prioritises.</summary>
    public PrioritisationMode Mode { get; init; } = PrioritisationMode.Standard;

    /// <summary>Colleagues' work that is offered beside the list, in order of due.</summary>
    public IReadOnlyList<WorkRow> Offers { get; init; } = [];

    /// <summary>The queues that the person holds now, in perfect mode; null where there are no queues.</summary>
    public IReadOnlyList<string>? Queues { get; init; }
}

/// <summary>Reads the work list: the domain says what a person sees and in which order, as it does for scenarios and the twin.</summary>
public sealed class WorkListQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    /// <summary>More than anybody works through in a day; the rest is counted.</summary>
    public const int Most = 200;

    private const int MostOffers = 12;

    public async Task<WorkListed> Read(Caller caller, WorkScope scope, CancellationToken stop = default) =>
        await Read(caller, scope, await rules.Of(caller.Tenant, stop), stop);

    /// <summary>The list as it would be by other rules: what a change of a team's mode would mean for its people.</summary>
    public async Task<WorkListed> Read(Caller caller, WorkScope scope, DeskRules desk, CancellationToken stop = default)
    {
        var now = clock.Now(caller.Tenant);
        return await database.Read(
            async session =>
            {
                var rota = await RotaRows.Published(session, caller.Tenant, desk.Teams.Values, now);
                var list = new Listing(session, caller, scope, desk, rota, now);
                var rows = await list.Rows();
                var (total, overdue) = rows.Fetched < Most ? (rows.Shown.Count, rows.Shown.Count(row => row.IsOverdue(now))) : await list.Count();
                var seen = new List<object?>();
                var open = await session.Number($"SELECT count(*) FROM tickets t WHERE {caller.Where("t", seen)} AND t.state = 'open'", [.. seen]);
                return new WorkListed(rows.Shown, total, overdue, (int)(open ?? 0), now)
                {
                    Mode = list.Mode,
                    Offers = scope.Team is null ? await list.Offers() : [],
                    Queues = list.Queues,
                };
            },
            stop);
    }

    public async Task<string> TeamName(TenantId tenant, TeamId team, CancellationToken stop = default) =>
        (await rules.Of(tenant, stop)).Teams.TryGetValue(team, out var found) ? found.Name : "";

    /// <summary>The mode of a list: the team's, or the person's first team's.</summary>
    internal static Team? TeamOf(DeskRules desk, Caller caller, WorkScope scope)
    {
        var team = scope.Team ?? caller.Teams.OrderBy(id => id.Value).Select(id => (TeamId?)id).FirstOrDefault();
        return team is { } one && desk.Teams.TryGetValue(one, out var found) ? found : null;
    }

    private sealed class Listing(Session session, Caller caller, WorkScope scope, DeskRules desk, PublishedRota rota, Instant now)
    {
        private readonly PersonId _person = scope.As ?? caller.Person;

        private Team? Team { get; } = TeamOf(desk, caller, scope);

        public PrioritisationMode Mode => Team?.Mode ?? PrioritisationMode.Standard;

        public IReadOnlyList<string>? Queues => Team is { Mode: PrioritisationMode.Perfect } team
            ? [.. rota.QueuesOf(team.Id).Where(queue => rota.HoldersOf(queue, now).Contains(_person)).Select(queue => queue.Name)]
            : null;

        public async Task<(IReadOnlyList<WorkRow> Shown, int Fetched)> Rows()
        {
            var args = new List<object?>();
            var where = caller.Where("t", args);
            var pieces = Pieces(args);
            var at = Arg(args, now.ToUnixTimeMilliseconds());
            var parts = pieces.SelectMany(_ => Bands(at), (piece, band) => Keys(where, $"{piece} AND {band.Where}", band.Order, Most)).ToList();
            var handlers = Mode == PrioritisationMode.Perfect;
            var read = await Fetch(parts, at, handlers, Mode == PrioritisationMode.Basic, args);
            var order = WorkList.Order(Mode, now, desk.RankWithinOverdue, Team is { Affinity: true } ? _person : null);
            var skipped = await SkipRow.Skipped(session, caller, now);
            var shown = read.Select(Place).OfType<WorkRow>().OrderBy(row => skipped.Contains(row.ActivityId)).ThenBy(row => row.Item, order).Take(Most).ToList();
            return (handlers ? await Names(shown) : shown, read.Count);
        }

        public async Task<(int Total, int Overdue)> Count()
        {
            var args = new List<object?>();
            var (where, any, at) = (caller.Where("t", args), string.Join(" OR ", Pieces(args)), Arg(args, now.ToUnixTimeMilliseconds()));
            var counts = await session.Query(
                $"SELECT count(*), coalesce(sum(CASE WHEN a.due < {at} THEN 1 ELSE 0 END), 0) FROM activities a {Joined} WHERE {where} AND a.open AND ({any})",
                row => (row.GetInt64(0), Convert.ToInt64(row.GetValue(1), CultureInfo.InvariantCulture)), [.. args]);
            return ((int)counts[0].Item1, (int)counts[0].Item2);
        }

        public async Task<IReadOnlyList<WorkRow>> Offers()
        {
            var end = caller.Zone.AtStartOfDay(now.InZone(caller.Zone).Date.PlusDays(1)).ToInstant();
            var args = new List<object?>();
            var where = caller.Where("t", args);
            var parts = new ListScope(desk, rota, now, args).Offers(_person, caller.Teams, end).Select(piece => Keys(where, piece, "a.due", MostOffers)).ToList();
            var read = parts.Count == 0 ? [] : await Fetch(parts, Arg(args, now.ToUnixTimeMilliseconds()), false, false, args);
            return
            [
                .. from row in read
                   let cover = Cover.Offers(row.Item, _person, caller.Teams, ModeOf(row.Team), rota, now, end)
                   where cover is not null
                   orderby row.Due, row.TicketKey
                   select row with { Cover = cover },
            ];
        }

        private const string Joined = "JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket";

        private IReadOnlyList<string> Pieces(List<object?> args)
        {
            var list = new ListScope(desk, rota, now, args);
            return scope.Team is { } team ? list.Of(team) : list.Of(_person, caller.Teams);
        }

        // What the database can order so that the first rows are the right ones; ties and points are settled after.
        private IEnumerable<(string Where, string Order)> Bands(string at) => Mode switch
        {
            PrioritisationMode.Basic => [("a.major", "a.due"), ($"(a.status <> 'NEW' OR a.due < {at})", "a.due"), ("a.status = 'NEW'", "a.due")],
            PrioritisationMode.StatusRanked => [("a.major", "a.due"), ("1 = 1", "a.rank, a.opened")],
            PrioritisationMode.Advanced or PrioritisationMode.Perfect => [("a.major", "a.due"), ("a.high_priority", "a.due"), ("1 = 1", "a.due")],
            _ => [("a.major", "a.due"), ("1 = 1", "a.due")],
        };

        private static string Keys(string where, string piece, string order, int most) =>
            $"SELECT * FROM (SELECT a.tenant, a.ticket, a.id FROM activities a {Joined} WHERE {where} AND a.tenant = t.tenant AND a.open AND {piece} ORDER BY {order} LIMIT {most}) part";

        private async Task<List<WorkRow>> Fetch(IReadOnlyList<string> parts, string at, bool handlers, bool points, List<object?> args) => await session.Query(
            $"{WorkRow.Select(at, handlers, points)} JOIN ({string.Join(" UNION ", parts)}) k ON k.tenant = a.tenant AND k.ticket = a.ticket AND k.id = a.id WHERE a.open",
            row => WorkRow.Read(row, desk, now), [.. args]);

        // Whose list it is decides what is in it; a team's whole list leaves out only what is no point in basic mode.
        private WorkRow? Place(WorkRow row)
        {
            var mode = ModeOf(row.Team);
            row = row with { Queue = mode == PrioritisationMode.Perfect ? rota.QueueOf(row.Team, row.Status)?.Name : null };
            return scope.Team is not null
                ? mode != PrioritisationMode.Basic || row.Point is not null ? row : null
                : WorkList.Why(row.Item, _person, caller.Teams as IReadOnlyCollection<TeamId>, mode, rota, now) is { } why ? row with { Why = why } : null;
        }

        private PrioritisationMode ModeOf(TeamId team) => desk.Teams.TryGetValue(team, out var found) ? found.Mode : PrioritisationMode.Standard;

        private async Task<IReadOnlyList<WorkRow>> Names(List<WorkRow> rows)
        {
            var args = new List<object?> { caller.Tenant.Value };
            var handlers = string.Join(", ", rows.Select(row => row.LastHandler).OfType<PersonId>().Distinct().Select(person => Arg(args, person.Value)));
            var names = handlers.Length == 0 ? [] : await session.Query(
                $"SELECT p.id, p.name FROM people p WHERE p.tenant = $1 AND p.id IN ({handlers})", row => (Id: new PersonId(row.GetInt64(0)), Name: row.GetString(1)), [.. args]);
            var known = names.ToDictionary(name => name.Id, name => name.Name);
            return [.. rows.Select(row => row.LastHandler is { } person ? row with { LastHandlerName = known.GetValueOrDefault(person) } : row)];
        }

        private static string Arg(List<object?> args, object? value)
        {
            args.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }
}
