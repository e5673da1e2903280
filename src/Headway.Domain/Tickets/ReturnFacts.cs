using NodaTime;

namespace Headway.Domain.Tickets;

public enum ReturnReason { WrongTeam, InformationInadequate, NotSupport, Duplicate, Other }

/// <summary>
/// What the assigning side can learn: sent back to the desk, or (<paramref name="Kept"/>) the work kept and only the lesson
/// sent. <paramref name="Assigner"/> is who handed the ticket on from the desk.
/// </summary>
public sealed record LessonSent(ReturnReason Reason, bool Kept, TeamId From, PersonId? Assigner, TeamId? RightTeam, TextId? Text) : TicketFact;

/// <summary>What to ask for next time; goes with the lesson recorded just before it.</summary>
public sealed record NextTimeAsked(int Lesson, TextId? Text) : TicketFact;

/// <summary>Who handed it on has read it.</summary>
public sealed record LessonAcknowledged(int Lesson) : TicketFact;

/// <summary>A lesson as it stands; known by its fact's place.</summary>
public sealed record Lesson(
    int Seq, Instant At, PersonId? By, ReturnReason Reason, bool Kept, TeamId From, PersonId? Assigner, TeamId? RightTeam, TextId? Text)
{
    public TextId? NextTime { get; init; }

    public Instant? AcknowledgedAt { get; init; }
}

/// <summary>Who handed the ticket on from the desk last, to which team and when.</summary>
public sealed record HandOn(PersonId? By, TeamId To, Instant At);
