using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>The list as a person sees it: now, later today, scheduled.</summary>
public static class WorkListViews
{
    private static readonly Duration Hour = Duration.FromHours(1);

    public static WorkListView Of(WorkListed listed, Caller caller, string scope, string teamName, long? selected)
    {
        var now = listed.Now;
        var endOfDay = EndOfDay(now, caller.Zone);
        var rows = listed.Rows.Select(row => Row(row, listed.Mode, listed.Affinity, caller, now, selected)).ToList();
        List<WorkGroup> groups =
        [
            .. Grouped(listed, rows, now, endOfDay),
            // Beside the list, never in its order: a colleague's work is theirs until somebody takes it.
            Group(WorkGroupKind.Cover, listed.Offers.Select(row => Row(row, listed.Mode, listed.Affinity, caller, now, selected))),
        ];
        var counts = new WorkCounts(
            listed.Overdue,
            rows.Count(row => row.Due >= now && row.Due <= now + Hour),
            rows.Count(row => row.Due < endOfDay),
            listed.OpenTickets);
        var bySystem = listed.Rows.Count(row => Domain.Tickets.TicketState.Reminds(row.Status));
        return new WorkListView(scope, teamName, counts, groups, Version(listed), bySystem, Math.Max(0, listed.Total - rows.Count))
        {
            Mode = listed.Mode.ToString(),
            Dated = listed.Mode.HasDues(),
            TakesNext = listed.Mode.SharesWork() && listed.Rows.Count > 0 && caller.May(Permission.ActOnTickets),
            ByQueues = listed.Mode == PrioritisationMode.Perfect,
            Note = scope == "mine" ? Note(listed, teamName) : null,
        };
    }

    private static IEnumerable<WorkGroup> Grouped(WorkListed listed, List<ActivityRow> rows, Instant now, Instant endOfDay)
    {
        if (!listed.Mode.HasDues())
        {
            var basic = listed.Mode == PrioritisationMode.Basic;
            return listed.Rows.Zip(rows, (row, view) => (Key: view.Major ? 0 : basic ? row.Point ?? 9 : row.Rank, View: view))
                .GroupBy(pair => pair.Key)
                .Select(group => Group(basic ? WorkGroupKind.Point : WorkGroupKind.Rank, group.Select(pair => pair.View)) with
                {
                    Title = group.Key == 0 ? new Phrase("list.group-major") : new Phrase(basic ? $"list.point-{group.Key}" : $"list.rank-{group.Key}"),
                });
        }

        var band = listed.Mode.SharesWork();
        return
        [
            Group(WorkGroupKind.TeamFirst, rows.Where(row => band && First(row))),
            // A major incident is everybody's first, whenever its next look is.
            Group(WorkGroupKind.Now, rows.Where(row => !(band && First(row)) && (row.Major || row.Due <= now + Hour))),
            Group(WorkGroupKind.LaterToday, rows.Where(row => !(band && First(row)) && !row.Major && row.Due > now + Hour && row.Due < endOfDay)),
            Group(WorkGroupKind.Scheduled, rows.Where(row => !(band && First(row)) && !row.Major && row.Due >= endOfDay)),
        ];
    }

    private static bool First(ActivityRow row) => row.Major || row.HighPriority;

    private static Phrase? Note(WorkListed listed, string teamName) => listed.Queues switch
    {
        null => null,
        { Count: 0 } => new Phrase("list.no-queue", teamName),
        var queues => new Phrase("list.queues", string.Join(", ", queues)),
    };

    /// <summary>What was shown, row by row: from it the next look tells what came and what went.</summary>
    public static string Version(WorkListed listed) => string.Join('.', listed.Rows.Select(row => row.ActivityId));

    public static Tone ToneOf(Instant due, Instant now) => due < now ? Tone.Late : due <= now + Hour ? Tone.Soon : Tone.None;

    private static WorkGroup Group(WorkGroupKind kind, IEnumerable<ActivityRow> rows)
    {
        var own = rows.ToList();
        return new WorkGroup(kind, own.Count, own);
    }

    private static ActivityRow Row(WorkRow row, PrioritisationMode mode, bool near, Caller caller, Instant now, long? selected)
    {
        var dated = mode.HasDues();
        return new(row.Number, row.ActivityId, new StatusName(row.Status.Value), row.Subject, row.Requester, row.Due, dated ? ToneOf(row.Due, now) : Tone.None)
        {
            Why = dated && row.Number == selected ? Why(row) : null,
            Because = Sooner(row, mode, caller, near, Because(row, caller, dated)),
            Detail = row.Attempt > 1 ? new Phrase("detail.attempt", row.Attempt) : null,
            Owner = row.Owner is { } owner ? new PersonView(owner.Value, row.OwnerName ?? "?") : null,
            Mine = row.Owner == caller.Person,
            HighPriority = row.HighPriority,
            Major = row.MajorIncident,
            Vip = row.Vip,
            Priority = row.Priority.ToString(),
            Selected = row.Number == selected,
            Hand = row.Hand is { } hand ? new HandView(new PersonView(hand.Person.Value, hand.Name), hand.Until, hand.Person == caller.Person) : null,
            Since = dated ? null : row.Opened,
        };
    }

    // Said of what is not simply one's own, and never twice: an unowned ticket of one's own team needs no explanation.
    private static Phrase? Because(WorkRow row, Caller caller, bool dated)
    {
        var owner = row.OwnerName?.Split(' ')[0] ?? "?";
        var last = row.LastHandler is { } person && person != caller.Person && row.LastHandlerName is { } name ? name.Split(' ')[0] : null;
        return row switch
        {
            { Rated: (var score, { Length: > 0 } words) } => new Phrase("because.rated-words", score, words),
            { Rated: (var score, _) } => new Phrase("because.rated", score),
            { StandsIn: true, Cover: not null } => new Phrase("because.stands-in", owner),
            { Cover: CoverReason.Away } => new Phrase(dated ? "because.away" : "because.away-plain", owner),
            { Cover: CoverReason.Late } => new Phrase("because.late", owner),
            { Why: WhyShown.HighPriority } => new Phrase("because.high", owner),
            { Why: WhyShown.OpenToTeam } => new Phrase("because.open-to-team", owner),
            { Why: WhyShown.Covered } => new Phrase("because.covered", owner),
            { Why: WhyShown.OwnTicket } => new Phrase("because.own-ticket", owner),
            { Why: WhyShown.UncoveredQueue, Queue: { } queue } => last is null ? new Phrase("because.uncovered", queue) : new Phrase("because.uncovered-last", queue, last),
            { Why: WhyShown.YourQueue, Queue: { } queue } => last is null ? new Phrase("because.queue", queue) : new Phrase("because.queue-last", queue, last),
            { Why: WhyShown.NoQueue } => last is null ? new Phrase("because.no-queue") : new Phrase("because.no-queue-last", last),
            _ => null,
        };
    }

    // Where a team wants affinity, a row that it lets come sooner says so.
    private static Phrase? Sooner(WorkRow row, PrioritisationMode mode, Caller caller, bool near, Phrase? because) =>
        !near || row.Cover is not null || !WorkList.IsNear(row.Item, mode, caller.Person) ? because
        : because is null ? new Phrase("because.sooner-own")
        : new Phrase(mode.HasOwners() ? "because.sooner" : "because.sooner-handled", because);

    private static Phrase Why(WorkRow row)
    {
        var allowed = Duration.Max(Duration.Zero, row.OriginalDue - row.Opened);
        var kind = row.Status == StatusCode.CustomerUpdated ? "why.customer-updated"
            : row.Status == StatusCode.New ? "why.opened"
            : row.Status == StatusCode.Assigned ? "why.assigned"
            : row.Status == StatusCode.Reopened ? "why.reopened"
            : row.Status == StatusCode.Chased ? "why.chased"
            : row.Status == StatusCode.TargetAtRisk ? "why.at-risk"
            : row.Status == StatusCode.Assist ? "why.help"
            : row.Status == StatusCode.Rejected ? "why.returned"
            : row.Status == StatusCode.ColleagueUpdated ? "why.colleague"
            : row.Status == StatusCode.AppointmentRequested ? "why.wants-time"
            : row.Status == StatusCode.InProgress ? "why.in-hand"
            : row.HeldBy == HeldBy.Customer ? "why.waits-customer"
            : row.HeldBy == HeldBy.ThirdParty ? "why.waits-other"
            : "why.planned";
        return kind == "why.customer-updated" ? new Phrase(kind, row.Opened, allowed) : new Phrase(kind, row.Opened);
    }

    private static Instant EndOfDay(Instant now, DateTimeZone zone) => zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant();
}
