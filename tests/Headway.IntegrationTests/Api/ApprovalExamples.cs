using Headway.Application.Storage;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>What the example of a decision needs before it: somebody else asks the token's person.</summary>
internal static class ApprovalExamples
{
    public static bool Concerns(string path) => path.EndsWith("/decision", StringComparison.Ordinal);

    public static async Task<string> Prepare(ApiDesk desk, string place, long ticket, string administrator) =>
        place.Replace("{id}", await Asked(desk, ticket, administrator), StringComparison.Ordinal);

    /// <summary>The id of an approval that the token's person is asked for.</summary>
    public static async Task<string> Asked(ApiDesk desk, long ticket, string by)
    {
        var asked = await desk.Post($"/tickets/{ticket}/approvals", $$"""{"approver":"{{await Address(desk)}}","question":"May we order it?"}""", token: by);
        asked.Code.ShouldBe(200, asked.Body.GetRawText());
        return (await desk.Get("/approvals")).Items.First(one => one.GetProperty("number").GetInt64() == ticket).GetProperty("id").GetString()!;
    }

    private static Task<string?> Address(ApiDesk desk)
    {
        var person = desk.World.Principals["token"].Caller!;
        return desk.World.Get<Database>().Read(session => session.Text("SELECT email FROM people WHERE tenant = $1 AND id = $2", person.Tenant.Value, person.Person.Value).AsTask());
    }
}
