using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>A chase begins; its row is <paramref name="Activity"/>. <paramref name="Since"/> is when they asked.</summary>
public sealed record ChaseOpened(int Activity, PersonId From, Channel Channel, Instant Since, bool Multi, Instant? TeamAt) : TicketFact;

/// <summary>They asked once more while the row was open. Not <paramref name="Counted"/>: the same asking by another way.</summary>
public sealed record ChaseRepeated(int Activity, PersonId From, Channel Channel, bool Counted, Instant? TeamAt) : TicketFact;

/// <summary>Half of the allowance passed in silence: the whole team is shown it.</summary>
public sealed record ChaseOpenedToTeam(int Activity) : TicketFact;

/// <summary>A person said what it was. <paramref name="Cause"/> is a code of the desk's list.</summary>
public sealed record ChaseJudged(int Activity, ChaseFinding Finding, ChaseGround? Ground, string? Cause) : TicketFact;

/// <summary>A lead found otherwise. The first verdict stays beside it; this one counts.</summary>
public sealed record ChaseOverruled(int Activity, ChaseFinding Finding, ChaseGround? Ground, string? Cause) : TicketFact;

/// <summary>The message (fact <paramref name="Message"/>) may be a chase: likely to so many per cent.</summary>
public sealed record ChaseSuspected(int Message, int Percent) : TicketFact;

/// <summary>A person said whether the suspected message was a chase.</summary>
public sealed record ChaseSuspicionSettled(int Message, bool IsChase) : TicketFact;

/// <summary>Whether the customer can work meanwhile; what decides whether a chase is valid.</summary>
public sealed record WorkaroundNoted(bool Adequate) : TicketFact;
