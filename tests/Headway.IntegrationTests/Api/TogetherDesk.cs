using System.Text.Json;
using Headway.Application.Storage;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>A desk of the API whose Service Desk works by queues: "Inflow" and "Work", one agent and one lead, a Monday at nine.</summary>
internal static class TogetherDesk
{
    public static long Team(ApiDesk desk) => desk.World.Principals["agent"].Caller!.Teams.Single().Value;

    public static string Rota(ApiDesk desk) => $"/teams/{Team(desk)}/rota";

    /// <summary>Chooses a mode of the Service Desk, as an administrator does.</summary>
    public static async Task Mode(ApiDesk desk, string mode, string administrator) =>
        (await desk.Send(HttpMethod.Patch, $"/teams/{Team(desk)}", $$"""{"mode":"{{mode}}"}""", token: administrator)).Code.ShouldBe(200);

    /// <summary>Queues, and today's shift of the agent on "Work", published; nobody holds "Inflow".</summary>
    public static async Task Arrange(ApiDesk desk, string administrator)
    {
        await Mode(desk, "perfect", administrator);
        var queues = $"/teams/{Team(desk)}/queues";
        if (!(await desk.Send(HttpMethod.Get, queues, (string?)null, token: administrator)).Items.Any())
        {
            (await desk.Post(queues, """{"name":"Inflow","statuses":["NEW","ASSIGNED"],"minCover":1}""", token: administrator)).Code.ShouldBe(201);
            (await desk.Post(queues, """{"name":"Work","statuses":["IN_PROGRESS"],"minCover":1}""", token: administrator)).Code.ShouldBe(201);
        }

        await Clear(desk);
        foreach (var week in new[] { "2026-03-02", "template" })
        {
            var planned = await desk.Post($"{Rota(desk)}/shifts", $$"""{"week":"{{week}}","person":"agent@home.example","day":"{{(week == "template" ? "fri" : "mon")}}","hours":"00:00-24:00","queues":["Work"]}""", token: administrator);
            planned.Code.ShouldBe(200, planned.Body.GetRawText());
        }

        (await desk.Post($"{Rota(desk)}/publish", """{"reason":"One person."}""", token: administrator)).Code.ShouldBe(200);
    }

    /// <summary>The lead asks for their own shift of today to be taken; the request's number.</summary>
    public static async Task<long> Swap(ApiDesk desk, string administrator, string lead)
    {
        (await desk.Post($"{Rota(desk)}/shifts", """{"person":"lead@home.example","day":"tue","hours":"09:00-12:00","queues":["Work"]}""", token: administrator)).Code.ShouldBe(200);
        var published = await desk.Post($"{Rota(desk)}/publish", """{"reason":"Two people."}""", token: administrator);
        var shift = published.Body.GetProperty("shifts").EnumerateArray().Last(one => one.GetProperty("person").GetString() == "lead@home.example").GetProperty("id").GetInt32();
        var asked = await desk.Post($"{Rota(desk)}/swaps", $$"""{"shift":{{shift}}}""", token: lead);
        asked.Code.ShouldBe(200, asked.Body.GetRawText());
        return asked.Body.GetProperty("swaps").EnumerateArray().Last().GetProperty("id").GetInt64();
    }

    public static JsonElement Shift(Said rota, string person) =>
        rota.Body.GetProperty("shifts").EnumerateArray().First(one => one.GetProperty("person").GetString() == person);

    // Every example begins on the same plan, with everybody here.
    private static Task Clear(ApiDesk desk) => desk.World.Get<Database>().Write(async session =>
    {
        await session.Do("DELETE FROM rota_plans WHERE tenant = $1", desk.World.Tenant.Value);
        await session.Do("DELETE FROM rota_swaps WHERE tenant = $1", desk.World.Tenant.Value);
        await session.Do("DELETE FROM absences WHERE tenant = $1", desk.World.Tenant.Value);
    });
}
