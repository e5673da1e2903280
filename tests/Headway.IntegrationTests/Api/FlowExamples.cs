using System.Text.Json.Nodes;
using Headway.Application.Storage;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>What has to be there so that the examples of board and recognition are accepted: an act of the token's person, a short day, a team with room.</summary>
internal static class FlowExamples
{
    public static bool Concerns(string path) => path.Contains("/recognition/", StringComparison.Ordinal) || path.Contains("/board/", StringComparison.Ordinal);

    /// <summary>Fills in what the example names; answers the place to send it to, and by whose token (null: an agent's).</summary>
    public static async Task<(string Place, string? Token)> Prepare(ApiDesk desk, string place, JsonObject example, long ticket, string lead)
    {
        var (agent, database) = (desk.World.Principals["token"].Caller!, desk.World.Get<Database>());
        var address = await database.Read(session => session.Text("SELECT email FROM people WHERE tenant = $1 AND id = $2", agent.Tenant.Value, agent.Person.Value).AsTask());
        if (place.StartsWith("/board/", StringComparison.Ordinal))
        {
            await Short(desk);
            (await desk.Post($"/tickets/{ticket}/progress", """{"status":"IN_PROGRESS","reply":"I look."}""")).Code.ShouldBe(200);
            if (example.ContainsKey("ticket"))
            {
                example["ticket"] = ticket;
            }

            if (example.ContainsKey("day"))
            {
                example["team"] = "Service Desk";
                example["day"] = (await desk.Send(HttpMethod.Get, "/board", (string?)null, token: lead)).Body.GetProperty("days").EnumerateArray().First(day => day.GetProperty("shortHours").GetDouble() > 0).GetProperty("day").GetString();
            }

            return (place, lead);
        }

        if (example.ContainsKey("person"))
        {
            example["person"] = address;
            return (place, lead);
        }

        (await desk.Post($"/tickets/{ticket}/progress", """{"status":"IN_PROGRESS","reply":"I look."}""")).Code.ShouldBe(200);
        var act = await database.Read(async session => (await session.Query(
            "SELECT a.ticket, a.id, a.team FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE a.tenant = $1 AND t.number = $2 AND a.outcome = 'Progressed' ORDER BY a.id LIMIT 1",
            row => (Ticket: row.GetInt64(0), Id: row.GetInt64(1), Team: row.GetInt64(2)), agent.Tenant.Value, ticket))[0]);
        if (place.EndsWith("/samples", StringComparison.Ordinal))
        {
            await database.Write(async session => await session.Run(
                "INSERT INTO samples (tenant, ticket, activity, person, team, picked_at, why) VALUES ($1, $2, $3, $4, $5, 0, 'Share')", agent.Tenant.Value, act.Ticket, act.Id, agent.Person.Value, act.Team));
        }

        if (place.EndsWith("/answer", StringComparison.Ordinal))
        {
            var said = await desk.Post("/recognition/objections", $$"""{"ticket":{{ticket}},"activity":{{act.Id}},"words":"Kim did this."}""");
            said.Code.ShouldBe(200, said.Body.GetRawText());
            return (place.Replace("{id}", said.Items.First().GetProperty("id").GetRawText(), StringComparison.Ordinal), lead);
        }

        (example["ticket"], example["activity"]) = (ticket, act.Id);
        return (place, place.EndsWith("/samples", StringComparison.Ordinal) ? lead : null);
    }

    // Every act takes a hundred hours, one agent is away, and Network has nothing to do.
    private static async Task Short(ApiDesk desk)
    {
        var (tenant, agent) = (desk.World.Tenant.Value, desk.World.Principals["agent"].Caller!.Person.Value);
        await desk.World.Get<Database>().Write(async session =>
        {
            await session.Run("INSERT INTO settings (tenant, key, value, changed) VALUES ($1, 'flow.touch-minutes', '{\"work\":6000}', 0) ON CONFLICT (tenant, key) DO NOTHING", tenant);
            if (await session.Number("SELECT count(*) FROM absences WHERE tenant = $1 AND id = 1", tenant) > 0)
            {
                return;
            }

            var other = (await session.Number("SELECT id FROM teams WHERE tenant = $1 AND name = 'Network'", tenant))!.Value;
            await session.Run("INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, false) ON CONFLICT DO NOTHING", tenant, other, desk.World.Principals["agent of the restricted team"].Caller!.Person.Value);
            await session.Run("INSERT INTO absences (tenant, id, person, starts, ends, reason) VALUES ($1, 1, $2, 0, 4000000000000, '{}')", tenant, agent);
        });
    }
}
