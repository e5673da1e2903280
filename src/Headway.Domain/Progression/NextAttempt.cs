using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>What an attempt may do otherwise than those before it.</summary>
public enum AttemptHint { OtherWay, TheirHour, Afternoon, Morning }

/// <summary>
/// What speaks for the next attempt to reach a customer who was not reached: a way that is known and untried, the hour at
/// which they were spoken to last, else the other half of the day. <paramref name="Way"/> goes with
/// <see cref="AttemptHint.OtherWay"/>; <paramref name="Hour"/> is when they were spoken to last, by the zone asked for.
/// </summary>
public sealed record NextAttempt(AttemptHint Hint, Channel? Way = null, LocalTime? Hour = null)
{
    private const int FailedCalls = 2;

    private static readonly LocalTime Noon = new(12, 0);

    /// <param name="attempts">Since the customer was heard last, oldest first.</param>
    /// <param name="spoken">When the two spoke last; null when they never did.</param>
    /// <param name="hasPhone">A number is known.</param>
    /// <param name="hasMail">An address is known.</param>
    /// <param name="zone">By whose clock hours are compared and said.</param>
    /// <returns>Null before the first attempt, and when nothing is left to say.</returns>
    public static NextAttempt? After(IReadOnlyList<Attempt> attempts, Reached? spoken, bool hasPhone, bool hasMail, DateTimeZone zone)
    {
        if (attempts.Count == 0)
        {
            return null;
        }

        var hour = spoken is { } last ? HourOf(last.At, zone) : (LocalTime?)null;
        if (hasPhone && !Tried(Channel.Phone))
        {
            return new NextAttempt(AttemptHint.OtherWay, Channel.Phone, hour);
        }

        if (hasMail && !Tried(Channel.Mail))
        {
            return new NextAttempt(AttemptHint.OtherWay, Channel.Mail);
        }

        var tried = attempts.Where(attempt => Reached.IsSpoken(attempt.Channel)).Select(attempt => HourOf(attempt.At, zone)).ToList();
        return hour is { } theirs && !tried.Exists(at => Period.Between(at, theirs, PeriodUnits.Minutes).Minutes is >= -60 and <= 60)
            ? new NextAttempt(AttemptHint.TheirHour, Hour: theirs)
            : tried.Count > 0 && tried.TrueForAll(at => at < Noon) ? new NextAttempt(AttemptHint.Afternoon)
            : tried.Count > 0 && tried.TrueForAll(at => at >= Noon) ? new NextAttempt(AttemptHint.Morning)
            : null;

        bool Tried(Channel way) => attempts.Any(attempt => attempt.Channel == way);
    }

    /// <summary>
    /// After the second call in vain times are proposed: another blind call is the worst next step. Not where times are offered
    /// or agreed already.
    /// </summary>
    public static bool ProposesTimes(TicketState state) =>
        state.Attempts.Count(attempt => Reached.IsSpoken(attempt.Channel)) == FailedCalls && Reached.IsSpoken(state.Attempts[^1].Channel)
        && state.Booked is null && !state.Has(StatusCode.AppointmentOffered);

    private static LocalTime HourOf(Instant at, DateTimeZone zone) => at.InZone(zone).TimeOfDay;
}
