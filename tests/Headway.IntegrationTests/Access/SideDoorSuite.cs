using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class SideDoorsOnSqlite : SideDoorSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class SideDoorsOnPostgres : SideDoorSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What names another thing beside the one that is checked: numbers in bodies, and filters by what only hidden things have.</summary>
public abstract class SideDoorSuite
{
    private const long Nowhere = 79_999;

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Body_WhenItNamesAHiddenTicket_IsAnsweredAsIfThereWereNone()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var (plain, hidden) = ($"/tickets/{desk.World.Plain}", desk.World.Restricted);
        hidden.ShouldBeGreaterThan(0);
        var before = (await desk.Get(plain)).Raw;
        List<string> tells = [];
        foreach (var (path, body) in new[]
        {
            (plain + "/merge", """{"into":@}"""), (plain + "/links", """{"ticket":@,"kind":"related"}"""), (plain + "/links", """{"ticket":@,"kind":"parent-of"}"""),
            (plain + "/progress", """{"status":"AWAIT_CHANGE","note":"Waits.","waitsFor":@}"""), ("/problems/rule", """{"rule":"status:AWAIT_SUPPLIER","words":"Too long.","ticket":@}"""),
            ("/problems", """{"name":"The tray","ticket":@,"entry":1,"minutes":5}"""), ("/articles", """{"audience":"internal","title":"The tray","body":"Pull.","source":@}"""),
        })
        {
            var one = await desk.Post(path, body.Replace("@", $"{hidden}", StringComparison.Ordinal));
            var other = await desk.Post(path, body.Replace("@", $"{Nowhere}", StringComparison.Ordinal));
            if (one.Code is < 400 or > 499 || (one.Code, one.Problem) != (other.Code, other.Problem))
            {
                tells.Add($"{path} {body}: {one.Code} {one.Problem} against {other.Code} {other.Problem}");
            }
        }

        tells.ShouldBeEmpty();
        (await desk.Get(plain)).Raw.ShouldBe(before, "and nothing was done by halves");
    }

    [Fact]
    public async Task Filter_WhenOnlyAHiddenTicketFits_FindsNothingAndProposesNothing()
    {
        await using var world = await World.Make(Engine);
        var keeper = world.Principals["agent of the restricted team"].Caller!;
        (await world.Get<EditTicket>().Do(new ActOn(keeper, world.Restricted), new TicketEdit(Tags: ["zqtag"]) { Impact = "high", Urgency = "high" })).Refusal.ShouldBeNull();
        foreach (var (who, finds) in new[] { ("agent of the restricted team", true), ("agent", false), ("lead", false) })
        {
            foreach (var path in new[]
            {
                "/tickets?tag=zqtag", "/tickets?q=tag%3Azqtag", "/tickets?priority=1&state=all", "/tickets/export.csv?tag=zqtag&state=all", "/tickets/export.csv?q=tag%3Azqtag&state=all",
            })
            {
                var said = await world.Principals[who].Ask(world, "GET", path);
                said.Code.ShouldBe(200, path);
                var number = path.Contains("priority", StringComparison.Ordinal) || path.Contains("csv", StringComparison.Ordinal) ? $"{world.Restricted}" : $"/next/{world.Restricted}";
                said.Body.Contains(number, StringComparison.Ordinal).ShouldBe(finds, $"{who} {path}");
            }

            (await world.Principals[who].Ask(world, "GET", "/part/tags")).Body.Contains("zqtag", StringComparison.Ordinal).ShouldBe(finds, $"{who} is proposed the tag");
        }

        await using var desk = await ApiDesk.Open(Engine);
        (await desk.World.Get<EditTicket>().Do(new ActOn(desk.World.Principals["agent of the restricted team"].Caller!, desk.World.Restricted), new TicketEdit(Tags: ["zqtag"]) { Impact = "high" })).Refusal.ShouldBeNull();
        foreach (var path in new[] { "/tickets?tag=zqtag", "/tickets?impact=high", "/tickets?state=open&impact=high&tag=zqtag", "/search?q=tag%3Azqtag" })
        {
            (await desk.Get(path)).Items.ShouldBeEmpty(path);
        }
    }
}
