using System.Text.Json.Nodes;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>What the examples of working together need before them: a team, a plan, a request, an absence, a call.</summary>
internal static class TogetherExamples
{
    private static readonly string[] Words = ["teams", "mobilise", "absences"];

    public static bool Are(string place) => Words.Contains(place.Split('/')[1]);

    /// <summary>Where to send the example, and as whom.</summary>
    public static async Task<(string Place, string? Token)> Prepare(ApiDesk desk, string place, JsonObject example, string administrator, string lead)
    {
        var team = TogetherDesk.Team(desk);
        if (place.StartsWith("/absences", StringComparison.Ordinal))
        {
            return (place.Contains("{id}", StringComparison.Ordinal) ? $"/absences/{await Absence(desk)}" : place, null);
        }

        if (place.StartsWith("/mobilise", StringComparison.Ordinal))
        {
            await TogetherDesk.Mode(desk, "standard", administrator);
            var activity = (await desk.Raise()).Body.GetProperty("activities")[0].GetProperty("id").GetString();
            if (place.Contains("{id}", StringComparison.Ordinal))
            {
                var called = await desk.Post("/mobilise", $$"""{"team":{{team}},"activities":["{{activity}}"]}""", token: lead);
                called.Code.ShouldBe(201, called.Body.GetRawText());
                return (place.Replace("{id}", called.Body.GetProperty("id").GetRawText(), StringComparison.Ordinal), lead);
            }

            example["team"] = team;
            example["activities"] = new JsonArray(activity);
            return (place, lead);
        }

        await TogetherDesk.Arrange(desk, administrator);
        var token = place.Contains("/swaps", StringComparison.Ordinal) ? null : administrator;
        if (place.Contains("{swap}", StringComparison.Ordinal))
        {
            place = place.Replace("{swap}", $"{await TogetherDesk.Swap(desk, administrator, lead)}", StringComparison.Ordinal);
        }

        if (place.Contains("{queue}", StringComparison.Ordinal))
        {
            var queues = await desk.Send(HttpMethod.Get, $"/teams/{team}/queues", (string?)null, token: administrator);
            place = place.Replace("{queue}", queues.Items.First().GetProperty("id").GetRawText(), StringComparison.Ordinal);
        }

        // The plan's one shift is its first.
        return (place.Replace("{id}", $"{team}", StringComparison.Ordinal).Replace("{shift}", "1", StringComparison.Ordinal), token);
    }

    private static async Task<long> Absence(ApiDesk desk)
    {
        (await desk.Post("/absences", """{"from":"2032-04-02T09:00:00Z","to":"2032-04-02T11:30:00Z"}""")).Code.ShouldBe(201);
        return (await desk.Get("/absences")).Items.Last().GetProperty("id").GetInt64();
    }
}
