using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>What stands behind a measure of tickets: when it was, and whether it counts for the value or only for the whole it is of.</summary>
public sealed record FlowCase(long Number, string Subject, TeamId Team, Instant At, bool Counts);

/// <summary>A page of them, newest first, how many there are in all and how many of them count.</summary>
public sealed record FlowCasesRead(IReadOnlyList<FlowCase> Rows, int Total, int Counted, DeskRules Rules)
{
    /// <summary>So many more of those asked for are in the figure, on tickets of restricted teams that the reader is not in.</summary>
    public int Withheld { get; init; }
}

/// <summary>
/// What stands behind the measures that are not made of decided activities: endings, promises, chases, agreed times, touches.
/// Rows come from the very conditions that give the figure; of tickets that the caller may see.
/// </summary>
public sealed class FlowCasesQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    private const string OpenTickets = "open-tickets", Unscheduled = "unscheduled";

    /// <param name="caller">Who asks.</param>
    /// <param name="scope">The period and what narrows it.</param>
    /// <param name="measure">The measure's key.</param>
    /// <param name="counts">Only those that count; with false only those that do not.</param>
    /// <param name="skip">So many are on earlier pages.</param>
    /// <param name="take">So many on this one.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task<Outcome<FlowCasesRead>> Read(
        Caller caller, FlowScope scope, string measure, bool? counts, int skip = 0, int take = FlowActivitiesQuery.Page, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var (from, most) = (Math.Max(0, skip), Math.Clamp(take, 1, FlowActivitiesQuery.Most));
        return await database.Snapshot<Outcome<FlowCasesRead>>(
            async session => await TouchFigures.Rows(session, caller, scope, measure) is { } touches
                ? await Touched(session, caller, desk, touches, counts, from, most) with
                {
                    Withheld = caller.HiddenTeams.Count == 0 ? 0 : Asked((await TouchFigures.Rows(session, caller.WithNothingHidden, scope, measure))!, counts) - Asked(touches, counts),
                }
                : await Found(session, caller, desk, scope, measure, counts, from, most),
            stop);
    }

    private async ValueTask<FlowCasesRead> Found(Session session, Caller caller, DeskRules desk, FlowScope scope, string measure, bool? counts, int skip, int take)
    {
        var args = new List<object?>();
        if (All(caller, scope, measure, args) is not { } all)
        {
            return new FlowCasesRead([], 0, 0, desk);
        }

        var only = counts switch { true => " AND x.counts = 1", false => " AND x.counts = 0", _ => "" };
        var sums = await Summed(session, all, args);
        var more = new List<object?>();
        var whole = caller.HiddenTeams.Count == 0 ? sums : await Summed(session, All(caller.WithNothingHidden, scope, measure, more)!, more);
        return new FlowCasesRead(
            await session.Query(
                string.Create(CultureInfo.InvariantCulture, $"SELECT t.number, t.subject, x.team, x.at, x.counts {all}{only} ORDER BY x.at DESC, x.ticket LIMIT {take} OFFSET {skip}"), Row, [.. args]),
            sums.All, sums.Counted, desk)
        { Withheld = whole.Of(counts) - sums.Of(counts) };
    }

    private string? All(Caller caller, FlowScope scope, string measure, List<object?> args)
    {
        args.AddRange([caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds()]);
        var rows = Now(measure, caller, scope, args) ?? TicketFigures.Rows(measure, caller, scope, args) ?? ChaseFiguresQuery.Rows(measure, caller, scope, clock.Now(caller.Tenant), args);
        return rows is null ? null : $"FROM ({rows}) x JOIN tickets t ON t.tenant = x.tenant AND t.ticket = x.ticket WHERE {caller.Where("t", args)}";
    }

    private static async ValueTask<Sums> Summed(Session session, string all, List<object?> args) => (await session.Query(
        $"SELECT count(*), coalesce(sum(x.counts), 0) {all}", row => new Sums((int)row.GetInt64(0), Convert.ToInt32(row.GetValue(1), CultureInfo.InvariantCulture)), [.. args]))[0];

    private static int Asked(IReadOnlyList<(long Ticket, long At, bool Counts)> touches, bool? counts) => touches.Count(one => counts is null || one.Counts == counts);

    private static string? Now(string measure, Caller caller, FlowScope scope, List<object?> args) => measure is OpenTickets or Unscheduled
        ? $"SELECT t.tenant AS tenant, t.ticket AS ticket, t.opened AS at, t.team AS team, {(measure == OpenTickets ? "1" : "CASE WHEN t.next_activity IS NULL THEN 1 ELSE 0 END")} AS counts "
            + $"FROM tickets t WHERE t.tenant = $1 AND t.state = 'open'{FlowReach.Where(caller, scope.Team, "t.team", args)}{FlowReach.Narrowed(scope, "t", args, open: true)}"
        : null;

    private static async ValueTask<FlowCasesRead> Touched(
        Session session, Caller caller, DeskRules desk, IReadOnlyList<(long Ticket, long At, bool Counts)> touches, bool? counts, int skip, int take)
    {
        var page = touches.Where(one => counts is null || one.Counts == counts).OrderByDescending(one => one.At).ThenBy(one => one.Ticket).Skip(skip).Take(take).ToList();
        var named = new Dictionary<long, (long Number, string Subject, TeamId Team)>();
        foreach (var some in page.Select(one => one.Ticket).Distinct().Chunk(500))
        {
            foreach (var one in await session.Query(
                $"SELECT ticket, number, subject, team FROM tickets WHERE tenant = $1 AND ticket IN ({string.Join(", ", some.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 2}")))})",
                row => (Ticket: row.GetInt64(0), Number: row.GetInt64(1), Subject: row.TextOrNull(2) ?? "", Team: new TeamId(row.GetInt64(3))), [caller.Tenant.Value, .. some.Cast<object?>()]))
            {
                named[one.Ticket] = (one.Number, one.Subject, one.Team);
            }
        }

        return new FlowCasesRead(
            [.. page.Select(one => new FlowCase(named[one.Ticket].Number, named[one.Ticket].Subject, named[one.Ticket].Team, Instant.FromUnixTimeMilliseconds(one.At), one.Counts))],
            touches.Count, touches.Count(one => one.Counts), desk);
    }

    private static FlowCase Row(DbDataReader row) => new(
        row.GetInt64(0), row.TextOrNull(1) ?? "", new TeamId(row.GetInt64(2)), Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), Convert.ToInt32(row.GetValue(4), CultureInfo.InvariantCulture) == 1);

    private sealed record Sums(int All, int Counted)
    {
        public int Of(bool? counts) => counts switch { true => Counted, false => All - Counted, _ => All };
    }
}
