using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Tickets;

public sealed record ServiceFound(ServiceId Id, TeamId? Team);

/// <summary>Names and addresses that requests use, to the ids that decisions need.</summary>
public sealed class StaffDirectory(Database database)
{
    public Task<PersonId?> Find(TenantId tenant, string email, CancellationToken stop = default) => Id(
        "SELECT id FROM people WHERE tenant = $1 AND email_key = $2 AND kind = 'staff' AND active", tenant, EmailKey.Of(email), id => new PersonId(id), stop);

    public Task<TeamId?> Team(TenantId tenant, string name, CancellationToken stop = default) => Id(
        "SELECT id FROM teams WHERE tenant = $1 AND name = $2 AND active", tenant, name.Trim(), id => new TeamId(id), stop);

    public Task<TeamId?> Desk(TenantId tenant, CancellationToken stop = default) => Id(
        "SELECT id FROM teams WHERE tenant = $1 AND desk AND active AND name <> $2", tenant, "", id => new TeamId(id), stop);

    public Task<ServiceFound?> Service(TenantId tenant, string name, CancellationToken stop = default) => database.Read(
        session => session.One(
            "SELECT id, team FROM services WHERE tenant = $1 AND (name = $2 OR name_de = $2) AND active ORDER BY CASE WHEN name = $2 THEN 0 ELSE 1 END LIMIT 1",
            row => new ServiceFound(new ServiceId(row.GetInt64(0)), row.IsDBNull(1) ? null : new TeamId(row.GetInt64(1))),
            tenant.Value, name.Trim()).AsTask(),
        stop);

    /// <summary>The active teams of an active person of support; none for anybody else.</summary>
    public Task<List<TeamId>> TeamsOf(TenantId tenant, PersonId person, CancellationToken stop = default) => database.Read(
        async session => await session.Query(
            """
            SELECT m.team FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person JOIN teams t ON t.tenant = m.tenant AND t.id = m.team
            WHERE m.tenant = $1 AND m.person = $2 AND p.active AND p.kind = 'staff' AND t.active ORDER BY m.team
            """,
            row => new TeamId(row.GetInt64(0)), tenant.Value, person.Value),
        stop);

    /// <summary>The addresses of everybody of support who is active.</summary>
    public Task<Dictionary<PersonId, string>> Addresses(TenantId tenant, CancellationToken stop = default) => database.Read(
        async session => (await session.Query(
            "SELECT id, email FROM people WHERE tenant = $1 AND kind = 'staff' AND active AND email IS NOT NULL", row => (Id: new PersonId(row.GetInt64(0)), Email: row.GetString(1)), tenant.Value))
            .ToDictionary(one => one.Id, one => one.Email),
        stop);

    private Task<T?> Id<T>(string sql, TenantId tenant, string key, Func<long, T> id, CancellationToken stop)
        where T : struct => database.Read(
        async session => await session.Number(sql, tenant.Value, key) is { } found ? id(found) : (T?)null,
        stop);
}

/// <summary>The form in which two spellings of one address are the same.</summary>
public static class EmailKey
{
    public static string Of(string email) => email.Trim().Normalize().ToLowerInvariant();
}
