using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Feedback;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>One reading of one list: its parts found by index, its rows placed by the domain.</summary>
internal sealed class ListReading(Session session, Caller caller, WorkScope scope, DeskRules desk, PublishedRota rota, Instant now)
{
    private const int MostOffers = 12;

    private readonly PersonId _person = scope.As ?? caller.Person;
    private readonly Team? _team = WorkListQuery.TeamOf(desk, caller, scope);

    public PrioritisationMode Mode => _team?.Mode ?? PrioritisationMode.Standard;

    public bool Affinity => _team is { Affinity: true } && Mode.SharesWork();

    /// <summary>The queues that the person holds now; null where the team has none.</summary>
    public IReadOnlyList<string>? Queues => _team is { Mode: PrioritisationMode.Perfect } team
        ? [.. rota.QueuesOf(team.Id).Where(queue => rota.HoldersOf(queue, now).Contains(_person)).Select(queue => queue.Name)]
        : null;

    /// <summary>The parts; their values are appended to <paramref name="args"/>, whose first is the tenant.</summary>
    public IReadOnlyList<ListPart> Parts(List<object?> args)
    {
        var list = new ListScope(desk, rota, now, Mode, args);
        return scope.Team is { } team ? list.Of(team) : list.Of(_person, caller.Teams);
    }

    /// <summary>The first rows of the list in the domain's order.</summary>
    public async Task<List<WorkRow>> Rows(IReadOnlyList<ListPart> parts, string seen, string at, int limit, List<object?> args)
    {
        var order = WorkList.Order(Mode, now, desk.RankWithinOverdue, Affinity && scope.Team is null ? _person : null);
        var read = await Read(parts, seen, at, Mode == PrioritisationMode.StatusRanked ? "a.rank, a.opened" : "a.due", limit, args);
        return [.. read.Select(Place).OfType<WorkRow>().OrderBy(row => row.Item, order).Take(limit)];
    }

    public async Task<IReadOnlyList<WorkRow>> Offers()
    {
        var end = caller.Zone.AtStartOfDay(now.InZone(caller.Zone).Date.PlusDays(1)).ToInstant();
        var args = new List<object?>();
        var seen = caller.Where("t", args);
        var parts = new ListScope(desk, rota, now, Mode, args).Offers(_person, caller.Teams, end);
        args.Add(now.ToUnixTimeMilliseconds());
        var read = parts.Count == 0 ? [] : await Read(parts, seen, string.Create(CultureInfo.InvariantCulture, $"${args.Count}"), "a.due", MostOffers, args);
        var standing = read.Count == 0 ? [] : (await People.AwayToday.Substitutes(session, caller.Tenant, now.ToUnixTimeMilliseconds())).Where(one => one.Substitute == _person).Select(one => one.Away).ToHashSet();
        return
        [
            .. (from row in read
                let standsIn = row.Owner is { } owner && standing.Contains(owner)
                let cover = Cover.Offers(row.Item, _person, caller.Teams as IReadOnlyCollection<TeamId> ?? [.. caller.Teams], ModeOf(row.Team), rota, now, end)
                where cover is not null
                orderby !standsIn, row.Due, row.TicketKey
                select row with { Cover = cover, StandsIn = standsIn }).Take(MostOffers),
        ];
    }

    /// <summary>What a part is counted from. Who sees every ticket of the tenant needs none of them to count the activities.</summary>
    public string Counted(ListPart part, string seen) => caller is { IsStaff: true, HiddenTeams.Count: 0 } && caller.May(Permission.ReadTickets) && !part.Condition.Contains("t.", StringComparison.Ordinal)
        ? $"FROM {Activities(part)} WHERE {Open(part)}"
        : $"{From(part)} WHERE {seen} AND {Open(part)}";

    /// <summary>The rows with the names of who handled their tickets last, in perfect mode.</summary>
    public async Task<IReadOnlyList<WorkRow>> Named(IReadOnlyList<WorkRow> rows)
    {
        var people = rows.Select(row => row.LastHandler).OfType<PersonId>().Distinct().ToList();
        if (people.Count == 0)
        {
            return rows;
        }

        var args = new List<object?> { caller.Tenant.Value };
        args.AddRange(people.Select(person => (object?)person.Value));
        var names = await session.Query(
            $"SELECT p.id, p.name FROM people p WHERE p.tenant = $1 AND p.id IN ({string.Join(", ", people.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 2}")))})",
            row => (Id: new PersonId(row.GetInt64(0)), Name: row.GetString(1)), [.. args]);
        var known = names.ToDictionary(name => name.Id, name => name.Name);
        return [.. rows.Select(row => row.LastHandler is { } person ? row with { LastHandlerName = known.GetValueOrDefault(person) } : row)];
    }

    /// <summary>The rows with the low score that called somebody, where one did.</summary>
    public async Task<IReadOnlyList<WorkRow>> Rated(IReadOnlyList<WorkRow> rows)
    {
        var tickets = rows.Where(row => row.Status == StatusCode.CustomerUpdated).Select(row => row.TicketKey).Distinct().ToList();
        if (tickets.Count == 0)
        {
            return rows;
        }

        var said = await FeedbackQuery.Read(
            session, $"f.tenant = $1 AND f.low = 1 AND f.ticket IN ({string.Join(", ", tickets.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 2}")))}) ORDER BY f.asked",
            [caller.Tenant.Value, .. tickets.Cast<object?>()]);
        var last = said.GroupBy(one => one.Ticket.Value).ToDictionary(one => one.Key, one => one.Last());
        return
        [
            .. rows.Select(row => row.Status == StatusCode.CustomerUpdated && last.TryGetValue(row.TicketKey, out var one) && one is { Score: { } score, SaidAt: { } at } && at >= row.Opened
                ? row with { Rated = (score, one.Words) } : row),
        ];
    }

    private async Task<List<WorkRow>> Read(IReadOnlyList<ListPart> parts, string seen, string at, string order, int limit, List<object?> args)
    {
        var columns = WorkRow.Columns(Mode == PrioritisationMode.Perfect, Mode == PrioritisationMode.Basic);
        var read = await session.Query(
            string.Join(" UNION ALL ", parts.Select((part, i) =>
                $"SELECT * FROM (SELECT {columns} {From(part)} {Join} people r ON r.tenant = t.tenant AND r.id = t.requester {WorkRow.Joins(at)} WHERE {seen} AND {Open(part)} ORDER BY {order} LIMIT {limit}) AS part{i}")),
            row => WorkRow.Read(row, desk, now), [.. args]);
        return [.. read.DistinctBy(row => (row.TicketKey, row.Seq))];
    }

    // SQLite keeps the order of a cross join: it must begin with what an index has in the list's order.
    private string From(ListPart part) => $"FROM {Activities(part)} {Join} tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket";

    private string Activities(ListPart part) =>
        part.FromChases ? $"chases c {Join} activities a ON a.tenant = c.tenant AND a.ticket = c.ticket AND a.id = c.id" : "activities a";

    private string Join => session.Engine == Engine.Sqlite ? "CROSS JOIN" : "JOIN";

    private static string Open(ListPart part) => $"a.tenant = $1 AND {part.Condition} AND a.open";

    // Whose list it is decides what is in it; a team's whole list leaves out only what is no point in basic mode.
    private WorkRow? Place(WorkRow row)
    {
        var mode = ModeOf(row.Team);
        row = row with { Queue = mode == PrioritisationMode.Perfect ? rota.QueueOf(row.Team, row.Status)?.Name : null };
        return scope.Team is not null
            ? mode != PrioritisationMode.Basic || row.Point is not null ? row : null
            : WorkList.Why(row.Item, _person, caller.Teams as IReadOnlyCollection<TeamId> ?? [.. caller.Teams], mode, rota, now) is { } why ? row with { Why = why } : null;
    }

    private PrioritisationMode ModeOf(TeamId team) => desk.Teams.TryGetValue(team, out var found) ? found.Mode : PrioritisationMode.Standard;
}
