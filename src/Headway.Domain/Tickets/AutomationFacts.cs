using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>
/// A rule that an administrator wrote acts on the ticket; what follows in the same act is its doing. <paramref name="Trigger"/>
/// is the fact (or the activity whose due it was) that called it, <paramref name="Chain"/> the rules that led here, as
/// <c>3,7</c>.
/// </summary>
public sealed record RuleActed(long Rule, int Version, int Trigger, string? Chain = null) : TicketFact;

/// <summary>When a change or the fix of a problem is to be in place; what waits for it is due an hour later.</summary>
public sealed record PlannedFor(Instant? Date) : TicketFact;

/// <summary>The change or problem this ticket waits for got another date, or (<paramref name="Over"/>) is done; the customer is told.</summary>
public sealed record LinkFollowed(TicketKey Other, bool Over, Instant? Date) : TicketFact;

/// <summary>A due of waiting for the customer passed on a desk that reminds by hand.</summary>
public sealed record ReminderLeftOut(int Activity) : TicketFact;

/// <summary>A rule's act as the state keeps it, for budgets and so that the same cause has one effect.</summary>
public readonly record struct RuleAct(long Rule, int Trigger, Instant At, int Seq, string? Chain);
