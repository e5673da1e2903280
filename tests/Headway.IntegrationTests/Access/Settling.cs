using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.IntegrationTests.Access;

/// <summary>A tenant of a world, with its Service Desk.</summary>
internal sealed record Settled(TenantId Tenant, TeamId Desk);

/// <summary>Rows a world begins with, laid as if long ago.</summary>
internal static class Settling
{
    public static async Task<Settled> Tenant(World world, string name)
    {
        var database = world.Get<Database>();
        var tenant = await database.Write(session => NewTenant.Create(session, database.Counters, NewTenant.Plan(name, "UTC", "en"), 0));
        if (name != "Home")
        {
            await database.Write(async session => await session.Do(
                "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, 0)", tenant.Value, TenantDoors.BaseUrlSetting, "http://elsewhere.example/"));
        }

        return new Settled(tenant, new TeamId(await One(database, "SELECT id FROM teams WHERE tenant = $1", tenant.Value)));
    }

    public static async Task<TeamId> Restricted(World world, Settled desk, string name)
    {
        var database = world.Get<Database>();
        var calendar = await One(database, "SELECT calendar FROM teams WHERE tenant = $1", desk.Tenant.Value);
        return await database.Write(async session =>
        {
            var team = await NewTenant.AddTeam(session, database.Counters, desk.Tenant, name, isDesk: false, calendar);
            await session.Do("UPDATE teams SET restricted = true WHERE tenant = $1 AND id = $2", desk.Tenant.Value, team.Value);
            return team;
        });
    }

    public static async Task<long> Organisation(World world, Settled desk, string name)
    {
        var id = await world.Get<Database>().Counters.NextId();
        await world.Get<Database>().Write(async session => await session.Do("INSERT INTO organisations (tenant, id, name, active) VALUES ($1, $2, $3, true)", desk.Tenant.Value, id, name));
        return id;
    }

    public static async Task<Caller> Person(World world, Settled desk, string name, Role role, long? organisation, bool granted, TeamId? team)
    {
        var database = world.Get<Database>();
        var id = await database.Counters.NextId();
        var email = $"{name.Replace(' ', '.').Replace("'", "", StringComparison.Ordinal)}@{(desk.Tenant == world.Tenant ? "home" : "elsewhere")}.example";
        await database.Write(async session =>
        {
            await session.Run(
                """
                INSERT INTO people (tenant, id, kind, name, email, email_key, organisation, vip, sees_organisation, role, active, created, security_stamp)
                VALUES ($1, $2, $3, $4, $5, $5, $6, false, $7, $8, true, 0, 'as made')
                """,
                desk.Tenant.Value, id, role.IsStaff() ? "staff" : "customer", name, email, organisation, granted, role.Code());
            if (team is { } joined)
            {
                await session.Run("INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, $4)", desk.Tenant.Value, joined.Value, id, role == Role.Lead);
            }
        });
        return (await Callers.Find(database, desk.Tenant, new PersonId(id)))!;
    }

    public static Task<string> Session(World world, Caller caller) => world.Get<Database>().Write(
        session => world.Get<Sessions>().Begin(session, caller.Tenant, caller.Person, caller.IsStaff, "Test").AsTask());

    public static Task<long> Number(World world, TenantId tenant, TicketKey ticket) =>
        One(world.Get<Database>(), "SELECT number FROM tickets WHERE tenant = $1 AND ticket = $2", tenant.Value, ticket.Value);

    private static async Task<long> One(Database database, string sql, params object?[] args) =>
        await database.Read(session => session.Number(sql, args).AsTask()) ?? throw new InvalidOperationException(sql);
}
