using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Landing;

/// <summary>An entry of another tool's history. <paramref name="By"/> is a person of ours, where the tool's was recognised.</summary>
public sealed record PastEntry(Instant At, PastKind Kind, StatusCode? Status, TeamId? Team, PersonId? By, TextId? Text);

/// <summary>
/// A ticket as another tool knew it. <paramref name="Situation"/> is where it stands at the end; null when it ended.
/// <paramref name="Text"/> carries its subject.
/// </summary>
public sealed record PastTicket(
    TicketKey Key, TicketType Type, Priority Priority, TeamId Team, PersonId Requester, Instant Opened, TextId? Text,
    IReadOnlyList<PastEntry> Entries, StatusCode? Situation, PersonId? Owner);
