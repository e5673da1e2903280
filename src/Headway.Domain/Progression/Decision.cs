using System.Collections.Immutable;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Domain.Progression;

/// <summary>A ticket that the decision asks to be opened beside this one (a late "not solved" becomes a linked ticket).</summary>
public sealed record FollowUpRequested(TicketOpened Ticket);

/// <summary>
/// What a command comes to: facts to append, or none when it is already so. Never silence; a "no" is a
/// <see cref="Refusal"/> in its <see cref="Outcome{T}"/>.
/// </summary>
public sealed record Decision(TicketState Before, TicketState After, ImmutableList<Recorded<TicketFact>> Facts, FollowUpRequested? FollowUp = null)
{
    public bool AlreadySo => Facts.IsEmpty;
}

/// <summary>A command as a pure decision: settings, state and now in; facts, already-so or a refusal out.</summary>
public delegate Outcome<Decision> Decide(DeskRules rules, TicketState state, NodaTime.Instant now);
