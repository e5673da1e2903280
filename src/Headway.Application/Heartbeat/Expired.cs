using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Heartbeat;

/// <summary>What ran out and was removed: rows each.</summary>
public sealed record Expired(int Sessions, int Links, int Tries)
{
    /// <summary>How long what ran out is kept: somebody may ask why they were signed out.</summary>
    public static readonly Duration Grace = Duration.FromDays(7);

    /// <summary>As long as a browser that signed in once is known; every other count of tries is shorter.</summary>
    public static readonly Duration TriesKept = Duration.FromDays(90);

    public static Task<Expired> Remove(Database database, TenantId tenant, Instant now, CancellationToken stop = default)
    {
        var (before, tries) = ((now - Grace).ToUnixTimeMilliseconds(), (now - TriesKept).ToUnixTimeMilliseconds());
        return database.Write(
            async session =>
            {
                // A browser is told something while its session lasts; one that was ended from elsewhere is remembered longer.
                await session.Do(
                    "DELETE FROM push_devices WHERE tenant = $1 AND (NOT ended OR seen < $3) AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.tenant = push_devices.tenant AND s.id = push_devices.session AND s.revoked_at IS NULL AND s.expires >= $2)",
                    tenant.Value, now.ToUnixTimeMilliseconds(), tries);
                await session.Do("DELETE FROM outbox WHERE tenant = $1 AND kind = 'push' AND state IN ('sent', 'failed', 'cancelled') AND done_at < $2", tenant.Value, before);
                return new Expired(
                    await session.Run("DELETE FROM sessions WHERE tenant = $1 AND (expires < $2 OR revoked_at < $2)", tenant.Value, before),
                    await session.Run("DELETE FROM sign_in_links WHERE tenant = $1 AND expires < $2", tenant.Value, before)
                        + await session.Run("DELETE FROM ticket_links WHERE tenant = $1 AND expires < $2", tenant.Value, before)
                        + await session.Run("DELETE FROM time_links WHERE tenant = $1 AND expires < $2", tenant.Value, before),
                    await session.Run("DELETE FROM throttle WHERE tenant = $1 AND window_start < $2", tenant.Value, tries));
            },
            stop);
    }
}
