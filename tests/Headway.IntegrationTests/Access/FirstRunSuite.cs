using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class FirstRunOnSqlite : FirstRunSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class FirstRunOnPostgres : FirstRunSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>From the code in the terminal to the practice ticket on the list, through the pages.</summary>
public abstract class FirstRunSuite
{
    private const string Password = "seven unrelated lampshades";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task FirstRun_WhenAnswered_EndsOnTheListWithOnePracticeTicketThatCanBeRemoved()
    {
        await using var desk = await FreshDesk.Open(Engine);
        var first = await Claim(desk);
        first.Path.ShouldBe("/welcome/1");
        first.Body.ShouldContain("value=\"Support\"");
        first.Body.ShouldContain("value=\"Europe/Berlin\"");

        var hours = await desk.Post("/welcome/1", ("name", "Doe IT"), ("language", "en"), ("zone", "Europe/London"), ("go", "next"));
        hours.Path.ShouldBe("/welcome/2");
        hours.Body.ShouldContain("value=\"17:00\"");
        (await desk.Get("/welcome/1")).Body.ShouldContain("value=\"Doe IT\"", customMessage: "going back shows what was kept");

        (await desk.Post("/welcome/2", ("zone", "Europe/London"), ("span.mon.0.from", "08:00"), ("span.mon.0.to", "16:30"), ("go", "next"))).Path.ShouldBe("/welcome/3");
        var invited = await desk.Post(
            "/welcome/3", ("team.0.id", await DeskTeam(desk)), ("team.0.name", "First line"), ("team.0.people", "Kim Park kim@doe.example"), ("team.1.id", "0"), ("team.1.name", "Network"),
            ("team.1.people", "nia@doe.example lead"), ("go", "next"));
        invited.Status.ShouldBe(200);
        invited.Body.ShouldContain("2 people are invited");
        invited.Body.ShouldContain("http://localhost/link/");

        (await desk.Get("/welcome")).Path.ShouldBe("/welcome/4");
        (await desk.Post("/welcome/4", ("how", "later"), ("go", "next"))).Path.ShouldBe("/welcome/5");
        var list = await desk.Post("/welcome/5", ("practice", "printer"), ("go", "next"));

        list.Path.ShouldStartWith("/next");
        list.Body.ShouldContain("Practice: the printer on floor 2 prints blank pages");
        (await Number(desk, "SELECT count(*) FROM tickets WHERE state = 'open' AND next_activity IS NOT NULL")).ShouldBe(1);
        (await Number(desk, "SELECT count(*) FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.lead AND p.role = 'lead'")).ShouldBe(1);
        (await desk.Get("/welcome")).Path.ShouldBe("/settings", "the questions are over");

        var removed = await Remove(desk);
        removed.Body.ShouldContain("The practice ticket is off the list.");
        (await Number(desk, "SELECT count(*) FROM tickets WHERE state = 'open'")).ShouldBe(0);

        var trail = (await desk.Get("/settings/trail")).Body;
        foreach (var said in new[] { "finished setting the desk up", "became this desk&#x27;s first administrator", "changed the calendar Office hours", "Doe IT", "removed the practice ticket" })
        {
            trail.ShouldContain(said);
        }

        (await desk.Get("/settings/trail.csv")).Body.ShouldContain("finished setting the desk up");
    }

    [Fact]
    public async Task FirstRun_WhenAnsweredWrong_SaysSoAndKeepsWhatWasTyped()
    {
        await using var desk = await FreshDesk.Open(Engine);
        await Claim(desk);

        var nameless = await desk.Post("/welcome/1", ("name", " "), ("language", "en"), ("zone", "Mars/Base"), ("go", "next"));
        (nameless.Status, nameless.Path).ShouldBe((422, "/welcome/1"));
        nameless.Body.ShouldContain("value=\"Mars/Base\"");
        (await desk.Get("/welcome/3")).Path.ShouldBe("/welcome/1", "nobody jumps over a question");
        (await desk.Post("/welcome/1", ("go", "skip"))).Path.ShouldBe("/welcome/2");

        (await desk.Post("/welcome/2", ("zone", "UTC"), ("span.mon.0.from", "half past"), ("span.mon.0.to", "17:00"), ("go", "next"))).ShouldSatisfyAllConditions(
            bad => bad.Status.ShouldBe(422), bad => bad.Body.ShouldContain("value=\"half past\""));
        (await desk.Post("/welcome/2", ("zone", "UTC"), ("go", "next"))).Status.ShouldBe(422, "a week without hours");
        (await desk.Post("/welcome/2", ("go", "skip"))).Path.ShouldBe("/welcome/3");

        var half = await desk.Post("/welcome/3", ("team.0.id", await DeskTeam(desk)), ("team.0.name", "Service Desk"), ("team.0.people", "kim@doe.example\nnot an address"), ("go", "next"));
        half.Status.ShouldBe(422);
        half.Body.ShouldContain("1 person is invited");
        half.Body.ShouldContain(">not an address</textarea>");
        (await desk.Post("/welcome/3", ("go", "skip"))).Path.ShouldBe("/welcome/4");

        (await desk.Post("/welcome/4", ("how", "now"), ("host", ""), ("port", "x"), ("from", "desk@doe.example"), ("go", "next"))).ShouldSatisfyAllConditions(
            bad => bad.Status.ShouldBe(422), bad => bad.Body.ShouldContain("value=\"desk@doe.example\""));
        (await desk.Post("/welcome/4", ("go", "skip"))).Path.ShouldBe("/welcome/5");
        (await desk.Post("/welcome/5", ("go", "skip"))).Path.ShouldStartWith("/next");
        (await Number(desk, "SELECT count(*) FROM tickets")).ShouldBe(0, "without a practice ticket");
    }

    [Fact]
    public async Task Settings_WhenUsedByTheirPages_DoWhatTheySay()
    {
        await using var desk = await FreshDesk.Open(Engine);
        await Claim(desk);
        (await desk.Get("/settings")).Body.ShouldContain("Setting up is not finished");

        var invited = await desk.Post("/settings/people/invite", ("name", "Sam Marsh"), ("email", "sam@doe.example"), ("role", "agent"));
        invited.Body.ShouldContain("Sam Marsh is invited");
        (await desk.Post("/settings/people/invite", ("name", "Sam"), ("email", "SAM@doe.example"), ("role", "agent"))).ShouldSatisfyAllConditions(
            bad => bad.Status.ShouldBe(409), bad => bad.Body.ShouldContain("value=\"SAM@doe.example\""));
        (await desk.Post("/settings/organisations", ("name", "Calder"))).Path.ShouldEndWith("?done=organisation-added");
        (await desk.Post("/settings/people/import", ("text", "email,name,organisation\nann@calder.example,Ann,Calder\nnobody,X,"))).Body.ShouldContain("1 new, 0 changed, 0 as they are, 1 left out");
        (await desk.Post("/settings/people/import", ("text", "email,name,organisation\nann@calder.example,Ann,Calder"), ("go", "on"))).Body.ShouldContain("1 new");
        (await desk.Get("/settings/people?kind=customers&q=cald")).Body.ShouldContain("ann@calder.example");

        (await desk.Post("/settings/mail", ("host", "mail.doe.example"), ("port", "587"), ("from", "desk@doe.example"), ("fromName", "Doe"), ("user", "desk"), ("pass", "canary-secret"), ("security", "starttls")))
            .Path.ShouldBe("/settings/mail?done=saved");
        var mail = (await desk.Get("/settings/mail")).Body;
        mail.ShouldContain("mail.doe.example");
        mail.ShouldNotContain("canary-secret");
        (await desk.Get("/settings/trail.csv?about=mail")).Body.ShouldSatisfyAllConditions(
            csv => csv.ShouldContain("mail.doe.example"), csv => csv.ShouldNotContain("canary-secret"));
        (await desk.Get("/settings/access")).Body.ShouldContain("Signed in at 1 place");
    }

    private static Task<Seen> Claim(FreshDesk desk) => desk.Post("/claim", ("code", desk.Code), ("name", "Pat Doe"), ("email", "pat@doe.example"), ("password", Password));

    private static async Task<Seen> Remove(FreshDesk desk)
    {
        var page = await desk.Get("/settings");
        page.Body.ShouldContain("action=\"/welcome/practice/remove\"");
        return await desk.Post("/settings", "/welcome/practice/remove", []);
    }

    private static async Task<string> DeskTeam(FreshDesk desk) =>
        (await Number(desk, "SELECT id FROM teams WHERE desk")).ShouldNotBeNull().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Task<long?> Number(FreshDesk desk, string sql) => desk.Database.Read(session => session.Number(sql).AsTask());
}
