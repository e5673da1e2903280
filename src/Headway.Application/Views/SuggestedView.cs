using Headway.Application.Knowledge;

namespace Headway.Application.Views;

/// <summary>What may answer a ticket, beside its conversation; <paramref name="Writes"/>: there is a box to put it into.</summary>
public sealed record SuggestedView(long Ticket, IReadOnlyList<ArticleHit> Hits, bool Writes);
