using System.Security.Cryptography;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.Demo;

/// <summary>The demo's organisations and people, with how and when to reach them.</summary>
internal static class DemoPeopleSetup
{
    public static async Task Run(Session session, Counters counters, TenantId tenant, long now, DemoPeople known, JsonElement desk, JsonElement people)
    {
        var organisations = new Dictionary<string, long>();
        foreach (var organisation in people.GetProperty("organisations").EnumerateArray())
        {
            var id = organisations[organisation.Text("key")!] = await counters.IdWithin(session);
            await session.Do(
                "INSERT INTO organisations (tenant, id, name, domain, active) VALUES ($1, $2, $3, $4, true)",
                tenant.Value, id, organisation.Text("name"), organisation.Text("domain"));
        }

        foreach (var person in people.GetProperty("people").EnumerateArray())
        {
            var id = new PersonId(await counters.IdWithin(session));
            known.Add(
                person.Text("email")!, id, person.Text("name")!, person.Text("title"),
                person.Text("org") is { } of ? desk.GetProperty("assetPrefixes").Text(of) : null);
            await Insert(session, tenant, now, id, person, person.Text("org") is { } org ? organisations[org] : null, Signature(desk, person.Text("email")!));
            // Ann, whom a visitor may be, has the tickets that were written for her and no others.
            if (person.Text("role") == "customer" && person.Text("email") != "ann@demo.example")
            {
                known.Customers.Add((id, person.Text("language") ?? "en"));
            }
        }

        foreach (var team in desk.GetProperty("teams").EnumerateArray())
        {
            var teamId = known.Team(team.Text("name")!);
            known.Members[teamId] = [];
            var lead = team.Text("lead");
            var members = team.GetProperty("people").EnumerateArray().Select(member => member.GetString()!).ToList();
            foreach (var member in members)
            {
                known.Members[teamId].Add(known.Of(member));
            }

            foreach (var member in lead is null || members.Contains(lead) ? members : [.. members, lead])
            {
                await session.Do(
                    "INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, $4)",
                    tenant.Value, teamId.Value, known.Of(member).Value, member == lead);
            }
        }
    }

    private static async Task Insert(Session session, TenantId tenant, long now, PersonId id, JsonElement person, long? organisation, string? signature)
    {
        var role = person.Text("role")!;
        var email = person.Text("email")!;
        await session.Do(
            """
            INSERT INTO people (tenant, id, kind, name, email, email_key, phone, zone, language, organisation, department, place, vip, sees_organisation,
                                reach, role, active, created, security_stamp, signature)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, false, $14, $15, true, $16, $17, $18)
            """,
            tenant.Value, id.Value, role == "customer" ? "customer" : "staff", person.Text("name"), email, EmailKey.Of(email), person.Text("phone"), person.Text("zone"),
            person.Text("language"), organisation, person.Text("department"), person.Text("place"),
            person.TryGetProperty("vip", out var vip) && vip.GetBoolean(),
            person.TryGetProperty("reach", out var reach) ? reach.GetRawText() : null, role, now, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), signature);
    }

    private static string? Signature(JsonElement desk, string email) => desk.GetProperty("signatures").EnumerateArray()
        .Where(one => one.Text("person") == email).Select(one => one.Text("en")).FirstOrDefault();
}
