using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Desk;
using Headway.Application.Rota;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Rota;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>Lays the demo tenant: calendars, teams, services, people, macros, as its files describe them.</summary>
internal sealed class DemoSetup(Session session, Counters counters, TenantId tenant, long now)
{
    private readonly Dictionary<string, long> _calendars = [];

    public DemoPeople People { get; } = new();

    public async Task Run(JsonElement desk, JsonElement people)
    {
        await session.Do(
            "INSERT INTO tenants (tenant, name, zone, language, created, active) VALUES ($1, $2, $3, 'en', $4, true)",
            tenant.Value, desk.Text("name"), desk.Text("zone"), now);
        foreach (var calendar in desk.GetProperty("calendars").EnumerateArray())
        {
            _calendars[calendar.Text("key") ?? calendar.Text("name")!] = await NewTenant.AddCalendar(session, counters, tenant, calendar.Text("name")!, Body(calendar), now);
        }

        foreach (var team in desk.GetProperty("teams").EnumerateArray())
        {
            var isDesk = team.TryGetProperty("desk", out var flag) && flag.GetBoolean();
            People.Add(team.Text("name")!, await NewTenant.AddTeam(session, counters, tenant, team.Text("name")!, isDesk, _calendars[team.Text("calendar")!]));
        }

        await NewTenant.AddStatuses(session, tenant);
        await session.Do(
            "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4)", tenant.Value, Flow.FlowQuery.SwitchedOnKey, desk.Text("switchedOn")?[..10], now);
        await session.Do(
            "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4)", tenant.Value, Flow.OverloadQuery.TouchTimesKey, desk.GetProperty("touchMinutes").GetRawText(), now);
        await session.Do("INSERT INTO settings (tenant, key, value, changed) VALUES ($1, 'feedback', 'true', $2)", tenant.Value, now);
        await DemoPeopleSetup.Run(session, counters, tenant, now, People, desk, people);
        foreach (var team in desk.GetProperty("teams").EnumerateArray().Where(team => team.Text("signature") is not null))
        {
            await session.Do("UPDATE teams SET signature = $3 WHERE tenant = $1 AND id = $2", tenant.Value, People.Team(team.Text("name")!).Value, team.Text("signature"));
        }

        await DemoCatalogue.Run(session, counters, tenant, People, desk);
        await People.Forms.Lay(session, tenant, People, DemoFiles.Json("forms.json"), now);
        foreach (var choice in desk.GetProperty("priorityCalendars").EnumerateObject())
        {
            var turns = choice.Value.GetProperty("onCall").EnumerateArray().Select(email => People.Of(email.GetString()!)).ToList();
            await session.Do(
                "INSERT INTO calendar_choices (tenant, id, calendar, service, priority, on_call, rota) VALUES ($1, $2, $3, NULL, $4, $5, $6)",
                tenant.Value, await counters.IdWithin(session), _calendars[choice.Value.Text("calendar")!], long.Parse(choice.Name[1..], System.Globalization.CultureInfo.InvariantCulture),
                turns[0].Value, OnCallRows.Write(new OnCallTurn(turns, Monday(desk.Text("zone")!), new LocalTime(9, 0), 7), []));
        }
    }

    // The turns begin in the week in which the demo stands.
    private LocalDate Monday(string zone)
    {
        var today = Instant.FromUnixTimeMilliseconds(now).InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        return today.PlusDays(1 - (int)today.DayOfWeek);
    }

    // The settings keep one name a day: it says the holiday in both of the desk's languages.
    private static string Body(JsonElement calendar)
    {
        var closed = new JsonObject();
        foreach (var day in calendar.GetProperty("closed").EnumerateArray())
        {
            var (name, own) = (day.GetProperty("name").Text("en"), day.GetProperty("name").Text("de"));
            closed[day.Text("date")!] = name == own ? name : $"{name} ({own})";
        }

        var special = new JsonObject();
        foreach (var day in calendar.GetProperty("special").EnumerateArray())
        {
            special[day.Text("date")!] = JsonNode.Parse(day.GetProperty("spans").GetRawText());
        }

        return new JsonObject
        {
            ["zone"] = calendar.Text("zone"), ["weekly"] = JsonNode.Parse(calendar.GetProperty("weekly").GetRawText()), ["closed"] = closed, ["special"] = special,
        }.ToJsonString();
    }
}

/// <summary>Reading the demo's files without ceremony.</summary>
internal static class DemoJson
{
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
