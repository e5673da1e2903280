using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// An activity whose due came from a threshold, as it was: what counted it, from when, for how long, what came of it.
/// <paramref name="Closed"/> is null while it is open.
/// </summary>
public sealed record PastActivity(
    StatusCode Status, TeamId Team, Priority Priority, ServiceId? Service, WorkCalendar Calendar, Instant From, WorkingTime Allowed, Instant OriginalDue, Instant? Closed);

/// <summary>
/// What a change of the rules would have meant for what has passed: of <paramref name="Looked"/> activities,
/// <paramref name="Touched"/> would have had another due; <paramref name="Were"/> were late and <paramref name="Would"/>
/// would have been, <paramref name="More"/> newly and <paramref name="Fewer"/> no longer.
/// </summary>
public sealed record Rehearsed(int Looked, int Touched, int Were, int Would, int More, int Fewer)
{
    public static readonly Rehearsed Nothing = new(0, 0, 0, 0, 0, 0);

    internal Rehearsed Plus(bool touched, bool was, bool would) => new(
        Looked + 1, Touched + (touched ? 1 : 0), Were + (was ? 1 : 0), Would + (would ? 1 : 0), More + (!was && would ? 1 : 0), Fewer + (was && !would ? 1 : 0));
}

/// <summary>
/// Tries other rules on what has passed, with the calendar's own arithmetic. Nobody would have worked otherwise: it says
/// what the same hands would have looked like by the other rule, and promises nothing about the next month.
/// </summary>
public static class Rehearsal
{
    /// <summary>Other thresholds or targets, counted by the calendar that counted each.</summary>
    public static Rehearsed OfThresholds(IEnumerable<PastActivity> past, StatusBook now, StatusBook wanted, Instant until) => Of(past, until, one =>
    {
        var becomes = wanted.Threshold(one.Status, one.Team, one.Priority, one.Service).Threshold;
        return becomes == now.Threshold(one.Status, one.Team, one.Priority, one.Service).Threshold ? one.OriginalDue : one.Calendar.Add(one.From, becomes);
    });

    /// <summary>Other hours, for as long as each was allowed then.</summary>
    public static Rehearsed OfHours(IEnumerable<PastActivity> past, WorkCalendar wanted, Instant until) => Of(past, until, one => wanted.Add(one.From, one.Allowed));

    private static Rehearsed Of(IEnumerable<PastActivity> past, Instant until, Func<PastActivity, Instant?> due) => past.Aggregate(Rehearsed.Nothing, (sum, one) =>
    {
        var ended = one.Closed ?? until;
        var would = due(one);
        return sum.Plus(
            would != one.OriginalDue,
            !Activity.IsOnTime(ended, one.OriginalDue),
            would is { } at && !Activity.IsOnTime(ended, at));
    });
}
