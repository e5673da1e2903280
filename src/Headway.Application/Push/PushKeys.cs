using System.Collections.Concurrent;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Push;

/// <summary>Each tenant's key to the push services: made when the first browser asks for it, sealed like every secret.</summary>
public sealed class PushKeys(Database database, SecretBox box)
{
    internal const string Setting = "push.key";

    private readonly ConcurrentDictionary<TenantId, PushKey> _known = new();

    /// <summary>The tenant's key; of two nodes that make one at once the first one's counts.</summary>
    /// <exception cref="StorageException">It does not open with the installation's key.</exception>
    public async ValueTask<PushKey> Of(TenantId tenant, CancellationToken stop = default)
    {
        if (_known.TryGetValue(tenant, out var known))
        {
            return known;
        }

        var kept = await Kept(tenant, stop);
        if (kept is null)
        {
            var made = await box.Seal(OldSecrets.Push, PushKey.New(), stop);
            await database.Write(
                async session => await session.Do(
                    "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO NOTHING", tenant.Value, Setting, made, await session.Now()),
                stop);
            kept = await Kept(tenant, stop) ?? made;
        }

        return _known.GetOrAdd(tenant, PushKey.Read(await box.Open(OldSecrets.Push, kept, stop)));
    }

    private Task<string?> Kept(TenantId tenant, CancellationToken stop) =>
        database.Read(session => session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = $2", tenant.Value, Setting).AsTask(), stop);
}
