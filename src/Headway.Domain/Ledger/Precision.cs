using NodaTime;

namespace Headway.Domain.Ledger;

/// <summary>What the ledger keeps of an instant: whole milliseconds. Cut off on the way in, so that state and refolded state agree.</summary>
public static class Precision
{
    public static Instant Kept(this Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
