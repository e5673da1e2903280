using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Tickets;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Flow;

/// <summary>
/// Everything the flow pages and exports are made from. <paramref name="Weeks"/> holds only cells of the scope that the caller
/// may count; <paramref name="SwitchedOn"/> is the day from which the product's own rules made the history.
/// </summary>
public sealed record FlowRead(
    FlowScope Scope, IReadOnlyList<FlowWeek> Weeks, FlowTally Tally, FlowTally Earlier, OpenFlow Open, TicketCounts Tickets, TicketCounts EarlierTickets, TouchCount Touches,
    IReadOnlyList<WorkloadDay> Days, DeskRules Rules, IReadOnlyDictionary<long, string> Services, LocalDate? SwitchedOn, ChasesRead? Chases, Instant Now)
{
    public IReadOnlyList<ReturnReason> Returns { get; init; } = [];

    /// <summary>Teams that show no dues: what they decide is nobody's progression, and none of these figures counts it.</summary>
    public IEnumerable<Domain.People.Team> LeftOut =>
        Rules.Teams.Values.Where(team => team.Active && !team.Mode.HasDues() && (Scope.Team is null || Scope.Team == team.Id)).OrderBy(team => team.Name, StringComparer.Ordinal);

    /// <summary>A measure week by week, with limits that begin anew when Headway was switched on.</summary>
    public WeekSeries Series(FlowMeasure measure) => WeekSeries.Of(
        [.. Weeks.Select(week => new WeekPoint(week.Monday, measure.Read(FlowTally.Of(week.Cells)).Value, week.Running))],
        SwitchedOn is { } day ? [day] : [], 0, measure.IsShare ? 1 : double.PositiveInfinity);
}

/// <summary>What of a part is read anew; its activities are those of the whole.</summary>
[Flags]
internal enum FlowNeeds { None = 0, Open = 1, Tickets = 2, Touches = 4, Chases = 8, All = Open | Tickets | Touches | Chases }

/// <summary>Reads activities and tickets for figures; of teams the caller may see figures of, never of persons.</summary>
public sealed class FlowQuery(Database database, DeskRulesCache rules, DeskClock clock, FlowWeeks weeks, TouchFigures touches, ChaseFiguresQuery chases)
{
    public const string SwitchedOnKey = "flow.switched-on";

    public async Task<Outcome<FlowRead>> Read(Caller caller, FlowScope scope, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        var asked = desk.Runs.HasFlag(SubProcesses.Chases) ? await chases.Read(caller, scope, stop) : (Outcome<ChasesRead>?)null;
        return await database.Snapshot<Outcome<FlowRead>>(
            async session =>
            {
                var services = await session.Query($"SELECT id, {ServiceWords.Name(caller)} FROM services WHERE tenant = $1", row => (Id: row.GetInt64(0), Name: row.GetString(1)), caller.Tenant.Value);
                var (found, before) = await Weeks(session, caller, desk, scope, now);
                var open = await OpenFlow.Read(session, caller, desk, scope, now);
                var (came, ended) = await TicketFigures.Movements(session, caller, scope);
                return new FlowRead(
                    scope, [.. found.SkipWhile(week => week.Cells.Count == 0)], Tally(found), Tally(before), open,
                    await TicketFigures.Read(session, caller, scope), await TicketFigures.Read(session, caller, scope.Before()), await touches.Read(session, caller, scope),
                    Workload.Days(open.Tickets, came, ended, scope.From.InZone(caller.Zone).Date, now.InZone(caller.Zone).Date, caller.Zone),
                    desk, services.ToDictionary(service => service.Id, service => service.Name), await SwitchedOn(session, caller),
                    asked is { IsRefused: false } read ? read.Value : null, now)
                {
                    Returns = await ReturnReasons.Read(session, caller, scope),
                };
            },
            stop);
    }

    /// <summary>
    /// Parts of a whole that was read, for a measure or (null) for all: each as the page narrowed to it has it, but for what was before.
    /// What the measure is not made of stays that of the whole.
    /// </summary>
    internal async Task<IReadOnlyList<FlowRead>> Parts(Caller caller, FlowRead whole, IReadOnlyList<(FlowScope Scope, LocalDate? Monday)> parts, string? measure, CancellationToken stop)
    {
        var needs = FlowMeasures.Needs(measure);
        return await database.Snapshot(
            async session =>
            {
                var touched = needs.HasFlag(FlowNeeds.Touches) ? await TouchFigures.ByTicket(session, caller, whole.Scope) : null;
                var read = new List<FlowRead>();
                foreach (var (scope, monday) in parts)
                {
                    List<FlowWeek> cut = [.. whole.Weeks.Where(week => monday is null || week.Monday == monday).Select(week => week with { Cells = [.. week.Cells.Where(cell => scope.Holds(cell.Key))] })];
                    var part = whole with { Scope = scope, Weeks = cut, Tally = Tally(cut), Earlier = Tally([]) };
                    read.Add(part with
                    {
                        Open = needs.HasFlag(FlowNeeds.Open) ? await OpenFlow.Read(session, caller, whole.Rules, scope, whole.Now) : part.Open,
                        Tickets = needs.HasFlag(FlowNeeds.Tickets) ? await TicketFigures.Read(session, caller, scope, measure) : part.Tickets,
                        Touches = touched is null ? part.Touches : await TouchFigures.Of(session, caller, scope, touched),
                        Chases = needs.HasFlag(FlowNeeds.Chases) && part.Chases is not null ? await ChaseFiguresQuery.Read(session, caller, whole.Rules, scope, whole.Now) : part.Chases,
                    });
                }

                return (IReadOnlyList<FlowRead>)read;
            },
            stop);
    }

    private async ValueTask<(IReadOnlyList<FlowWeek> Found, IReadOnlyList<FlowWeek> Before)> Weeks(Session session, Caller caller, DeskRules desk, FlowScope scope, Instant now)
    {
        var (own, earlier) = (FlowReach.Teams(caller), scope.Before());
        var read = await weeks.Read(session, caller.Tenant, desk, caller.Zone, [(scope.From, scope.To), (earlier.From, earlier.To)], now);
        return (Own(read[0]), Own(read[1]));

        IReadOnlyList<FlowWeek> Own(IReadOnlyList<FlowWeek> all) =>
            [.. all.Select(week => week with { Cells = [.. week.Cells.Where(cell => scope.Holds(cell.Key) && own?.Contains(cell.Key.Team) != false)] })];
    }

    private static FlowTally Tally(IReadOnlyList<FlowWeek> weeks) => FlowTally.Of(weeks.SelectMany(week => week.Cells));

    private static async ValueTask<LocalDate?> SwitchedOn(Session session, Caller caller)
    {
        var kept = await session.One(
            "SELECT (SELECT value FROM settings WHERE tenant = $1 AND key = $2), (SELECT created FROM tenants WHERE tenant = $1)",
            row => new Switched(row.TextOrNull(0), row.LongOrNull(1)), caller.Tenant.Value, SwitchedOnKey);
        return kept?.Day is { } said && LocalDatePattern.Iso.Parse(said) is { Success: true } day ? day.Value
            : kept?.Created is { } at ? Instant.FromUnixTimeMilliseconds(at).InZone(caller.Zone).Date
            : null;
    }

    private sealed record Switched(string? Day, long? Created);
}
