using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.People;

/// <summary>Somebody of support is away from (in) to (out), with the reason colleagues may read, by language.</summary>
public sealed record Away(PersonId Person, Instant From, Instant To, IReadOnlyDictionary<string, string> Reason)
{
    public string? ReasonIn(string language) => Reason.GetValueOrDefault(language) ?? Reason.GetValueOrDefault("en");
}

/// <summary>Who is away: kept as one setting of the tenant, read where people look for somebody.</summary>
public static class AwayToday
{
    private const string Key = "away";

    public static async Task<IReadOnlyDictionary<PersonId, Away>> Read(Session session, TenantId tenant, Instant now)
    {
        var kept = await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = $2", tenant.Value, Key);
        return (kept is null ? [] : JsonSerializer.Deserialize<List<Kept>>(kept, JsonSerializerOptions.Web) ?? [])
            .Select(row => new Away(new PersonId(row.Person), Instant.FromUnixTimeMilliseconds(row.From), Instant.FromUnixTimeMilliseconds(row.To), row.Reason))
            .Where(away => away.From <= now && now < away.To)
            .GroupBy(away => away.Person)
            .ToDictionary(group => group.Key, group => group.MaxBy(away => away.To)!);
    }

    internal static async Task Keep(Session session, TenantId tenant, IEnumerable<Away> all) => await session.Do(
        """
        INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4)
        ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4
        """,
        tenant.Value, Key,
        JsonSerializer.Serialize(
            all.Select(away => new Kept(away.Person.Value, away.From.ToUnixTimeMilliseconds(), away.To.ToUnixTimeMilliseconds(), away.Reason)), JsonSerializerOptions.Web),
        await session.Now());

    private sealed record Kept(long Person, long From, long To, IReadOnlyDictionary<string, string> Reason);
}
