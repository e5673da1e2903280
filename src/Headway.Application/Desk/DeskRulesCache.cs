using System.Collections.Concurrent;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Desk;

/// <summary>
/// The rules of each tenant as last read. A change of settings calls <see cref="Forget"/>; other nodes notice within
/// <see cref="Fresh"/>, so that nobody decides by settings older than that.
/// </summary>
public sealed class DeskRulesCache(Database database, TimeProvider time, DeskClock clock)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TenantId, (DeskRules Rules, long ReadAt, string Version)> _known = new();

    public async ValueTask<DeskRules> Of(TenantId tenant, CancellationToken stop = default)
    {
        var now = clock.Now(tenant);
        if (_known.TryGetValue(tenant, out var known) && time.GetElapsedTime(known.ReadAt) < Fresh && Holds(known.Rules, now))
        {
            return known.Rules;
        }

        return await database.Snapshot(
            async session =>
            {
                var version = await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'version'", tenant.Value) ?? "0";
                var rules = _known.TryGetValue(tenant, out var last) && last.Version == version && Holds(last.Rules, now)
                    ? last.Rules
                    : await RulesReader.Read(session, tenant, now);
                _known[tenant] = (rules, time.GetTimestamp(), version);
                return rules;
            },
            stop);
    }

    /// <summary>Called inside the write that changes a setting: every node's next look sees another version.</summary>
    public async Task Changed(Session session, TenantId tenant, long now)
    {
        await session.Run(
            """
            INSERT INTO settings (tenant, key, value, changed) VALUES ($1, 'version', '1', $2)
            ON CONFLICT (tenant, key) DO UPDATE SET value = CAST(CAST(settings.value AS BIGINT) + 1 AS TEXT), changed = $2
            """,
            tenant.Value, now);
        Forget(tenant);
    }

    // A planned version of a calendar begins by the desk's own clock, whatever was changed when.
    private static bool Holds(DeskRules rules, NodaTime.Instant now) => rules.HoldUntil is not { } until || now < until;

    public void Forget(TenantId tenant) => _known.TryRemove(tenant, out _);
}
