using System.Collections.Immutable;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>
/// The response and resolution clocks, folded from facts and never incremented. The resolution clock runs while any open
/// activity is marked so and is stopped while nothing is open; the response clock runs until support first answers in
/// public, whatever the situation. Each stretch counts by the calendar of the team that held the ticket then.
/// </summary>
public static class TicketClocks
{
    /// <summary>Business time spent so far on the first response; stands still once support has answered.</summary>
    public static WorkingTime ResponseUsed(TicketState state, Func<TeamId, WorkCalendar> calendarOf, Instant now) =>
        Sum(state.ResponseClock, calendarOf, now, ClockMark.Runs);

    /// <summary>Business time during which the resolution clock ran.</summary>
    public static WorkingTime ResolutionUsed(TicketState state, Func<TeamId, WorkCalendar> calendarOf, Instant now) =>
        Sum(state.ResolutionClock, calendarOf, now, ClockMark.Runs);

    /// <summary>Business time during which it paused; what passes while a ticket is resolved or closed is none of it.</summary>
    public static WorkingTime Paused(TicketState state, Func<TeamId, WorkCalendar> calendarOf, Instant now) =>
        Sum(state.ResolutionClock, calendarOf, now, ClockMark.Pauses);

    internal static TicketState Note(TicketState state, Instant at)
    {
        // From the end, where the open ones are: a long ticket is folded fact by fact.
        var mark = ClockMark.Stopped;
        for (var i = state.Activities.Count - 1; i >= 0 && mark != ClockMark.Runs; i--)
        {
            if (state.Activities[i] is { IsOpen: true } open)
            {
                mark = open.Clock == ClockMark.Runs ? ClockMark.Runs : ClockMark.Pauses;
            }
        }

        var response = state.FirstReplyAt is null && mark != ClockMark.Stopped ? ClockMark.Runs : ClockMark.Stopped;
        var resolutionClock = Turn(state.ResolutionClock, new ClockSegment(at, mark, state.Team));
        var responseClock = Turn(state.ResponseClock, new ClockSegment(at, response, state.Team));
        return resolutionClock == state.ResolutionClock && responseClock == state.ResponseClock
            ? state
            : state with { ResolutionClock = resolutionClock, ResponseClock = responseClock };
    }

    // Between two facts of one act a clock may seem to turn and turn back: what lasted no time is not kept.
    private static ImmutableList<ClockSegment> Turn(ImmutableList<ClockSegment> clock, ClockSegment next)
    {
        if (clock.Count == 0)
        {
            return next.Mark == ClockMark.Stopped ? clock : [next];
        }

        if (IsSame(clock[^1], next))
        {
            return clock;
        }

        var kept = clock[^1].From == next.From ? clock.RemoveAt(clock.Count - 1) : clock;
        return kept.Count > 0 && IsSame(kept[^1], next) ? kept : kept.Add(next);
    }

    private static bool IsSame(ClockSegment one, ClockSegment other) => one.Mark == other.Mark && one.Team == other.Team;

    private static WorkingTime Sum(ImmutableList<ClockSegment> clock, Func<TeamId, WorkCalendar> calendarOf, Instant now, ClockMark mark)
    {
        var total = WorkingTime.Zero;
        for (var i = 0; i < clock.Count; i++)
        {
            var segment = clock[i];
            var until = i + 1 < clock.Count ? Instant.Min(clock[i + 1].From, now) : now;
            if (segment.Mark == mark && until > segment.From)
            {
                total += calendarOf(segment.Team).Between(segment.From, until);
            }
        }

        return total;
    }
}
