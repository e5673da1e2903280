using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Access;

/// <summary>
/// Seals what must stay secret before it goes into the database. The first start makes a key; from then on the database knows the
/// key's print, and a desk whose key is missing or another does not start.
/// </summary>
public sealed class SecretBox(Database database)
{
    private const string Print = "installation.key-print";

    private readonly SemaphoreSlim _once = new(1);
    private InstallationKey? _key;

    public async ValueTask<string> Seal(string purpose, string text, CancellationToken stop = default) => (await Key(stop)).Seal(purpose, text);

    /// <summary>What was sealed; what never was is given back as it is.</summary>
    /// <exception cref="StorageException">It does not open.</exception>
    public async ValueTask<string> Open(string purpose, string text, CancellationToken stop = default) =>
        InstallationKey.IsSealed(text) ? (await Key(stop)).Open(purpose, text) : text;

    /// <summary>Finds the key, or makes it, and seals what an older version left open.</summary>
    /// <exception cref="StorageException">The key is missing, malformed, or another than the desk's.</exception>
    public async Task Ready(CancellationToken stop = default)
    {
        var key = await Key(stop);
        await database.Write(session => OldSecrets.Seal(session, key), stop);
    }

    /// <summary>Why the desk would not start with the key that is here; null when it would.</summary>
    public async Task<Refusal?> Misfit(CancellationToken stop = default)
    {
        try
        {
            await Key(stop);
            return null;
        }
        catch (StorageException no)
        {
            return no.Refusal;
        }
    }

    /// <summary>
    /// Begins with a new key because the old one is lost, while no node runs. What only the old one opens is gone: mail passwords are
    /// entered again, and people with an authenticator sign in by a recovery code.
    /// </summary>
    public async Task Renew(CancellationToken stop = default)
    {
        await _once.WaitAsync(stop);
        try
        {
            await database.Write(
                async session =>
                {
                    await OldSecrets.Drop(session);
                    await session.Do("DELETE FROM settings WHERE tenant = 0 AND key = $1", Print);
                },
                stop);
            _key = null;
        }
        finally
        {
            _once.Release();
        }

        await Ready(stop);
    }

    private async ValueTask<InstallationKey> Key(CancellationToken stop)
    {
        if (_key is { } known)
        {
            return known;
        }

        await _once.WaitAsync(stop);
        try
        {
            return _key ??= await Find(stop);
        }
        finally
        {
            _once.Release();
        }
    }

    private async Task<InstallationKey> Find(CancellationToken stop)
    {
        var place = database.Address.Key;
        var print = await Known(stop);
        var there = place?.Given ?? KeyFile.Read(place?.File);
        if (there is null && print is not null)
        {
            throw new StorageException(KeyRefusals.Missing);
        }

        var made = there is null ? KeyFile.Make(place?.File) : null;
        var key = InstallationKey.Read(there ?? made!);
        if (key.Refusal is { } no)
        {
            throw new StorageException(no);
        }

        // Of two nodes that begin at once, each with a key of its own, one is first; the other's key never counted.
        if (print is null)
        {
            await database.Write(
                async session => await session.Do(
                    "INSERT INTO settings (tenant, key, value, changed) VALUES (0, $1, $2, $3) ON CONFLICT (tenant, key) DO NOTHING", Print, key.Value.Print, await session.Now()),
                stop);
            print = await Known(stop);
        }

        if (print == key.Value.Print)
        {
            return key.Value;
        }

        if (made is not null)
        {
            KeyFile.Remove(place?.File);
        }

        throw new StorageException(made is null ? KeyRefusals.DoesNotFit : KeyRefusals.Missing);
    }

    private Task<string?> Known(CancellationToken stop) =>
        database.Read(session => session.Text("SELECT value FROM settings WHERE tenant = 0 AND key = $1", Print).AsTask(), stop);
}
