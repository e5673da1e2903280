using System.Collections.Immutable;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Promises;

/// <summary>
/// Which targets of a ticket are watched, and when each warns and is breached if nothing changes: worked out anew after
/// every act, from the folded clocks. The response target is watched only once NEW, whose due it is, has been left
/// without a reply; the completion target while its clock runs.
/// </summary>
public static class TargetKeeping
{
    public static IEnumerable<TicketFact> Follow(DeskRules rules, TicketState state, Instant now)
    {
        foreach (var kind in new[] { TargetKind.Response, TargetKind.Completion })
        {
            var known = state.Targets.Find(watch => watch.Kind == kind);
            var wanted = known?.BreachedAt is null ? Wanted(rules, state, kind, known, now) : new TargetWatched(kind, null, null, null, null, null);
            if (known?.TargetMs != wanted.TargetMs || known?.Team != wanted.Team || known?.RunFrom != wanted.RunFrom)
            {
                yield return wanted;
            }
        }
    }

    private static TargetWatched Wanted(DeskRules rules, TicketState state, TargetKind kind, TargetWatch? known, Instant now)
    {
        var none = new TargetWatched(kind, null, null, null, null, null);
        if (!state.IsOpen || state.HasEnded || !rules.RunsIn(state.Team).HasFlag(SubProcesses.BreachPrevention) || TargetOf(rules, state, kind) is not { } target)
        {
            return none;
        }

        var clock = kind == TargetKind.Response ? state.ResponseClock : state.ResolutionClock;
        if (RunFrom(clock) is not { } from)
        {
            return none;
        }

        var used = kind == TargetKind.Response ? TicketClocks.ResponseUsed(state, CalendarOf, now) : TicketClocks.ResolutionUsed(state, CalendarOf, now);
        var left = target - used;
        var calendar = CalendarOf(state.Team);
        var watched = none with { TargetMs = (long)target.Length.TotalMilliseconds, Team = state.Team, RunFrom = from };
        if (left <= WorkingTime.Zero)
        {
            return watched with { BreachesAt = now };
        }

        if (calendar.Add(now, left) is not { } breaches)
        {
            return watched;
        }

        var warned = known?.WarnedAt >= from;
        var lead = TargetWatch.Lead(target);
        return watched with { BreachesAt = breaches, WarnsAt = warned ? null : left <= lead ? now : calendar.Add(now, left - lead) };

        WorkCalendar CalendarOf(TeamId team) => rules.CalendarFor(team, state.Service, state.Priority).Calendar;
    }

    // A response target is the one the ticket was opened with: NEW carried it as its due.
    private static WorkingTime? TargetOf(DeskRules rules, TicketState state, TargetKind kind)
    {
        if (kind == TargetKind.Completion)
        {
            return rules.Statuses.CompletionTarget(state.Priority, state.Service);
        }

        if (state.FirstReplyAt is not null || state.Has(StatusCode.New))
        {
            return null;
        }

        return state.Activities.Find(activity => activity.Status == StatusCode.New)?.Meaning.Basis.ThresholdMs is { } ms
            ? new WorkingTime(Duration.FromMilliseconds(ms))
            : rules.Statuses.ResponseTarget(state.Priority, state.Service);
    }

    /// <summary>Since when the clock has run without a pause, whichever teams held the ticket meanwhile; null while it stands.</summary>
    private static Instant? RunFrom(ImmutableList<ClockSegment> clock)
    {
        Instant? from = null;
        for (var i = clock.Count - 1; i >= 0 && clock[i].Mark == ClockMark.Runs; i--)
        {
            from = clock[i].From;
        }

        return from;
    }
}
