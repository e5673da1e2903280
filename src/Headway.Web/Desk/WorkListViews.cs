using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Domain.People;
using Headway.Domain.Statuses;
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
        var rows = listed.Rows.Select(row => Row(row, caller, now, selected)).ToList();
        var groups = new[]
        {
            // A major incident is everybody's first, whenever its next look is.
            Group(WorkGroupKind.Now, rows, row => row.Major || row.Due <= now + Hour),
            Group(WorkGroupKind.LaterToday, rows, row => !row.Major && row.Due > now + Hour && row.Due < endOfDay),
            Group(WorkGroupKind.Scheduled, rows, row => !row.Major && row.Due >= endOfDay),
        };
        var counts = new WorkCounts(
            listed.Overdue,
            rows.Count(row => row.Due >= now && row.Due <= now + Hour),
            rows.Count(row => row.Due < endOfDay),
            listed.OpenTickets);
        var bySystem = listed.Rows.Count(row => Domain.Tickets.TicketState.Reminds(row.Status));
        return new WorkListView(scope, teamName, counts, groups, Version(listed), bySystem, Math.Max(0, listed.Total - rows.Count))
        {
            // Perfect mode hands out queues by a rota; without one nobody holds any, so all of the team's are everybody's.
            Note = listed.Mode == PrioritisationMode.Perfect && scope == "mine" ? new Phrase("list.no-rota", teamName) : null,
        };
    }

    /// <summary>What was shown, row by row: from it the next look tells what came and what went.</summary>
    public static string Version(WorkListed listed) => string.Join('.', listed.Rows.Select(row => row.ActivityId));

    public static Tone ToneOf(Instant due, Instant now) => due < now ? Tone.Late : due <= now + Hour ? Tone.Soon : Tone.None;

    private static WorkGroup Group(WorkGroupKind kind, IEnumerable<ActivityRow> rows, Func<ActivityRow, bool> which)
    {
        var own = rows.Where(which).ToList();
        return new WorkGroup(kind, own.Count, own);
    }

    private static ActivityRow Row(WorkRow row, Caller caller, Instant now, long? selected) =>
        new(row.Number, row.ActivityId, new StatusName(row.Status.Value), row.Subject, row.Requester, row.Due, ToneOf(row.Due, now))
        {
            Why = row.Number == selected ? Why(row) : null,
            Detail = row.Attempt > 1 ? new Phrase("detail.attempt", row.Attempt) : null,
            Owner = row.Owner is { } owner ? new PersonView(owner.Value, row.OwnerName ?? "?") : null,
            Mine = row.Owner == caller.Person,
            HighPriority = row.HighPriority,
            Major = row.MajorIncident,
            Vip = row.Vip,
            Priority = row.Priority.ToString(),
            Selected = row.Number == selected,
        };

    private static Phrase Why(WorkRow row)
    {
        var allowed = Duration.Max(Duration.Zero, row.OriginalDue - row.Opened);
        var kind = row.Status == StatusCode.CustomerUpdated ? "why.customer-updated"
            : row.Status == StatusCode.New ? "why.opened"
            : row.Status == StatusCode.Assigned ? "why.assigned"
            : row.Status == StatusCode.Reopened ? "why.reopened"
            : row.Status == StatusCode.Chased ? "why.chased"
            : row.Status == StatusCode.TargetAtRisk ? "why.at-risk"
            : row.HeldBy == HeldBy.Customer ? "why.waits-customer"
            : row.HeldBy == HeldBy.ThirdParty ? "why.waits-other"
            : "why.planned";
        return kind == "why.customer-updated" ? new Phrase(kind, row.Opened, allowed) : new Phrase(kind, row.Opened);
    }

    private static Instant EndOfDay(Instant now, DateTimeZone zone) => zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant();
}
