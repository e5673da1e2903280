using System.Collections.Immutable;
using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>What a review found: a chase with ground, one without, or no chase at all.</summary>
public enum ChaseFinding { Valid, NotValid, NotAChase }

/// <summary>
/// Why a chase is valid: (a) truly urgent and the first response took too long; (b) not met at first, no adequate
/// workaround, the wait since too long; (c) the target was missed and there is no adequate workaround.
/// </summary>
public enum ChaseGround { TooSlowAtFirst, UnmetSinceThen, TargetMissed }

/// <summary>
/// Once that somebody asked. <paramref name="Counted"/> is false when it came from the same person within the half hour:
/// the same asking by another way.
/// </summary>
public readonly record struct ChaseContact(Instant At, PersonId By, Channel Channel, bool Counted);

/// <summary>
/// A customer asks where it is. Named by its activity (<see cref="Activity"/> is the seq of the CHASED row): one row while
/// it is open, however often they ask. It ends when a person has judged it and a person has answered, in whichever order.
/// </summary>
public sealed record Chase
{
    public required int Activity { get; init; }

    /// <summary>When they asked; earlier than the row when a message was recognised as a chase afterwards.</summary>
    public required Instant OpenedAt { get; init; }

    public required PersonId By { get; init; }

    public required ImmutableList<ChaseContact> Contacts { get; init; }

    /// <summary>Asked again before an answer, or within five business days of the last: half the allowance, a complaint at risk.</summary>
    public bool Multi { get; init; }

    /// <summary>Half of the allowance: unanswered until then, the whole team is shown it. Null where everybody is from the start.</summary>
    public Instant? TeamAt { get; init; }

    public bool OpenToTeam { get; init; }

    /// <summary>When the asking began that nobody of support has answered yet; null while the last one has its answer.</summary>
    public Instant? WaitingSince { get; init; }

    public ChaseFinding? Finding { get; init; }

    public ChaseGround? Ground { get; init; }

    /// <summary>What led to it: a code of the desk's list.</summary>
    public string? Cause { get; init; }

    public Instant? JudgedAt { get; init; }

    public Actor? JudgedBy { get; init; }

    public Instant? AnsweredAt { get; init; }

    public Actor? AnsweredBy { get; init; }

    /// <summary>What a lead found instead; null while the first verdict stands.</summary>
    public Overruling? Overruled { get; init; }

    /// <summary>The finding that counts: the lead's where there is one.</summary>
    public ChaseFinding? Stands => Overruled?.Finding ?? Finding;

    public ChaseGround? StandingGround => Overruled is { } lead ? lead.Ground : Ground;

    public string? StandingCause => Overruled is { } lead ? lead.Cause : Cause;

    /// <summary>Judged with or without ground, and everything that was asked has its answer.</summary>
    public bool IsManaged => Stands is ChaseFinding.Valid or ChaseFinding.NotValid && AnsweredAt is not null && WaitingSince is null;
}

/// <summary>A lead's verdict over a first one. Both are kept; figures go by this one.</summary>
public sealed record Overruling(ChaseFinding Finding, ChaseGround? Ground, string? Cause, Instant At, Actor By);

/// <summary>A message that reads somewhat like a chase: a person says in one tap whether it was one.</summary>
public sealed record PossibleChase(int Message, Instant At, PersonId From, Channel Channel, int Percent);
