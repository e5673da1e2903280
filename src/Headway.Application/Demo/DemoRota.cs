using System.Text.Json;
using Headway.Application.Rota;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Rota;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>The demo's team that works by queues: its queues, a usual week, and the present one with a gap and somebody who asks to swap.</summary>
internal static class DemoRota
{
    /// <summary>Inside the write that lays the moments; only teams with a rota in their description have one.</summary>
    public static async Task Lay(Session session, DemoPeople people, JsonElement desk, StoryTimes times)
    {
        foreach (var described in desk.GetProperty("teams").EnumerateArray().Where(team => team.TryGetProperty("rota", out _)))
        {
            var (team, rota) = (people.Team(described.Text("name")!), described.GetProperty("rota"));
            await session.Do("UPDATE teams SET mode = 'Perfect' WHERE tenant = $1 AND id = $2", DemoBuilder.Tenant.Value, team.Value);
            var queues = await Queues(session, team, rota);
            var monday = RotaRows.Monday(times.Now.InZone(DateTimeZoneProviders.Tzdb[desk.Text("zone")!]).Date);
            var (usual, week) = (Plan(rota.GetProperty("template"), people, queues), Plan(rota.GetProperty("week"), people, queues));
            var planned = KeptWeek.Empty with { Draft = week, Published = week, PublishedAt = times.Day(rota.Text("publishedAt")!), PublishedBy = people.Of(rota.Text("publishedBy")!), Overridden = rota.Text("overridden") };
            await RotaRows.Keep(session, DemoBuilder.Tenant, team, RotaRows.Template, KeptWeek.Empty with { Draft = usual });
            await RotaRows.Keep(session, DemoBuilder.Tenant, team, RotaRows.Name(monday), planned);
            foreach (var swap in rota.GetProperty("swaps").EnumerateArray())
            {
                var by = people.Of(swap.Text("by")!);
                var slot = week.Slots.First(one => one.Person == by && (int)one.Day == swap.GetProperty("day").GetInt32());
                await session.Do(
                    "INSERT INTO rota_swaps (tenant, id, team, week, slot, asked_by, note, asked_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting')",
                    DemoBuilder.Tenant.Value, await session.NextId(), team.Value, RotaRows.Name(monday), (long)slot.Id, by.Value, swap.Text("note"), times.Day(swap.Text("at")!).ToUnixTimeMilliseconds());
            }
        }
    }

    private static async Task<Dictionary<string, long>> Queues(Session session, TeamId team, JsonElement rota)
    {
        var ids = new Dictionary<string, long>();
        foreach (var queue in rota.GetProperty("queues").EnumerateArray())
        {
            var id = ids[queue.Text("name")!] = await session.NextId();
            await session.Do(
                "INSERT INTO status_queues (tenant, id, team, name, statuses, min_cover, place) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                DemoBuilder.Tenant.Value, id, team.Value, queue.Text("name"), string.Join(' ', queue.GetProperty("statuses").EnumerateArray().Select(code => code.GetString())),
                queue.GetProperty("cover").GetInt64(), (long)ids.Count);
        }

        return ids;
    }

    private static RotaPlan Plan(JsonElement slots, DemoPeople people, Dictionary<string, long> queues)
    {
        var plan = RotaPlan.Empty;
        foreach (var slot in slots.EnumerateArray())
        {
            foreach (var day in slot.GetProperty("days").EnumerateArray())
            {
                plan = plan.Put(new RotaSlot(
                    0, people.Of(slot.Text("person")!), (IsoDayOfWeek)day.GetInt32(), Span.Parse(slot.Text("hours")!).Value,
                    [.. slot.GetProperty("queues").EnumerateArray().Select(name => queues[name.GetString()!])])).Value;
            }
        }

        return plan;
    }
}
