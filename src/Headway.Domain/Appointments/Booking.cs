using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Appointments;

/// <summary>A stretch in which a person is taken already; half open.</summary>
public sealed record Busy(PersonId Person, Instant Start, Instant End, TicketKey Ticket);

/// <summary>A time with a named person, as it is put into the ticket: checked, its row opened, an earlier one moved.</summary>
public sealed record Booking(Instant Start, Instant End, PersonId With, AppointmentMode Mode, IReadOnlyList<Busy> Busy)
{
    public static readonly Duration Longest = Duration.FromHours(12);
    public static readonly Duration Farthest = Duration.FromDays(366);

    /// <summary>Whether a time can be agreed at all.</summary>
    public static Refusal? Check(Instant start, Instant end, Instant now) =>
        start <= now ? AppointmentRefusals.Past
        : end <= start ? AppointmentRefusals.EndsFirst
        : end - start > Longest ? AppointmentRefusals.TooLong
        : start - now > Farthest ? AppointmentRefusals.TooFar
        : null;

    /// <summary>Whether the team that holds the ticket agrees times; what was asked for or offered before is brought to its end in any case.</summary>
    public static bool MayAgree(DeskRules rules, TicketState state) =>
        rules.RunsIn(state.Team).HasFlag(SubProcesses.Appointments)
        || state.Has(StatusCode.AppointmentRequested) || state.Has(StatusCode.AppointmentOffered) || state.Has(StatusCode.AppointmentBooked);

    internal Booking Kept() => this with { Start = Start.Kept(), End = End.Kept() };

    /// <summary>The one on the same ticket is what would be moved, so it clashes with nothing.</summary>
    internal Refusal? Check(Act act)
    {
        if (Check(Start, End, act.Now) is { } no)
        {
            return no;
        }

        return Busy.Any(taken => taken.Person == With && taken.Ticket != act.State.Key && taken.Start < End && Start < taken.End)
            ? AppointmentRefusals.DoubleBooked
            : null;
    }

    internal void Open(Act act, int? moves)
    {
        var seq = act.Open(
            StatusCode.AppointmentBooked, new DueFound(Appointment.DueOf(Start), new DueBasis("appointment", Eta: Start)), judgedBy: Appointment.JudgedAt(End));
        act.Record(new AppointmentBooked(seq, Start, End, With, Mode, moves, DayBefore(act)));
    }

    // The same time of day on the working day before, by the acting team's calendar.
    private Instant? DayBefore(Act act)
    {
        var calendar = act.Rules.CalendarFor(act.State.Team, act.State.Service, act.State.Priority).Calendar;
        var local = Start.InZone(calendar.Zone).LocalDateTime;
        for (var back = 1; back <= 14; back++)
        {
            if (calendar.SpansOn(local.Date.PlusDays(-back)).Count > 0)
            {
                var at = local.PlusDays(-back).InZoneLeniently(calendar.Zone).ToInstant();
                return at > act.Now ? at : null;
            }
        }

        return null;
    }
}
