using System.Text.RegularExpressions;
using Headway.Application.Approvals;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Approvals;
using Headway.IntegrationTests.Access;
using Headway.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Approvals;

public sealed class ApprovalDoorsOnSqlite : ApprovalDoorSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ApprovalDoorsOnPostgres : ApprovalDoorSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Approvals through the doors: the page behind a mail's link, the approver's own pages, the API.</summary>
public abstract partial class ApprovalDoorSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Page_When_ALinkOfAnApprovalIsOpenedThreeTimes_Then_OnlyTheButtonDecides()
    {
        await using var world = await World.Make(Engine);
        var (agent, stranger) = (world.Principals["agent"].Caller!, world.Principals["anonymous"]);
        (await world.Get<AskForApproval>().Do(new ActOn(agent, world.Plain), new ApprovalInput("boss@elsewhere.example", "A second <b>screen</b>, may we?"))).Refusal.ShouldBeNull();
        var path = new Uri(Address().Match((await world.Get<MailTray>().Last(agent, 10)).Select(mail => mail.Letter).First(letter => letter.ToAddress == "boss@elsewhere.example").Text).Value).AbsolutePath;
        var before = await Version(world);
        foreach (var method in new[] { "GET", "GET", "HEAD", "GET" })
        {
            var shown = await stranger.Ask(world, method, path);
            shown.Code.ShouldBe(method == "HEAD" ? shown.Code : 200);
            if (method == "GET")
            {
                shown.Body.ShouldContain("A second &lt;b&gt;screen&lt;/b&gt;, may we?");
                foreach (var canary in world.Canaries.Where(canary => canary.Where is "internal note" or "text of Ann's ticket"))
                {
                    shown.Body.ShouldNotContain(canary.Word);
                }
            }
        }

        (await Version(world)).ShouldBe(before);

        (await stranger.Ask(world, "POST", path, new Dictionary<string, string> { ["decision"] = "decline" })).Code.ShouldBe(422);
        (await stranger.Ask(world, "POST", path, new Dictionary<string, string> { ["decision"] = "approve", ["reason"] = "Fine." })).Code.ShouldBe(302);
        var over = await stranger.Ask(world, "GET", path);
        over.Body.ShouldContain("boss approved this");
        over.Body.ShouldNotContain("name=\"decision\"");
        var again = await stranger.Ask(world, "POST", path, new Dictionary<string, string> { ["decision"] = "decline", ["reason"] = "No." });
        (again.Code, again.Body.Contains("boss approved this", StringComparison.Ordinal)).ShouldBe((409, true));
        (await stranger.Ask(world, "GET", path + "x")).Code.ShouldBe(404);

        using var client = world.Client();
        using var bare = await client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([new("decision", "approve")]));
        ((int)bare.StatusCode).ShouldBe(400, "without the page's token nothing is decided");
    }

    [Fact]
    public async Task Page_When_TheApproverMayNotSeeTheTicket_Then_TheApprovalIsAllTheyRead()
    {
        await using var world = await World.Make(Engine);
        var (asker, lead) = (world.Principals["agent of the restricted team"].Caller!, world.Principals["lead"]);
        var asked = await world.Get<AskForApproval>().Do(new ActOn(asker, world.Restricted), new ApprovalInput(await Email(world, "lead"), "May they see the file?"));
        asked.Refusal.ShouldBeNull();
        var id = $"{world.Restricted}-{asked.Value.State.OpenApproval!.Activity}";

        (await lead.Ask(world, "GET", $"/next/{world.Restricted}")).Body.ShouldNotContain("May they see the file?");
        (await lead.Ask(world, "GET", "/approvals")).Body.ShouldContain($"/approvals/{id}");
        var page = await lead.Ask(world, "GET", $"/approvals/{id}");
        page.Body.ShouldContain("May they see the file?");
        foreach (var canary in world.Canaries.Where(canary => canary.Where is "text in the restricted team" or "note in the restricted team"))
        {
            page.Body.ShouldNotContain(canary.Word);
        }

        (await world.Principals["agent"].Ask(world, "GET", $"/approvals/{id}")).Code.ShouldBe(404);
        (await lead.Ask(world, "POST", $"/approvals/{id}", new Dictionary<string, string> { ["decision"] = "approve" })).Code.ShouldBe(302);
        (await world.Get<ApprovalList>().OfTicket(asker, world.Restricted)).Value.ShouldHaveSingleItem().Approved.ShouldBe(true);
    }

    [Fact]
    public async Task Api_When_AnApprovalIsAskedListedDecidedAndWithdrawn_Then_EachAnswersWithItsCode()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var administrator = await desk.TokenOf("administrator");
        var (first, second) = (await desk.Raise(), await desk.Raise("Another"));
        (await desk.Post($"/tickets/{first.Number}/approvals", """{"approver":"bo@calder.example","question":"May I?"}""")).Problem.ShouldBe("approval.own-request");
        (await desk.Post($"/tickets/{first.Number}/approvals", """{"question":"May I?"}""")).Problem.ShouldBe("approval.approver-missing");
        (await desk.Post($"/tickets/{first.Number}/approvals", """{"approver":"not an address","question":"May I?"}""")).Code.ShouldBe(422);

        var id = await ApprovalExamples.Asked(desk, first.Number, administrator);
        (await desk.Post($"/tickets/{first.Number}/approvals", """{"approver":"rosa@calder.example","question":"Another?"}""")).Problem.ShouldBe("approval.asked-already");
        (await desk.Post($"/tickets/{first.Number}/resolve", """{"text":"Done."}""")).Problem.ShouldBe("ticket.approval-open");
        (await desk.Post($"/approvals/{id}/decision", """{"approve":false}""")).Problem.ShouldBe(ApprovalRefusals.ReasonMissing.Code);
        (await desk.Post($"/approvals/{id}/decision", """{"approve":true}""", token: administrator)).Problem.ShouldBe("approval.unknown", "they asked and were not asked");
        var decided = await desk.Post($"/approvals/{id}/decision", """{"approve":false,"reason":"Too dear."}""", key: "once");
        (decided.Code, decided.Text("state"), decided.Text("reason")).ShouldBe((200, "declined", "Too dear."));
        (await desk.Post($"/approvals/{id}/decision", """{"approve":false,"reason":"Too dear."}""", key: "once")).Code.ShouldBe(200, "the same request again has no second effect");
        var late = await desk.Post($"/approvals/{id}/decision", """{"approve":true}""");
        (late.Code, late.Problem, late.Text("title").Contains("declined this", StringComparison.Ordinal)).ShouldBe((409, "approval.decided", true));
        (await desk.Get("/approvals")).Items.ShouldBeEmpty();
        (await desk.Get("/approvals?all=true")).Items.ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(id);

        await ApprovalExamples.Asked(desk, second.Number, administrator);
        var withdrawn = await desk.Send(HttpMethod.Delete, $"/tickets/{second.Number}/approvals", (string?)null, token: administrator);
        (withdrawn.Code, withdrawn.Text("status")).ShouldBe((200, "IN_PROGRESS"));
        (await desk.Send(HttpMethod.Delete, $"/tickets/{second.Number}/approvals", (string?)null, token: administrator)).Problem.ShouldBe("approval.unknown", "there is no open one");
        (await desk.Get($"/tickets/{second.Number}/approvals")).Items.ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("withdrawn");
    }

    private static Task<long?> Version(World world) => world.Get<Database>().Read(session => session.Number("SELECT version FROM tickets WHERE tenant = $1 AND number = $2", world.Tenant.Value, world.Plain).AsTask());

    private static async Task<string> Email(World world, string principal) => (await world.Get<Database>().Read(session => session.Text(
        "SELECT email FROM people WHERE tenant = $1 AND id = $2", world.Tenant.Value, world.Principals[principal].Caller!.Person.Value).AsTask()))!;

    [GeneratedRegex("http\\S+/approve/\\S+")]
    private static partial Regex Address();
}
