using Headway.Application.Storage;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>What the example of feedback needs before it: a ticket of the token's person, solved by somebody else on a desk that asks.</summary>
internal static class FeedbackExamples
{
    public static bool Concerns(string path) => path.EndsWith("/feedback", StringComparison.Ordinal);

    public static async Task<string> Prepare(ApiDesk desk, string place, string administrator)
    {
        var person = desk.World.Principals["token"].Caller!;
        var address = await desk.World.Get<Database>().Read(session => session.Text("SELECT email FROM people WHERE tenant = $1 AND id = $2", person.Tenant.Value, person.Person.Value).AsTask());
        (await desk.Send(HttpMethod.Patch, "/settings", """{"asksFeedback":true}""", token: administrator)).Code.ShouldBe(200);
        var own = await desk.Post("/tickets", $$$"""{"subject":"My own","text":"The chair squeaks.","requester":{"email":"{{{address}}}"}}""");
        own.Code.ShouldBe(201, own.Body.GetRawText());
        var solved = await desk.Post($"/tickets/{own.Number}/resolve", """{"text":"Oiled."}""", token: administrator);
        solved.Code.ShouldBe(200, solved.Body.GetRawText());
        return $"/tickets/{own.Number}/feedback";
    }
}
