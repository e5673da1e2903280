using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>
/// The response and resolution clocks, folded from facts and never incremented. The resolution clock runs while any open
/// activity is marked so; a booked appointment pauses it until its start.
/// </summary>
public static class TicketClocks
{
    /// <summary>Business time spent so far on the first response; stands still once support has answered.</summary>
    public static WorkingTime ResponseUsed(TicketState state, Func<TeamId, WorkCalendar> calendarOf, Instant now) =>
        calendarOf(state.Team).Between(state.Opened, state.FirstReplyAt ?? state.ResolvedAt ?? now);

    /// <summary>Business time during which the resolution clock ran, by the calendar of the team that held the ticket then.</summary>
    public static WorkingTime ResolutionUsed(TicketState state, Func<TeamId, WorkCalendar> calendarOf, Instant now) =>
        Sum(state, calendarOf, now, running: true);

    /// <summary>Business time during which it stood, waiting for somebody else.</summary>
    public static WorkingTime Paused(TicketState state, Func<TeamId, WorkCalendar> calendarOf, Instant now) =>
        Sum(state, calendarOf, now, running: false);

    internal static TicketState Note(TicketState state, Instant at)
    {
        var running = false;
        foreach (var activity in state.Activities)
        {
            running |= activity.IsOpen && activity.Meaning.Clock == ClockMark.Runs;
        }

        // A ticket that holds nothing open is resolved or is between two facts of one act: it counts as standing.
        var segment = new ClockSegment(at, running, state.Team);
        var clock = state.ResolutionClock;
        if (clock.Count == 0)
        {
            return running ? state with { ResolutionClock = [segment] } : state;
        }

        var last = clock[^1];
        if (last.Running == running && last.Team == state.Team)
        {
            return state;
        }

        var kept = last.From == at ? clock.RemoveAt(clock.Count - 1) : clock;
        return state with
        {
            ResolutionClock = kept.Count > 0 && kept[^1].Running == running && kept[^1].Team == state.Team ? kept : kept.Add(segment),
        };
    }

    private static WorkingTime Sum(TicketState state, Func<TeamId, WorkCalendar> calendarOf, Instant now, bool running)
    {
        var end = state.IsOpen ? now : state.ResolvedAt ?? state.ClosedAt ?? now;
        var total = WorkingTime.Zero;
        for (var i = 0; i < state.ResolutionClock.Count; i++)
        {
            var segment = state.ResolutionClock[i];
            var until = i + 1 < state.ResolutionClock.Count ? state.ResolutionClock[i + 1].From : end;
            if (segment.Running == running && until > segment.From)
            {
                total += calendarOf(segment.Team).Between(segment.From, until);
            }
        }

        return total;
    }
}
