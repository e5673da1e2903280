using System.Text.Json;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Push;

public sealed class PushAbuseOnSqlite : PushAbuseSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class PushAbuseOnPostgres : PushAbuseSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Who would have the desk send where it must not, or read what another is told.</summary>
public abstract class PushAbuseSuite
{
    protected abstract Engine Engine { get; }

    [Theory]
    [InlineData("https://10.1.2.3/wpush/x", "push.address-inside")]
    [InlineData("https://127.0.0.1:8017/api/v1/me", "push.address-inside")]
    [InlineData("https://[::1]/x", "push.address-inside")]
    [InlineData("https://[::ffff:169.254.169.254]/latest", "push.address-inside")]
    [InlineData("http://push.example/x", "push.malformed")]
    [InlineData("https://name:pass@push.example/x", "push.malformed")]
    [InlineData("file:///etc/passwd", "push.malformed")]
    [InlineData("/push/key", "push.malformed")]
    public async Task Endpoint_When_ItIsNoPublicServicesOwn_Then_ItIsRefused(string endpoint, string code)
    {
        await using var place = await PushPlace.Open(Engine, outbound: null);
        using var browser = new SoftBrowser(endpoint);

        var answer = await place.Agent.Ask(place.World, "POST", "/push/devices", browser.Form);

        (answer.Code, JsonElement.Parse(answer.Body).GetProperty("code").GetString()).ShouldBe((422, code));
        (await place.Rows()).ShouldBe(0);
    }

    [Fact]
    public async Task Keys_When_TheyAreNone_Then_NothingIsKept()
    {
        await using var place = await PushPlace.Open(Engine);
        var good = place.Service.Browser("one").Form;
        foreach (var (field, value) in new[] { ("point", ""), ("point", "AAAA"), ("point", new string('A', 87)), ("point", "not base 64!"), ("secret", ""), ("secret", "AAAA"), ("secret", new string('A', 5_000)), ("endpoint", "") })
        {
            (await place.Agent.Ask(place.World, "POST", "/push/devices", new Dictionary<string, string>(good) { [field] = value })).Code.ShouldBe(422, $"{field} {value}");
        }

        (await place.Rows()).ShouldBe(0);
    }

    [Fact]
    public async Task Subscription_When_ItIsAnothersOne_Then_NobodyTakesItTriesItOrEndsIt()
    {
        await using var place = await PushPlace.Open(Engine);
        var (world, agent, other) = (place.World, place.Agent, place.World.Principals["administrator"]);
        var browser = place.Service.Browser("one");
        var device = await place.On(agent, browser);

        using var thief = new SoftBrowser(browser.Endpoint);
        var stolen = await other.Ask(world, "POST", "/push/devices", thief.Form);
        (stolen.Code, JsonElement.Parse(stolen.Body).GetProperty("code").GetString()).ShouldBe((409, "push.taken"), "knowing where a browser is reached is not having it");
        (await other.Ask(world, "POST", $"/push/devices/{device}/now")).Code.ShouldBe(404);
        (await other.Ask(world, "POST", $"/push/devices/{device}/end")).Code.ShouldBe(404);
        (await other.Ask(world, "GET", "/part/push")).Body.ShouldNotContain("127.0.0.1");
        place.Service.Brought.ShouldBeEmpty();

        // The same browser, in which somebody else signed in.
        await place.On(other, browser);
        await place.Tell(NotificationKind.Chased, world.Plain);
        (await place.Round()).ShouldBe(0, "its last person is told nothing there any more");
        await place.Tell(NotificationKind.Chased, world.Plain, other.Caller);
        (await place.Round()).ShouldBe(1);
        place.Service.Brought.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Browser_When_ItWasEndedFromAnother_Then_ItComesBackByAPressAlone()
    {
        await using var place = await PushPlace.Open(Engine);
        var (world, agent, browser) = (place.World, place.Agent, place.Service.Browser("one"));
        var device = await place.On(agent, browser);
        var again = new Dictionary<string, string>(browser.Form) { ["again"] = "1" };

        (await agent.Ask(world, "POST", "/push/devices", again)).Code.ShouldBe(200);
        (await agent.Ask(world, "POST", $"/push/devices/{device}/end")).Code.ShouldBe(200);
        var said = await agent.Ask(world, "POST", "/push/devices", again);
        (said.Code, JsonElement.Parse(said.Body).GetProperty("code").GetString()).ShouldBe((409, "push.ended"));
        await place.Tell(NotificationKind.Chased, world.Plain);
        (await place.Round()).ShouldBe(0);

        (await place.On(agent, browser)).ShouldBe(device);
        (await agent.Ask(world, "POST", "/push/off")).Code.ShouldBe(204);
        (await place.Rows()).ShouldBe(0, "switched off where it was on");
    }

    [Fact]
    public async Task Program_When_ItAsks_Then_ItSeesAndEndsItsPersonsBrowsersAndAddsNone()
    {
        await using var place = await PushPlace.Open(Engine);
        var (world, token) = (place.World, place.World.Principals["token"]);
        var person = world.Principals.Values.First(one => !one.ByToken && one.Caller?.Person == token.Caller!.Person);
        var device = await place.On(person, place.Service.Browser("one"));

        var listed = JsonElement.Parse((await token.Ask(world, "GET", "/api/v1/me/push")).Body).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (listed.GetProperty("id").GetInt64(), listed.GetProperty("host").GetString()).ShouldBe((device, "127.0.0.1"));
        listed.GetRawText().ShouldNotContain("one", Case.Sensitive, "where it is reached is not told");
        (await token.Ask(world, "POST", "/api/v1/me/push/now")).Body.ShouldContain("taken");
        (await world.Principals["limited token"].Ask(world, "POST", "/api/v1/me/push/now")).Code.ShouldBe(403, "a token that only reads tells nobody anything");
        (await token.Ask(world, "DELETE", $"/api/v1/me/push/{device}")).Code.ShouldBe(204);
        (await token.Ask(world, "DELETE", $"/api/v1/me/push/{device}")).Code.ShouldBe(404);
        (await token.Ask(world, "POST", "/push/devices", place.Service.Browser("two").Form)).Code.ShouldBeGreaterThanOrEqualTo(400);
    }
}
