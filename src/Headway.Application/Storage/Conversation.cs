using Headway.Domain;
using Headway.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>One thing said on a ticket. <paramref name="Kind"/> is the kind of the fact that carries it; public ones are the customer's too.</summary>
public sealed record Utterance(TextId Id, int Seq, string Kind, Actor By, Instant At, string? Subject, string? Body, string? Html, bool Erased)
{
    public bool IsPublic => Conversation.Public.Contains(Kind);
}

/// <summary>What was said on a ticket, in order: facts joined with their texts. What was taken back is not there.</summary>
public static class Conversation
{
    /// <summary>The kinds whose texts a customer may read. Everything else is internal.</summary>
    public static readonly IReadOnlyCollection<string> Public = ["ticket-opened", "subject-set", "replied", "customer-wrote", "ticket-resolved", "promise-made"];

    internal const string PublicKinds = "'ticket-opened', 'subject-set', 'replied', 'customer-wrote', 'ticket-resolved', 'promise-made'";

    /// <summary>With <paramref name="publicOnly"/> nothing internal leaves the database.</summary>
    public static Task<List<Utterance>> Of(DeskContext db, TicketKey ticket, bool publicOnly, CancellationToken stop = default) => db.Texts
        .Where(text => text.Ticket == ticket && !text.Withdrawn && (!publicOnly || Public.Contains(text.Kind)))
        .OrderBy(text => text.Seq)
        .Select(text => new Utterance(text.Id, text.Seq, text.Kind, text.Author, text.At, text.Subject, text.Body, text.Html, text.ErasedAt != null))
        .ToListAsync(stop);
}
