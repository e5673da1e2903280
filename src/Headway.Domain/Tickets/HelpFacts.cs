using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>A colleague or a team is asked to contribute; the owner keeps the ticket. Without a person anybody of the team may.</summary>
public sealed record HelpAsked(int Activity, TeamId Team, PersonId? Helper, TextId? Text) : TicketFact;

public sealed record Contributed(int Activity, TextId? Text) : TicketFact;

/// <summary>"I've got this": who has an activity for now, and until when.</summary>
public sealed record ClaimHeld(int Activity, PersonId Person, Instant Until);
