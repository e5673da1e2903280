using NodaTime;

namespace Headway.Domain.Ledger;

/// <summary>A fact with its place in the ledger: the ticket's n-th (from 1), when it happened and who did it.</summary>
public sealed record Recorded<TFact>(int Seq, Instant At, Actor By, TFact Fact);

/// <summary>A fact as it lies in the store: <paramref name="At"/> in Unix milliseconds, <paramref name="Body"/> as JSON.</summary>
public sealed record StoredFact(int Seq, long At, string Actor, string Kind, int Version, string Body);
