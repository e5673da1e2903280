namespace Headway.Domain;

/// <summary>One support organisation with its customers; the first column of every table.</summary>
public readonly record struct TenantId(long Value);

/// <summary>The store's number of a ticket; people see another number, which is per tenant.</summary>
public readonly record struct TicketKey(long Value) : IComparable<TicketKey>
{
    public int CompareTo(TicketKey other) => Value.CompareTo(other.Value);
}

public readonly record struct PersonId(long Value);

public readonly record struct TeamId(long Value);

public readonly record struct ServiceId(long Value);

/// <summary>Where a text (message, note, reason) is kept outside the ledger, so that it can be erased.</summary>
public readonly record struct TextId(long Value);

/// <summary>An activity is named by the ticket and the sequence number of the fact that opened it: refolding gives the same ids.</summary>
public readonly record struct ActivityId(TicketKey Ticket, int Seq);
