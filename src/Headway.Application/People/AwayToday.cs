using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.People;

/// <summary>Somebody of support is away from (in) to (out), with the reason colleagues may read, by language.</summary>
public sealed record Away(PersonId Person, Instant From, Instant To, IReadOnlyDictionary<string, string> Reason)
{
    /// <summary>Who stands in; null for nobody in particular.</summary>
    public PersonId? Substitute { get; init; }

    public string? ReasonIn(string language) => Reason.GetValueOrDefault(language) ?? Reason.GetValueOrDefault("en");
}

/// <summary>Who is away now, read where people look for somebody.</summary>
public static class AwayToday
{
    public static async Task<IReadOnlyDictionary<PersonId, Away>> Read(Session session, TenantId tenant, Instant now)
    {
        var rows = await session.Query(
            "SELECT person, starts, ends, reason, substitute FROM absences WHERE tenant = $1 AND starts <= $2 AND ends > $2",
            row => new Away(
                new PersonId(row.GetInt64(0)), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), Instant.FromUnixTimeMilliseconds(row.GetInt64(2)),
                JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(3)) ?? [])
            { Substitute = row.LongOrNull(4) is { } substitute ? new PersonId(substitute) : null },
            tenant.Value, now.ToUnixTimeMilliseconds());
        return rows.GroupBy(away => away.Person).ToDictionary(group => group.Key, group => group.MaxBy(away => away.To)!);
    }

    /// <summary>Who stands in for whom now.</summary>
    internal static async Task<IReadOnlyList<(PersonId Away, PersonId Substitute)>> Substitutes(Session session, TenantId tenant, long now) => await session.Query(
        "SELECT person, substitute FROM absences WHERE tenant = $1 AND starts <= $2 AND ends > $2 AND substitute IS NOT NULL ORDER BY id",
        row => (new PersonId(row.GetInt64(0)), new PersonId(row.GetInt64(1))), tenant.Value, now);

    internal static async Task Keep(Session session, TenantId tenant, IEnumerable<Away> all)
    {
        foreach (var away in all)
        {
            await session.Do(
                "INSERT INTO absences (tenant, id, person, starts, ends, reason) VALUES ($1, $2, $3, $4, $5, $6)",
                tenant.Value, await session.NextId(), away.Person.Value, away.From.ToUnixTimeMilliseconds(), away.To.ToUnixTimeMilliseconds(),
                JsonSerializer.Serialize(away.Reason));
        }
    }
}
