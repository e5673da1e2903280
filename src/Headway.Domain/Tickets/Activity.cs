using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>
/// A thing somebody must do next on a ticket, by a time. <see cref="OriginalDue"/> is what the verdict is measured by and
/// never moves; <see cref="Due"/> is what the list is ordered by.
/// </summary>
public sealed record Activity
{
    public required int Seq { get; init; }

    public required ActivityOpened Meaning { get; init; }

    public required Instant Opened { get; init; }

    public required Instant OriginalDue { get; init; }

    public required Instant Due { get; init; }

    public required TeamId Team { get; init; }

    public int Moves { get; init; }

    /// <summary>Why its due was moved last: a code of the desk's list.</summary>
    public string? MovedFor { get; init; }

    /// <summary>Who has to do it when that is not simply the ticket's owner: a helper, the named person of an appointment.</summary>
    public PersonId? Assignee { get; init; }

    /// <summary>An appointment is near: it is of the first rank now.</summary>
    public bool Surfaced { get; init; }

    /// <summary>An appointment has begun: the clock runs.</summary>
    public bool Begun { get; init; }

    /// <summary>Its due passed where reminding is done by hand: no reminder goes out for it any more.</summary>
    public bool Unreminded { get; init; }

    public Instant? Closed { get; init; }

    public ActivityOutcome? Outcome { get; init; }

    public Actor? DoneBy { get; init; }

    public Verdict? Verdict { get; init; }

    public Instant? VerdictAt { get; init; }

    /// <summary>Who was answerable when the verdict fell.</summary>
    public TeamId? JudgedTeam { get; init; }

    public PersonId? JudgedPerson { get; init; }

    /// <summary>Its verdict fell in a team that showed no dues, so it counts in no Progression SLA.</summary>
    public bool Uncounted { get; init; }

    public StatusCode Status => Meaning.Status;

    public int Rank => Surfaced ? 1 : Meaning.Rank;

    public ClockMark Clock => Begun ? ClockMark.Runs : Meaning.Clock;

    /// <summary>The verdict is Late once this has passed: the original due, or for an appointment when its outcome is owed.</summary>
    public Instant JudgedBy => Meaning.JudgedBy ?? OriginalDue;

    public bool IsOpen => Closed is null;

    /// <summary>The first look at an imported ticket: due by the landing plan, outside Progression SLA.</summary>
    public bool IsLanding => Meaning.Basis.Rule is DueBasis.Landing or DueBasis.LandingTold;

    /// <summary>Its due sends the customer a reminder, and the next attempt begins.</summary>
    public bool RemindsCustomer => !Unreminded && TicketState.Reminds(Status) && Meaning.Basis.Rule != DueBasis.Landing;

    public bool IsBase => Meaning.Kind == StatusKind.Base;

    /// <summary>Done at the due is on time; this is the only place that says so.</summary>
    public static bool IsOnTime(Instant done, Instant due) => done <= due;

    public bool IsOverdue(Instant now) => IsOpen && !IsOnTime(now, Due);

    /// <summary>Progressed by its moved due although it had been rescheduled: the stricter reading of "clean".</summary>
    public bool MetMovedDue => Verdict == Tickets.Verdict.Rescheduled && Outcome == ActivityOutcome.Progressed && Closed is { } closed && IsOnTime(closed, Due);
}
