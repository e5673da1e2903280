using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>
/// How a folded ticket lies in the tables that lists read. The store writes these rows and <c>verify</c> compares
/// them, so both go by this one page.
/// </summary>
internal static class TicketProjection
{
    public static readonly Columns Tickets = new(
        "tickets",
        ["tenant", "ticket"],
        [
            "tenant", "ticket", "number", "version", "type", "state", "status", "priority", "major", "team", "owner", "requester", "service", "channel",
            "subject", "opened", "changed", "first_reply_at", "last_reply_at", "unanswered_at", "unanswered_intent", "resolved_at", "closes_at", "closed_at",
            "close_code", "wakes_at", "promise_at", "promise_set_by", "promise_status", "promise_outcome", "promises_made", "promises_kept",
            "promises_missed", "promises_renewed", "reopenings", "transfers", "next_activity", "next_open", "next_due", "merged_into", "category", "impact", "urgency", "minutes",
        ],
        keptWhenNull: ["subject"]);

    public static readonly Columns Activities = new(
        "activities",
        ["tenant", "ticket", "id"],
        [
            "tenant", "ticket", "id", "type", "status", "kind", "base", "rank", "high_priority", "held_by", "attempt", "opened", "original_due", "due",
            "closed", "outcome", "done_by", "verdict", "verdict_at", "judged_team", "judged_person", "team", "owner", "priority", "major", "moves", "open", "uncounted",
        ]);

    public static object?[] Row(TenantId tenant, long number, TicketState state, Instant changed, string? subject)
    {
        var next = state.Displayed;
        var promise = state.Promise;
        return
        [
            tenant.Value, state.Key.Value, number, (long)state.Version, state.Type.ToString(), StateOf(state), state.Status.Value, (long)state.Priority,
            state.MajorIncident, state.Team.Value, state.Owner?.Value, state.Requester.Value, state.Service?.Value, state.Channel.ToString(),
            subject, Ms(state.Opened), Ms(changed), Ms(state.FirstReplyAt), Ms(state.LastReplyAt), Ms(state.Unanswered?.At),
            state.Unanswered?.Intent.ToString(), Ms(state.ResolvedAt), Ms(state.ClosesAt), Ms(state.ClosedAt),
            state.CloseCode?.ToString(), Ms(state.WakesAt), Ms(promise?.At), promise?.SetBy.ToString(), promise?.Status.Value, promise?.Outcome?.ToString(),
            (long)state.PromisesMade, (long)state.PromisesKept, (long)state.PromisesMissed, (long)state.PromisesRenewed, (long)state.Reopenings, (long)state.Transfers,
            next is null ? null : (long)next.Seq, next is null ? null : true, Ms(next?.Due), state.Merged?.Into.Value,
            state.Category, (long?)state.Impact, (long?)state.Urgency, (long)state.WorkedFor.TotalMinutes,
        ];
    }

    public static object?[] Row(TenantId tenant, TicketState state, Activity activity) =>
    [
        tenant.Value, state.Key.Value, (long)activity.Seq, activity.Meaning.Type.Code(), activity.Status.Value, activity.Meaning.Kind.ToString(),
        activity.IsBase, (long)activity.Rank, activity.Meaning.HighPriority, activity.Meaning.HeldBy.ToString(), (long)activity.Meaning.Attempt,
        Ms(activity.Opened), Ms(activity.OriginalDue), Ms(activity.Due), Ms(activity.Closed), activity.Outcome?.ToString(), activity.DoneBy?.ToString(),
        activity.Verdict?.ToString(), Ms(activity.VerdictAt), activity.JudgedTeam?.Value, activity.JudgedPerson?.Value, activity.Team.Value,
        activity.IsOpen ? state.ResponsibleFor(activity)?.Value : activity.JudgedPerson?.Value, (long)state.Priority, state.MajorIncident, (long)activity.Moves, activity.IsOpen, activity.Uncounted,
    ];

    public static string StateOf(TicketState state) => state.IsOpen ? "open" : state.ClosedAt is null ? "resolved" : "closed";

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();

    private static long? Ms(Instant? at) => at?.ToUnixTimeMilliseconds();
}
