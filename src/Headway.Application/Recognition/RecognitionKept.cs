using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Recognition;

/// <summary>
/// What is recorded of people is kept for thirteen months, so that one year can be seen beside the one before; then thanks, samples, reviews and
/// objections go. Contributions are read from activities and are read no further back.
/// </summary>
public static class RecognitionKept
{
    public const int Months = 13;

    /// <summary>The first instant that is still kept.</summary>
    public static Instant Since(Instant now) => now.InUtc().LocalDateTime.PlusMonths(-Months).InUtc().ToInstant();

    /// <summary>Removes what is older; answers how many rows.</summary>
    public static Task<int> Forget(Database database, TenantId tenant, Instant now, CancellationToken stop = default)
    {
        var before = Since(now).ToUnixTimeMilliseconds();
        return database.Write(
            async session => await session.Run("DELETE FROM praise WHERE tenant = $1 AND at < $2", tenant.Value, before)
                + await session.Run("DELETE FROM samples WHERE tenant = $1 AND picked_at < $2", tenant.Value, before)
                + await session.Run("DELETE FROM reviews WHERE tenant = $1 AND at < $2", tenant.Value, before)
                + await session.Run("DELETE FROM objections WHERE tenant = $1 AND at < $2", tenant.Value, before)
                + await session.Run("DELETE FROM newcomers WHERE tenant = $1 AND until < $2", tenant.Value, before),
            stop);
    }
}
