using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Demo;

/// <summary>Services with their targets, tags and macros of the demo.</summary>
internal static class DemoCatalogue
{
    public static async Task Run(Session session, Counters counters, TenantId tenant, DemoPeople known, JsonElement desk)
    {
        foreach (var service in desk.GetProperty("services").EnumerateArray())
        {
            var id = new ServiceId(await counters.IdWithin(session));
            known.Add(service.Text("key")!, id);
            var team = known.Team(service.Text("team")!);
            known.ServiceTeams[id] = team;
            foreach (var category in service.GetProperty("categories").EnumerateArray())
            {
                known.ServiceOfCategory[category.GetString()!] = id;
            }

            await session.Do(
                """
                INSERT INTO services (tenant, id, name, name_de, team, straight_off, response_targets, completion_targets, active)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true)
                """,
                tenant.Value, id.Value, service.GetProperty("name").Text("en"), service.GetProperty("name").Text("de"), team.Value,
                service.GetProperty("straightOff").GetBoolean(), Hours(service.GetProperty("responseTargets")), Hours(service.GetProperty("completionTargets")));
        }

        foreach (var tag in desk.GetProperty("tags").EnumerateArray())
        {
            var id = await counters.IdWithin(session);
            known.Add(tag.Text("key")!, id);
            await session.Do("INSERT INTO tags (tenant, id, name) VALUES ($1, $2, $3)", tenant.Value, id, tag.Text("key"));
        }

        foreach (var macro in desk.GetProperty("macros").EnumerateArray())
        {
            var team = macro.Text("team") is { } name && known.Teams.TryGetValue(name, out var found) ? found.Value : (long?)null;
            foreach (var language in new[] { "en", "de" })
            {
                await session.Do(
                    "INSERT INTO macros (tenant, id, name, team, person, language, reply, note, status, fields, active) VALUES ($1, $2, $3, $4, NULL, $5, $6, NULL, $7, $8, true)",
                    tenant.Value, await counters.IdWithin(session), macro.GetProperty("name").Text(language), team, language, macro.GetProperty("text").Text(language),
                    macro.Text("status"), macro.TryGetProperty("fields", out var fields) ? fields.GetRawText() : "{}");
            }
        }
    }

    private static string Hours(JsonElement targets) =>
        JsonSerializer.Serialize(targets.EnumerateObject().ToDictionary(target => target.Name, target => StoryTimes.Length(target.Value.GetString()!).Hours));
}
