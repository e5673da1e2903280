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
            case "split":
                (await desk.Post($"/tickets/{number}/messages", """{"intent":"information","text":"And the badge does not open the gate."}""")).Code.ShouldBe(200);
                example["message"] = (await desk.Get($"/tickets/{number}/ledger")).Items.Last(one => one.GetProperty("kind").GetString() == "customer-wrote").GetProperty("seq").GetInt32();
                return true;
            default:
                return false;
        }
    }
}
