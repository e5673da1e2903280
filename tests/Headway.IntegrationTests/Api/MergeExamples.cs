using System.Text.Json.Nodes;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>What the examples of merging and splitting need before them: another ticket, a merge, a message.</summary>
internal static class MergeExamples
{
    public static async Task<bool> Prepare(ApiDesk desk, string path, JsonObject example, long number)
    {
        switch (path.Split('/')[^1])
        {
            case "merge":
                example["into"] = (await desk.Raise()).Number;
                return true;
            case "unmerge":
                var other = (await desk.Raise()).Number;
                var merged = await desk.Post($"/tickets/{number}/merge", $$"""{"into":{{other}}}""");
                merged.Code.ShouldBe(200, merged.Body.GetRawText());
                merged.Body.GetProperty("mergedInto").GetInt64().ShouldBe(other);
                return true;
            case "split":
                (await desk.Post($"/tickets/{number}/messages", """{"intent":"information","text":"And the badge does not open the gate."}""")).Code.ShouldBe(200);
                example["message"] = (await desk.Get($"/tickets/{number}/ledger")).Items.Last(one => one.GetProperty("kind").GetString() == "customer-wrote").GetProperty("seq").GetInt32();
                return true;
            default:
                return false;
        }
    }
}
