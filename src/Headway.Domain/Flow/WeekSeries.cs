using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>One week of a figure. <paramref name="Running"/>: not over yet, so it neither makes limits nor is judged by them.</summary>
public sealed record WeekPoint(LocalDate Monday, double? Value, bool Running = false);

/// <summary>Weeks [<paramref name="From"/>, <paramref name="To"/>) of the series with limits of their own; null limits: too few of them.</summary>
public sealed record WeekPhase(int From, int To, WeekLimits? Limits);

/// <summary>What a series says lately: a week outside of chance, or the whole of a shift.</summary>
public sealed record WeekNews(LocalDate Monday, double Value, WeekSignal Signal);

/// <summary>
/// A weekly figure with its natural limits. Where the system itself changed (Headway was switched on, a threshold was
/// moved) the limits begin anew: weeks before and after are two systems, and limits over both would say nothing about
/// either.
/// </summary>
public sealed record WeekSeries(IReadOnlyList<WeekPoint> Weeks, IReadOnlyList<WeekPhase> Phases)
{
    /// <summary>With fewer weeks there are no limits; with few they are a first reading that the next weeks correct.</summary>
    public const int FewestWeeks = 3;

    public WeekPhase Current => Phases[^1];

    /// <summary>The news of the present phase; null when all of it is noise, or when it is too young to tell.</summary>
    public WeekNews? News
    {
        get
        {
            if (Current.Limits is not { LatestSignal: { } at } limits)
            {
                return null;
            }

            var signal = limits.Weeks[at].Signal;
            // A shift is told from the week in which its run began.
            while (signal is WeekSignal.ShiftUp or WeekSignal.ShiftDown && at > 0 && limits.Weeks[at - 1].Signal == signal)
            {
                at--;
            }

            var week = Weeks[Current.From + at];
            return new WeekNews(week.Monday, week.Value ?? 0, signal);
        }
    }

    /// <summary>
    /// The means before and since the last restart when the new mean lies outside of what was chance before: a real change.
    /// Null without two phases that have limits, or when it does not.
    /// </summary>
    public (double Before, double Since)? Change
    {
        get
        {
            if (Phases.Count < 2 || Phases[^2].Limits is not { } before || Current.Limits is not { } since)
            {
                return null;
            }

            return since.Mean > before.Upper || since.Mean < before.Lower ? (before.Mean, since.Mean) : null;
        }
    }

    /// <param name="weeks">Oldest first, one week after another.</param>
    /// <param name="restarts">Days on which the system changed; a phase begins with the first week that begins on such a day or within the three days before it.</param>
    /// <param name="least">The limits are clipped here: a share cannot be below 0.</param>
    /// <param name="most">And here.</param>
    public static WeekSeries Of(IReadOnlyList<WeekPoint> weeks, IEnumerable<LocalDate> restarts, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        var starts = restarts.Select(day => weeks.Count(week => week.Monday < day.PlusDays(-3))).Where(start => start > 0 && start < weeks.Count).Prepend(0).Distinct().Order().ToList();
        var phases = starts.Select((start, index) => Phase(weeks, start, index + 1 < starts.Count ? starts[index + 1] : weeks.Count, least, most));
        return new WeekSeries(weeks, [.. phases]);
    }

    private static WeekPhase Phase(IReadOnlyList<WeekPoint> weeks, int from, int to, double least, double most)
    {
        var values = weeks.Skip(from).Take(to - from).Select(week => week.Running ? null : week.Value).ToList();
        return new WeekPhase(from, to, values.OfType<double>().Count() < FewestWeeks ? null : WeekLimits.Of(values, least, most));
    }
}
