using System.Security.Cryptography;
using System.Text;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>At most <paramref name="Tries"/> within <paramref name="Window"/>, counted for each subject by itself.</summary>
public sealed record ThrottleRule(string Name, int Tries, Duration Window);

/// <summary>
/// Counts tries in the database, so that a restart or a second node forgets nothing. A try is counted before it is made and
/// refused without being counted, so that nobody can push another's wait ahead of them. Keys are keyed hashes: the table tells
/// no address.
/// </summary>
public sealed class Throttle(Database database, TimeProvider clock, InstallationSecret secret)
{
    /// <summary>
    /// Counts one try against every rule, or none: null when it may be made, else how long to wait.
    /// </summary>
    public async Task<Duration?> Try(TenantId tenant, IReadOnlyList<(ThrottleRule Rule, string Subject)> tries, CancellationToken stop = default)
    {
        var keyed = await Keyed(tries, stop);
        var now = clock.Milliseconds();
        return await database.Write(
            async session =>
            {
                // Always in the same order, so that two nodes never wait for each other.
                foreach (var (_, key) in keyed)
                {
                    await session.Run("INSERT INTO throttle (tenant, key, window_start, count) VALUES ($1, $2, $3, 0) ON CONFLICT (tenant, key) DO NOTHING", tenant.Value, key, now);
                }

                foreach (var (rule, key) in keyed)
                {
                    var row = await session.One(
                        "SELECT window_start, count FROM throttle WHERE tenant = $1 AND key = $2" + session.ForUpdate,
                        reader => Tuple.Create(reader.GetInt64(0), reader.GetInt64(1)), tenant.Value, key);
                    var end = row!.Item1 + (long)rule.Window.TotalMilliseconds;
                    if (end > now && row.Item2 >= rule.Tries)
                    {
                        return (Duration?)Duration.FromMilliseconds(end - now);
                    }
                }

                foreach (var (rule, key) in keyed)
                {
                    await session.Do(
                        "UPDATE throttle SET count = CASE WHEN window_start <= $4 THEN 1 ELSE count + 1 END, window_start = CASE WHEN window_start <= $4 THEN $3 ELSE window_start END WHERE tenant = $1 AND key = $2",
                        tenant.Value, key, now, now - (long)rule.Window.TotalMilliseconds);
                }

                return null;
            },
            stop);
    }

    /// <summary>The try was good: it counts no longer.</summary>
    public async Task Forgive(TenantId tenant, IReadOnlyList<(ThrottleRule Rule, string Subject)> tries, CancellationToken stop = default)
    {
        var keyed = await Keyed(tries, stop);
        await database.Write(
            async session =>
            {
                foreach (var (_, key) in keyed)
                {
                    await session.Do("UPDATE throttle SET count = count - 1 WHERE tenant = $1 AND key = $2 AND count > 0", tenant.Value, key);
                }
            },
            stop);
    }

    /// <summary>Remembers that this subject was right once; see <see cref="Knows"/>.</summary>
    public async Task Remember(TenantId tenant, string subject, CancellationToken stop = default)
    {
        var key = Key(await secret.Get(stop), "known", subject);
        var now = clock.Milliseconds();
        await database.Write(
            async session => await session.Do(
                "INSERT INTO throttle (tenant, key, window_start, count) VALUES ($1, $2, $3, 1) ON CONFLICT (tenant, key) DO UPDATE SET window_start = $3",
                tenant.Value, key, now),
            stop);
    }

    /// <summary>Whether the subject was right within the last ninety days.</summary>
    public async Task<bool> Knows(TenantId tenant, string subject, CancellationToken stop = default)
    {
        var key = Key(await secret.Get(stop), "known", subject);
        var since = clock.Milliseconds() - (long)Duration.FromDays(90).TotalMilliseconds;
        return await database.Read(
            async session => await session.Number("SELECT 1 FROM throttle WHERE tenant = $1 AND key = $2 AND window_start > $3", tenant.Value, key, since) is not null,
            stop);
    }

    private async Task<(ThrottleRule Rule, string Key)[]> Keyed(IReadOnlyList<(ThrottleRule Rule, string Subject)> tries, CancellationToken stop)
    {
        var pepper = await secret.Get(stop);
        return [.. tries.Select(one => (one.Rule, Key(pepper, one.Rule.Name, one.Subject))).OrderBy(one => one.Item2, StringComparer.Ordinal)];
    }

    private static string Key(byte[] pepper, string name, string subject) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes($"{name}\n{subject}")))[..40];
}

/// <summary>A random secret of this installation, made at its first use and kept sealed in its settings.</summary>
public sealed class InstallationSecret(Database database, SecretBox box)
{
    private const string Name = "installation.secret";

    private byte[]? _known;

    public async ValueTask<byte[]> Get(CancellationToken stop = default)
    {
        if (_known is { } known)
        {
            return known;
        }

        var made = await box.Seal(OldSecrets.Pepper, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), stop);
        var kept = await database.Write(
            async session =>
            {
                await session.Run("INSERT INTO settings (tenant, key, value, changed) VALUES (0, $1, $2, $3) ON CONFLICT (tenant, key) DO NOTHING", Name, made, await session.Now());
                return await session.Text("SELECT value FROM settings WHERE tenant = 0 AND key = $1", Name);
            },
            stop);
        return _known = Convert.FromHexString(await box.Open(OldSecrets.Pepper, kept!, stop));
    }
}
