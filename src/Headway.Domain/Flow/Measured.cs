using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>
/// An activity as figures read it; its key's team was answerable when the verdict fell (the acting team while there is
/// none). <paramref name="ByPerson"/>: a person of support did it; <paramref name="Covered"/>: somebody other than who was
/// answerable. <paramref name="Spent"/> is working time from opening to close, of it <paramref name="Beyond"/>
/// after the due; <paramref name="Lateness"/> working time after the original due, for what was late and is done.
/// </summary>
public sealed record Measured(
    FlowKey Key, Verdict? Verdict, ActivityOutcome? Outcome, bool MetMoved, bool ByPerson, bool Covered, WorkingTime Spent, WorkingTime Beyond, WorkingTime? Lateness)
{
    /// <summary>A machine finished it for a person: counted apart.</summary>
    public bool ByMachine { get; init; }

    /// <summary>It counts in no Progression SLA: of what a machine did in time only that it did is counted.</summary>
    public bool Uncounted { get; init; }

    /// <summary>Counts an activity's times on a calendar. Open ones count until <paramref name="now"/>.</summary>
    public static Measured Of(
        FlowKey key, WorkCalendar calendar, Verdict? verdict, ActivityOutcome? outcome, Instant opened, Instant originalDue, Instant due, Instant? closed, bool byPerson, bool covered, Instant now)
    {
        var end = closed ?? now;
        var late = verdict == Tickets.Verdict.Late && closed is { } done ? calendar.Between(originalDue, done) : (WorkingTime?)null;
        return new Measured(
            key, verdict, outcome, verdict == Tickets.Verdict.Rescheduled && outcome == ActivityOutcome.Progressed && Activity.IsOnTime(end, due), byPerson, covered,
            end <= opened ? WorkingTime.Zero : calendar.Between(opened, end), end <= due ? WorkingTime.Zero : calendar.Between(Instant.Max(opened, due), end), late);
    }
}

/// <summary>What figures can be asked by. <paramref name="Type"/> is the activity type's code; a service of null is none.</summary>
public sealed record FlowKey(TeamId Team, StatusCode Status, string Type, long? Service, Priority Priority, HeldBy HeldBy, bool HighPriority)
{
    /// <summary>Beyond the response to a new ticket: the part that other tools leave out.</summary>
    public bool MidLifecycle => Type != NewResponse;

    public bool IsPickUp => Type == PickUp;

    private static readonly string NewResponse = ActivityType.NewResponse.Code();
    private static readonly string PickUp = ActivityType.PickUp.Code();
}
