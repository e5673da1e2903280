using System.Collections.Concurrent;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Desk;

/// <summary>
/// What time it is on a desk: the wall's, except in the demo, whose tenant runs on a clock of its own that can be moved
/// forward. Sign-in, throttling and leases never ask this clock.
/// </summary>
public sealed class DeskClock(TimeProvider time)
{
    private readonly ConcurrentDictionary<TenantId, Duration> _ahead = new();

    public Instant Now(TenantId tenant)
    {
        var wall = Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        return _ahead.TryGetValue(tenant, out var ahead) ? wall + ahead : wall;
    }

    /// <summary>The real time, whatever a demo shows.</summary>
    public Instant Wall() => Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>How far the tenant's clock is ahead of the wall's; nothing but in a demo.</summary>
    public Duration Ahead(TenantId tenant) => _ahead.GetValueOrDefault(tenant);

    /// <summary>From now on the tenant's clock shows <paramref name="shown"/> and runs on from there.</summary>
    public void Set(TenantId tenant, Instant shown) => _ahead[tenant] = shown - Wall();
}
