using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Heartbeat;
using Headway.Application.Storage;
using Headway.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Flow;

public sealed class FlowCutsOnSqlite : FlowCutsSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class FlowCutsOnPostgres : FlowCutsSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Every measure, by every way of cutting: what opens behind a value is exactly what the value is made of.</summary>
public abstract class FlowCutsSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Behind_When_EveryMeasureIsCutEveryWay_Then_OpensAsManyAsItSays()
    {
        // With tickets that a manager counts and may not open.
        await using var desk = await ApiDesk.Open(Engine);
        await Weeks(desk);
        var manager = await desk.TokenOf("manager");
        var (seen, wrong) = (new Dictionary<string, long>(), new List<string>());
        foreach (var by in FlowSlices.Ways)
        {
            foreach (var cut in (await desk.Send(HttpMethod.Get, $"/flow/cuts?weeks=4&by={by}", (string?)null, token: manager)).Items)
            {
                foreach (var row in cut.GetProperty("measures").EnumerateArray())
                {
                    var (key, behind) = (row.GetProperty("key").GetString()!, row.GetProperty("behind").GetString());
                    behind.ShouldNotBeNull($"{key} opens nothing");
                    if (key == "chase-free")
                    {
                        continue;
                    }

                    var opened = await Opened(desk, manager, behind);
                    var said = row.GetProperty("opens").GetInt64();
                    if (opened != said)
                    {
                        wrong.Add($"{key} of {cut.GetProperty("name").GetString()} by {by} says {said} and opens {opened}: {behind}");
                    }

                    seen[key] = Math.Max(seen.GetValueOrDefault(key), opened);
                }
            }
        }

        wrong.ShouldBeEmpty();

        // What the weeks below hold nothing of is no proof; all but these opened something.
        seen.Where(one => one.Value == 0).Select(one => one.Key).ShouldBeSubsetOf(Nothing);
    }

    [Fact]
    public async Task Cuts_When_PartsAreAddedUp_Then_AreTheWhole()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await Weeks(desk);
        var manager = await desk.TokenOf("manager");
        var whole = (await desk.Send(HttpMethod.Get, "/flow/measures?weeks=4", (string?)null, token: manager)).Items.ToDictionary(row => row.GetProperty("key").GetString()!);
        foreach (var by in new[] { "team", "service", "priority", "week" })
        {
            var parts = (await desk.Send(HttpMethod.Get, $"/flow/cuts?weeks=4&by={by}", (string?)null, token: manager)).Items.SelectMany(cut => cut.GetProperty("measures").EnumerateArray())
                .GroupBy(row => row.GetProperty("key").GetString()!).ToDictionary(group => group.Key, group => group.Sum(row => row.GetProperty("of").GetInt64()));
            foreach (var key in parts.Keys.Except(["unscheduled"]))
            {
                parts[key].ShouldBe(whole[key].GetProperty("of").GetInt64(), $"{key} by {by}");
            }
        }
    }

    [Fact]
    public async Task Cuts_When_ReadAtOnceOrForOneMeasure_Then_AreWhatThePageNarrowedToThemHas()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await Weeks(desk);
        var (flow, cuts, caller) = (desk.World.Get<FlowQuery>(), desk.World.Get<FlowCutsQuery>(), desk.World.Principals["manager"].Caller!);
        var scope = FlowScope.Weeks(desk.World.Get<DeskClock>().Now(desk.World.Tenant), caller.Zone, 4);
        foreach (var by in FlowSlices.Ways)
        {
            var all = (await cuts.Read(caller, scope, by)).Value.Cuts;
            all.ShouldNotBeEmpty();
            foreach (var cut in all)
            {
                var page = FlowMeasures.Of((await flow.Read(caller, FlowCutsQuery.Narrowed(scope, cut.Query, caller.Zone))).Value).ToDictionary(row => row.Key, row => row.Now);
                cut.Measures.ShouldAllBe(row => page[row.Key] == row.Now, $"{cut.Name} by {by}");
            }

            foreach (var key in all[0].Measures.Select(row => row.Key))
            {
                (await cuts.Read(caller, scope, by, key)).Value.Cuts.Select(cut => (cut.Name, cut.Measures.Single().Now)).ShouldBe(all.Select(cut => (cut.Name, cut.Measures.Single(row => row.Key == key).Now)), $"{key} by {by}");
            }
        }
    }

    /// <summary>Of what the small desk has nothing: no machine, no other team, no agreed time, no verdict on a chase, no unscheduled ticket (there is none, ever).</summary>
    private static readonly string[] Nothing =
    [
        "unscheduled", "attempts", "chase-answer", "chase-verdict", "chases-valid", "cover", "cover-high", "held-third-party", "machine", "machine-in-time", "page-views", "predicted",
        "recover", "rejected", "request-lead", "times-kept", "times-missed-us", "times-missed-customer",
    ];

    private static async Task<long> Opened(ApiDesk desk, string token, string behind)
    {
        var place = behind.Contains("&of=", StringComparison.Ordinal) ? behind.Replace("/flow/activities?", "/flow/cases?", StringComparison.Ordinal) : behind;
        long rows = 0, withheld = 0;
        for (string? skip = ""; skip is not null;)
        {
            var page = await desk.Send(HttpMethod.Get, $"{place}&limit=200{skip}", (string?)null, token: token);
            page.Code.ShouldBe(200, place);
            rows += page.Items.Count();
            withheld = page.Body.GetProperty("withheld").GetInt64();
            skip = page.Body.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? $"&skip={next.GetString()}" : null;
        }

        return rows + withheld;
    }

    /// <summary>Two weeks of a small desk: kept, late and moved dues, covers, chases, returns, times, endings of each kind.</summary>
    private static async Task Weeks(ApiDesk desk)
    {
        for (var week = 0; week < 2; week++)
        {
            var (solved, chased, moved, back, silent, waiting) = (await Raise(desk), await Raise(desk), await Raise(desk), await Raise(desk), await Raise(desk), await Raise(desk));
            await Do(desk, solved, "resolve", """{"text":"Restart it."}""");
            foreach (var number in new[] { chased, moved, silent, waiting })
            {
                await Do(desk, number, "progress", """{"status":"IN_PROGRESS","reply":"I look at it."}""");
            }

            await Do(desk, chased, "messages", """{"intent":"chase","text":"Where is it?","channel":"portal"}""");
            await Do(desk, moved, "reschedule", """{"due":"2026-04-20T12:00:00Z","reason":"workload"}""");
            await Do(desk, silent, "close", """{"code":"cancelled","note":"Not needed any more."}""");
            for (var touch = 0; touch < 3; touch++)
            {
                await Pass(desk, 1);
                await Do(desk, back, "progress", """{"status":"IN_PROGRESS","note":"I look."}""");
            }

            await Do(desk, chased, "messages", """{"intent":"chase","text":"Still nothing?","channel":"portal"}""");
            await Do(desk, waiting, "messages", """{"intent":"information","text":"It squeaks.","channel":"portal"}""");
            await Pass(desk, 26);
            await Do(desk, waiting, "progress", """{"status":"AWAIT_CUSTOMER","reply":"Since when?"}""");
            await Pass(desk, 140);
        }
    }

    private static async Task<long> Raise(ApiDesk desk) => (await desk.Raise()).Number;

    private static async Task Do(ApiDesk desk, long number, string act, string body)
    {
        var said = await desk.Post($"/tickets/{number}/{act}", body);
        said.Code.ShouldBeInRange(200, 201, $"{act}: {said.Raw}");
    }

    private static async Task Pass(ApiDesk desk, int hours)
    {
        desk.World.Time.Pass(TimeSpan.FromHours(hours));
        await new Heartbeat(desk.World.Get<TicketStore>(), desk.World.Get<DeskRulesCache>().Of).Until(desk.World.Tenant, desk.World.Get<DeskClock>().Now(desk.World.Tenant));
    }
}
