using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.SignOn;

/// <summary>The rows of a tenant's provider, as they are read and written.</summary>
internal static class ProviderRows
{
    /// <summary>By what the trail and its revisions know it.</summary>
    public const string What = "sign-on";

    public static async ValueTask<Provider?> Find(Session session, TenantId tenant)
    {
        var row = await session.One(
            "SELECT name, issuer, client, domains, newcomers, groups_claim, active, secret FROM sign_on WHERE tenant = $1",
            reader => new Provider(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries), Roles.Find(reader.TextOrNull(4)),
                reader.GetString(5), reader.GetBoolean(6), [])
            { HasSecret = !reader.IsDBNull(7) },
            tenant.Value);
        return row is null ? null : row with
        {
            Revision = await Revisions.Of(session, tenant, What),
            Groups = await session.Query(
                "SELECT name, role, team FROM sign_on_groups WHERE tenant = $1 ORDER BY name",
                reader => new GroupMeaning(reader.GetString(0), Roles.Find(reader.TextOrNull(1)), reader.LongOrNull(2) is { } team ? new TeamId(team) : null), tenant.Value),
        };
    }

    public static async ValueTask Put(Session session, TenantId tenant, Provider provider, string? secret)
    {
        await session.Do(
            """
            INSERT INTO sign_on (tenant, name, issuer, client, secret, domains, newcomers, groups_claim, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (tenant) DO UPDATE SET name = $2, issuer = $3, client = $4, secret = coalesce($5, sign_on.secret), domains = $6, newcomers = $7, groups_claim = $8, active = $9
            """,
            tenant.Value, provider.Name, provider.Issuer, provider.Client, secret, string.Join(' ', provider.Domains), provider.Newcomers?.Code(), provider.GroupsClaim, provider.Active);
        await session.Do("DELETE FROM sign_on_groups WHERE tenant = $1", tenant.Value);
        foreach (var group in provider.Groups)
        {
            await session.Do("INSERT INTO sign_on_groups (tenant, name, role, team) VALUES ($1, $2, $3, $4)", tenant.Value, group.Group, group.Role?.Code(), group.Team?.Value);
        }
    }
}
