using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.DeskBench;

/// <summary>
/// The people of a desk: eight teams, 72 of support (64 of them in the Service Desk), an administrator, 5,000 customers of 200
/// organisations; and what lets them in.
/// </summary>
internal sealed record Cast(
    TenantId Tenant, TeamId Desk, IReadOnlyList<TeamId> Teams, IReadOnlyList<PersonId> Agents, IReadOnlyList<PersonId> Customers,
    IReadOnlyList<string> Tokens, string AdministratorToken, IReadOnlyList<string> Cookies)
{
    public const int AtTheDesk = 64, CustomersInAll = 5_000;

    private const string File = "cast.json";

    public static bool IsKept(Place place) => System.IO.File.Exists(Path.Combine(place.Folder, File));

    public static Cast Read(Place place) => JsonSerializer.Deserialize<Cast>(System.IO.File.ReadAllText(Path.Combine(place.Folder, File)))!;

    public void Keep(Place place) => System.IO.File.WriteAllText(Path.Combine(place.Folder, File), JsonSerializer.Serialize(this));

    public static string Address(int customer) => $"customer{customer}@house{customer % 200}.example";

    public static async Task<Cast> Lay(Database database)
    {
        var clock = TimeProvider.System;
        var tenant = await FirstTenant.FindOrLay(database, NewTenant.Plan("Bench", "UTC", "en"), clock) ?? throw new InvalidOperationException("The place is not empty.");
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await database.Counters.Fill(CancellationToken.None);
        var agents = new List<PersonId>();
        var customers = new List<PersonId>();
        var teams = new List<TeamId>();
        PersonId administrator = default;
        await database.Write(async session =>
        {
            agents.Clear();
            customers.Clear();
            teams.Clear();
            var calendar = (await session.Number("SELECT id FROM calendars WHERE tenant = $1", tenant.Value))!.Value;
            teams.Add(new TeamId((await session.Number("SELECT id FROM teams WHERE tenant = $1 AND desk", tenant.Value))!.Value));
            for (var i = 1; i < 8; i++)
            {
                teams.Add(await NewTenant.AddTeam(session, database.Counters, tenant, $"Group {i}", isDesk: false, calendar));
            }

            for (var i = 0; i < 200; i++)
            {
                await session.Do("INSERT INTO organisations (tenant, id, name, domain, active) VALUES ($1, $2, $3, $4, true)", tenant.Value, 1_000_000_000L + i, $"House {i}", $"house{i}.example");
            }

            for (var i = 0; i < 73; i++)
            {
                var id = await Person(session, tenant, i < 72 ? "agent" : "administrator", $"Agent {i}", $"agent{i}@desk.example", null, now);
                agents.Add(id);
                var team = i < AtTheDesk ? teams[0] : teams[1 + (i % 7)];
                await session.Do("INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, $4)", tenant.Value, team.Value, id.Value, i is 0 or >= 64 and < 71);
            }

            administrator = agents[^1];
            for (var i = 0; i < CustomersInAll; i++)
            {
                customers.Add(await Person(session, tenant, "customer", $"Customer {i}", Address(i), 1_000_000_000L + (i % 200), now));
            }
        });

        var tokens = new List<string>();
        var grant = new TokenGrant(database, clock);
        for (var i = 0; i < AtTheDesk; i++)
        {
            tokens.Add((await grant.Give($"agent{i}@desk.example", "bench", tenant)).Value);
        }

        var sessions = new Sessions(database, clock, new KnownCallers(clock));
        var cookies = await database.Write(async session =>
        {
            var list = new List<string>();
            foreach (var agent in agents.Take(16))
            {
                list.Add(await sessions.Begin(session, tenant, agent, staff: true, "bench"));
            }

            return list;
        });
        var admin = (await grant.Give("agent72@desk.example", "mail", tenant)).Value;
        return new Cast(tenant, teams[0], teams, agents, customers, tokens, admin, cookies);
    }

    private static async Task<PersonId> Person(Session session, TenantId tenant, string role, string name, string email, long? organisation, long now)
    {
        var id = await session.NextId();
        await session.Do(
            """
            INSERT INTO people (tenant, id, kind, name, email, email_key, organisation, vip, sees_organisation, role, active, created, security_stamp)
            VALUES ($1, $2, $3, $4, $5, $6, $7, false, false, $8, true, $9, 'stamp')
            """,
            tenant.Value, id, role == "customer" ? "customer" : "staff", name, email, EmailKey.Of(email), organisation, role, now);
        return new PersonId(id);
    }
}
