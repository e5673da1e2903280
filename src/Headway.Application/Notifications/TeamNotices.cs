using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Notifications;

/// <summary>News that concerns a team and no single ticket: it leads to a page, and says who caused it.</summary>
internal static class TeamNotices
{
    /// <summary><paramref name="Day"/>: the date that it is about, as ISO; null for none.</summary>
    public sealed record Body(string Href, long By, string? Day = null);

    /// <summary>Inside a write. The key makes a second run tell nobody twice.</summary>
    public static async ValueTask Tell(Session session, Caller by, PersonId person, NotificationKind kind, string key, string href, Instant at, string? day = null) => await session.Do(
        """
        INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
        VALUES ($1, $2, $3, $4, $5, NULL, NULL, $6, $7) ON CONFLICT (tenant, key) DO NOTHING
        """,
        by.Tenant.Value, await session.NextId(), person.Value, key, kind.ToString(), JsonSerializer.Serialize(new Body(href, by.Person.Value, day), JsonSerializerOptions.Web),
        at.ToUnixTimeMilliseconds());

    public static async Task<IReadOnlyList<PersonId>> Leads(Session session, TenantId tenant, TeamId team) => await session.Query(
        "SELECT m.person FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1 AND m.team = $2 AND m.lead AND p.active",
        row => new PersonId(row.GetInt64(0)), tenant.Value, team.Value);
}
