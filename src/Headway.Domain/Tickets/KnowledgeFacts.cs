namespace Headway.Domain.Tickets;

/// <summary>The customer found the answer in an article before anybody had to look: <paramref name="Version"/> is the one that was read.</summary>
public sealed record SolvedByArticle(long Article, int Version) : TicketFact;
