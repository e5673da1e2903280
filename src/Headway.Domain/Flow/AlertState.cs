using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>How an open activity stands to its due: what a lead is shown by exception.</summary>
public enum AlertState
{
    Normal,

    /// <summary>The last quarter of its time runs.</summary>
    Approaching,

    /// <summary>Its due has passed.</summary>
    Breached,

    /// <summary>Late by more than its whole allowance, or by more than eight working hours.</summary>
    Escalated,
}

public static class Alerts
{
    /// <summary>Late by more than this is escalated, however long the allowance was.</summary>
    public static readonly WorkingTime MostLate = WorkingTime.FromHours(8);

    /// <summary>The state at <paramref name="now"/>. Time counts as the team works: a night is no lateness.</summary>
    /// <param name="calendar">The acting team's.</param>
    /// <param name="opened">When the activity began to exist.</param>
    /// <param name="due">When it is due now.</param>
    /// <param name="now">The moment; exactly at the due nothing is breached.</param>
    public static AlertState Of(WorkCalendar calendar, Instant opened, Instant due, Instant now)
    {
        var allowance = due <= opened ? WorkingTime.Zero : calendar.Between(opened, due);
        if (now <= due)
        {
            return calendar.Between(now, due).Length <= allowance.Length / 4 ? AlertState.Approaching : AlertState.Normal;
        }

        var late = calendar.Between(due, now);
        return late > WorkingTime.Min(allowance, MostLate) ? AlertState.Escalated : AlertState.Breached;
    }
}
