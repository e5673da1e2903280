using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>A due and everything needed to explain it.</summary>
public sealed record DueFound(Instant Due, DueBasis Basis);

/// <summary>How a due is found: threshold by the acting team's calendar, a chosen time, an ETA, or a chosen day.</summary>
public static class Dues
{
    public static readonly WorkingTime AfterEta = WorkingTime.FromHours(1);
    public static readonly WorkingTime EtaHorizon = WorkingTime.FromHours(40);
    public static readonly WorkingTime NextActionHorizon = WorkingTime.FromHours(24);

    /// <summary>Beyond it a time is a slip of the keyboard, and calendars answer "never".</summary>
    public static readonly Duration Farthest = Duration.FromDays(5 * 366);

    /// <summary>
    /// The status's own time, or a share of it, counted from the act or from an earlier moment, by the team that holds the
    /// ticket or another that acts.
    /// </summary>
    public static Outcome<DueFound> AfterThreshold(Act act, StatusCode status, Instant? from = null, double share = 1, TeamId? team = null)
    {
        var state = act.State;
        var acting = team ?? state.Team;
        var found = act.Rules.Statuses.Threshold(status, acting, state.Priority, state.Service);
        var calendar = act.Rules.CalendarFor(acting, state.Service, state.Priority);
        var threshold = new WorkingTime(Duration.FromMilliseconds((long)(found.Threshold.Length.TotalMilliseconds * share)));
        return calendar.Calendar.Add(from ?? act.Now, threshold) is { } due
            ? new DueFound(due, Basis(found.Rule, calendar) with { ThresholdMs = (long)threshold.Length.TotalMilliseconds, Cap = found.Cap })
            : CalendarRefusals.NeverOpens;
    }

    /// <summary>The status's own time from now, but no longer than <paramref name="most"/>; <paramref name="rule"/> says why where it is shorter.</summary>
    public static Outcome<DueFound> Within(Act act, StatusCode status, WorkingTime most, string rule)
    {
        var state = act.State;
        if (act.Rules.Statuses.Threshold(status, state.Team, state.Priority, state.Service).Threshold <= most)
        {
            return AfterThreshold(act, status);
        }

        var calendar = act.Rules.CalendarFor(state.Team, state.Service, state.Priority);
        return calendar.Calendar.Add(act.Now, most) is { } due
            ? new DueFound(due, Basis(rule, calendar) with { ThresholdMs = (long)most.Length.TotalMilliseconds })
            : CalendarRefusals.NeverOpens;
    }

    /// <summary>The due of a situation an agent chooses, with what he gave for it.</summary>
    public static Outcome<DueFound> Chosen(Act act, StatusDefinition status, Instant? due, Instant? eta, bool reasonGiven)
    {
        if (status.Timing == DueTiming.ChosenDay)
        {
            return due is { } day ? OnDay(act, status.Code, day.Kept()) : ProgressionRefusals.DayMissing;
        }

        if (eta is { } expected)
        {
            return AfterExpected(act, status, expected.Kept(), reasonGiven);
        }

        if (due?.Kept() is not { } chosen)
        {
            return AfterThreshold(act, status.Code);
        }

        return Check(act, status.Code, chosen) is { } refusal
            ? refusal
            : new DueFound(chosen, Basis("chosen", act.Rules.CalendarFor(act.State.Team, act.State.Service, act.State.Priority)));
    }

    /// <summary>A due may not lie in the past, and a planned next action not beyond its horizon.</summary>
    public static Refusal? Check(Act act, StatusCode status, Instant due)
    {
        if (due < act.Now)
        {
            return ProgressionRefusals.DuePast;
        }

        if (due - act.Now > Farthest)
        {
            return ProgressionRefusals.DueTooFar;
        }

        var calendar = act.Rules.CalendarFor(act.State.Team, act.State.Service, act.State.Priority).Calendar;
        return status == StatusCode.NextAction && calendar.Between(act.Now, due) > NextActionHorizon
            ? ProgressionRefusals.DueBeyondHorizon
            : null;
    }

    private static Outcome<DueFound> AfterExpected(Act act, StatusDefinition status, Instant eta, bool reasonGiven)
    {
        if (status.Timing != DueTiming.Eta)
        {
            return ProgressionRefusals.EtaNotExpected;
        }

        if (eta - act.Now > Farthest)
        {
            return ProgressionRefusals.DueTooFar;
        }

        var calendar = act.Rules.CalendarFor(act.State.Team, act.State.Service, act.State.Priority);
        if (calendar.Calendar.Add(eta, AfterEta) is not { } due)
        {
            return CalendarRefusals.NeverOpens;
        }

        if (due < act.Now)
        {
            return ProgressionRefusals.DuePast;
        }

        return calendar.Calendar.Between(act.Now, due) > EtaHorizon && !reasonGiven
            ? ProgressionRefusals.EtaWithoutReason
            : new DueFound(due, Basis("eta", calendar) with { ThresholdMs = (long)AfterEta.Length.TotalMilliseconds, Eta = eta });
    }

    private static Outcome<DueFound> OnDay(Act act, StatusCode status, Instant day)
    {
        var calendar = act.Rules.CalendarFor(act.State.Team, act.State.Service, act.State.Priority);
        var threshold = act.Rules.Statuses.Threshold(status, act.State.Team, act.State.Priority, act.State.Service).Threshold;
        if (day - act.Now > Farthest)
        {
            return ProgressionRefusals.DueTooFar;
        }

        var zone = calendar.Calendar.Zone;
        var date = day.InZone(zone).Date;
        if (date < act.Now.InZone(zone).Date)
        {
            return ProgressionRefusals.DuePast;
        }

        if (calendar.Calendar.OpeningOn(date) is not { } opening
            || calendar.Calendar.Add(opening, threshold) is not { } due)
        {
            return CalendarRefusals.NeverOpens;
        }

        return due < act.Now
            ? ProgressionRefusals.DuePast
            : new DueFound(due, Basis("chosen-day", calendar) with { ThresholdMs = (long)threshold.Length.TotalMilliseconds, Eta = opening });
    }

    private static DueBasis Basis(string rule, CalendarFound calendar) =>
        new(rule, Calendar: calendar.Calendar.Name, CalendarVersion: calendar.Calendar.Version, CalendarReason: calendar.Reason);
}
