using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Application.Webhooks;
using Headway.Domain;
using Headway.Domain.Webhooks;
using Headway.IntegrationTests.Portal;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Webhooks;

public sealed class WebhooksOnSqlite : WebhookSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class WebhooksOnPostgres : WebhookSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Others are told what happens: signed, at least once under one id, and never from inside the own network by accident.</summary>
public abstract class WebhookSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Raise_When_AReceiverWantsIt_Then_ItIsToldOnceWithASignatureThatHolds()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var receiver = new Receiver();
        var kept = await Add(desk, receiver);

        var number = await desk.Raise(desk.Ann, "Printer <b>is</b> silent", "A secret of Ann's.");
        await Tell(desk);
        await Tell(desk);

        var heard = receiver.Heard.ShouldHaveSingleItem();
        heard.Path.ShouldBe("/hook?door=secret");
        heard.Signature.ShouldBe(WebhookSignature.Of(heard.Id!, Instant.FromUnixTimeSeconds(long.Parse(heard.Sent!, System.Globalization.CultureInfo.InvariantCulture)), heard.Body, kept.Key!));
        var said = JsonDocument.Parse(heard.Body).RootElement;
        said.GetProperty("type").GetString().ShouldBe("ticket.opened");
        said.GetProperty("data").GetProperty("ticket").GetInt64().ShouldBe(number);
        said.GetProperty("data").GetProperty("subject").GetString().ShouldBe("Printer <b>is</b> silent");
        said.GetProperty("data").GetProperty("url").GetString().ShouldBe($"https://desk.example/tickets/{number}");
        heard.Body.ShouldNotContain("secret of Ann");
        (await Deliveries(desk, kept.Id)).ShouldHaveSingleItem().State.ShouldBe("sent");
        (await desk.Place.Database.Read(session => session.Text("SELECT secret FROM webhooks WHERE tenant = $1", desk.Sam.Tenant.Value).AsTask())).ShouldNotBeNull().ShouldNotContain("door");
    }

    [Fact]
    public async Task Merge_When_AReceiverWantsIt_Then_ItHearsIntoWhichOne()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var receiver = new Receiver();
        await Add(desk, receiver, "ticket.merged");
        var (gone, kept) = (await desk.Raise(desk.Ann), await desk.Raise(desk.Ann, "The same again"));

        (await desk.Get<MergeTickets>().Do(new ActOn(desk.Sam, gone), kept, shared: false)).Refusal.ShouldBeNull();
        await Due(desk);
        await Tell(desk);

        var told = JsonDocument.Parse(receiver.Heard.ShouldHaveSingleItem().Body).RootElement;
        told.GetProperty("type").GetString().ShouldBe("ticket.merged");
        (told.GetProperty("data").GetProperty("ticket").GetInt64(), told.GetProperty("data").GetProperty("into").GetInt64()).ShouldBe((gone, kept));
    }

    [Fact]
    public async Task Tell_When_OneReceiverFails_Then_ItIsTriedAgainUnderTheSameIdAndTheOtherIsTold()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var ill = new Receiver { Answers = 500 };
        using var well = new Receiver();
        var (first, second) = (await Add(desk, ill), await Add(desk, well));

        await desk.Raise(desk.Ann);
        await Tell(desk);

        var waits = (await Deliveries(desk, first.Id)).ShouldHaveSingleItem();
        (waits.State, waits.Tries, waits.Error, waits.Next is not null).ShouldBe(("waiting", 1, "HTTP 500", true));
        (await Deliveries(desk, second.Id)).ShouldHaveSingleItem().State.ShouldBe("sent");
        ill.Answers = 204;
        await Due(desk);
        await Tell(desk);
        ill.Heard.Count.ShouldBe(2);
        ill.Heard[0].Id.ShouldBe(ill.Heard[1].Id);
        (await One(desk, first.Id)).ShouldSatisfyAllConditions(one => one.FailingSince.ShouldBeNull(), one => one.SuccessAt.ShouldNotBeNull());
    }

    [Theory]
    [InlineData(410, false)]
    [InlineData(503, true)]
    public async Task Tell_When_TheReceiverIsGoneOrTookNothingForFiveDays_Then_ItIsToldNoMoreUntilSwitchedOn(int answers, bool afterDays)
    {
        await using var desk = await SmallDesk.On(Engine);
        using var receiver = new Receiver { Answers = answers };
        var kept = await Add(desk, receiver);
        await desk.Raise(desk.Ann);
        if (afterDays)
        {
            await Tell(desk);
            (await One(desk, kept.Id)).Active.ShouldBeTrue();
            await desk.Place.Database.Write(async session => await session.Do("UPDATE webhooks SET failing_since = failing_since - 432000000 WHERE tenant = $1", desk.Sam.Tenant.Value));
            await Due(desk);
        }

        await Tell(desk);

        (await One(desk, kept.Id)).ShouldSatisfyAllConditions(one => one.Active.ShouldBeFalse(), one => one.StoppedAt.ShouldNotBeNull());
        var before = receiver.Heard.Count;
        await desk.Raise(desk.Ann, "Another");
        await Due(desk);
        await Tell(desk);
        receiver.Heard.Count.ShouldBe(before);
        (await desk.Get<KeepWebhooks>().Keep(Admin(desk), kept.Id, Draft(null), null)).Refusal.ShouldBeNull();
        receiver.Answers = 200;
        await desk.Raise(desk.Ann, "A third");
        await Tell(desk);
        receiver.Heard.Count.ShouldBe(before + 1, "what fell into the pause is not told by itself");
    }

    [Fact]
    public async Task Tell_When_TheReceiverPointsElsewhere_Then_NobodyIsFollowed()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var receiver = new Receiver { Answers = 302 };
        var kept = await Add(desk, receiver);

        var told = (await desk.Get<SendWebhooks>().Test(Admin(desk), kept.Id)).Value;

        (told.State, told.Error).ShouldBe(("failed", "HTTP 302"));
        receiver.Heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Test_When_TakenAndSentAgain_Then_ItIsOneMessageTwice()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var receiver = new Receiver();
        var kept = await Add(desk, receiver);
        var send = desk.Get<SendWebhooks>();

        var told = (await send.Test(Admin(desk), kept.Id)).Value;
        var again = (await send.Again(Admin(desk), kept.Id, told.Id)).Value;

        (told.State, again.State, again.Event).ShouldBe(("sent", "sent", WebhookEvents.Test));
        receiver.Heard.Select(heard => heard.Id).Distinct().Count().ShouldBe(1);
        (await send.Again(Admin(desk), kept.Id, 1)).Refusal.ShouldBe(WebhookRefusals.DeliveryUnknown);
        (await send.Test(desk.Sam, kept.Id)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Undo_When_ATouchIsTakenBack_Then_NobodyElsewhereIsTold()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var receiver = new Receiver();
        await Add(desk, receiver, "ticket.answered", "ticket.status_changed");
        var number = await desk.Raise(desk.Ann);
        await Due(desk);
        await Tell(desk);
        var before = receiver.Heard.Count;
        var sent = (await desk.Reply(number, "Which floor?")).Value;

        (await desk.Get<TicketActs>().Undo(new ActOn(desk.Sam, number), sent.Facts[0].Seq, sent.Facts[^1].Seq)).Refusal.ShouldBeNull();
        (await desk.Place.Database.Read(session => session.Number("SELECT count(*) FROM outbox WHERE tenant = $1 AND kind LIKE 'webhook:%' AND state = 'waiting' AND body LIKE '%answered%'", desk.Sam.Tenant.Value).AsTask())).ShouldBe(0);
        (await desk.Reply(number, "Which room?")).Refusal.ShouldBeNull();
        await Due(desk);
        await Tell(desk);

        receiver.Heard.Skip(before).Count(heard => heard.Body.Contains("ticket.answered", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task NewKey_When_Made_Then_BothCountForADay()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var receiver = new Receiver();
        var old = await Add(desk, receiver);

        var fresh = (await desk.Get<KeepWebhooks>().NewKey(Admin(desk), old.Id)).Value;
        await desk.Get<SendWebhooks>().Test(Admin(desk), old.Id);

        var heard = receiver.Heard.ShouldHaveSingleItem();
        heard.Signature.ShouldBe(WebhookSignature.Of(heard.Id!, Instant.FromUnixTimeSeconds(long.Parse(heard.Sent!, System.Globalization.CultureInfo.InvariantCulture)), heard.Body, fresh.Key!, old.Key!));
    }

    [Fact]
    public async Task Tell_When_ItIsAChat_Then_ASubjectCallsNobodyAndLinksNowhere()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var receiver = new Receiver();
        (await desk.Get<KeepWebhooks>().Keep(Admin(desk), null, Draft(receiver.Url) with { Kind = WebhookKind.Slack }, null)).Value.Key.ShouldBeNull();

        var number = await desk.Raise(desk.Ann, "<!channel> @here <https://evil.example|click>");
        await Tell(desk);

        var heard = receiver.Heard.ShouldHaveSingleItem();
        heard.Signature.ShouldBeNull();
        var text = JsonDocument.Parse(heard.Body).RootElement.GetProperty("text").GetString().ShouldNotBeNull();
        text.ShouldStartWith($"#{number} ");
        text.ShouldContain("opened");
        text.ShouldNotContain("<");
        text.ShouldNotContain("@here");
        text.ShouldNotContain("https://evil");
        text.ShouldEndWith($"https://desk.example/tickets/{number}");
    }

    [Theory]
    [InlineData("http://hooks.example.org/x", "webhook.address-malformed")]
    [InlineData("ftp://hooks.example.org/x", "webhook.address-malformed")]
    [InlineData("https://sam:pw@hooks.example.org/x", "webhook.address-malformed")]
    [InlineData("hooks.example.org", "webhook.address-malformed")]
    [InlineData("", "webhook.address-malformed")]
    [InlineData("https://10.1.2.3/x", "webhook.address-inside")]
    [InlineData("https://169.254.169.254/latest", "webhook.address-inside")]
    [InlineData("https://[::1]/x", "webhook.address-inside")]
    [InlineData("https://[::ffff:127.0.0.1]/x", "webhook.address-inside")]
    [InlineData("https://167837953/x", "webhook.address-inside")]
    [InlineData("https://localhost/x", "webhook.address-inside")]
    public async Task Keep_When_TheAddressIsNoneOrLeadsInside_Then_ItIsRefused(string url, string code)
    {
        await using var desk = await SmallDesk.On(Engine);

        (await desk.Get<KeepWebhooks>().Keep(Admin(desk), null, Draft(url), null)).Refusal!.Code.ShouldBe(code);
        (await desk.Get<KeepWebhooks>().Keep(desk.Sam, null, Draft(url), null)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Keep_When_SomethingIsLacking_Then_ItSaysWhat()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (keep, admin, good) = (desk.Get<KeepWebhooks>(), Admin(desk), Draft("https://hooks.example.org/x"));

        (await keep.Keep(admin, null, good with { Name = " " }, null)).Refusal.ShouldBe(WebhookRefusals.NameMissing);
        (await keep.Keep(admin, null, good with { Events = [] }, null)).Refusal.ShouldBe(WebhookRefusals.NothingChosen);
        (await keep.Keep(admin, null, good with { Events = ["ticket.sold"] }, null)).Refusal!.Code.ShouldBe(WebhookRefusals.EventUnknown.Code);
        (await keep.Keep(admin, 99, good, null)).Refusal.ShouldBe(WebhookRefusals.Unknown);
        (await keep.Remove(admin, 99, null)).ShouldBe(WebhookRefusals.Unknown);
        var kept = (await keep.Keep(admin, null, good, null)).Value;
        (await keep.Keep(admin, kept.Id, good, 7)).Refusal!.Code.ShouldBe("settings.stale");
        (await keep.Remove(admin, kept.Id, null)).ShouldBeNull();
    }

    [Fact]
    public async Task Tell_When_TheTeamIsRestricted_Then_OnlyAReceiverOfThatTeamHears()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var everywhere = new Receiver();
        using var there = new Receiver();
        var all = await Add(desk, everywhere, "ticket.opened", "ticket.answered");
        await desk.Raise(desk.Ann, "Waits since before");
        await desk.Place.Database.Write(async session => await session.Do("UPDATE teams SET restricted = true WHERE tenant = $1", desk.Sam.Tenant.Value));
        var team = new TeamId((await desk.Place.Database.Read(session => session.Number("SELECT id FROM teams WHERE tenant = $1", desk.Sam.Tenant.Value).AsTask()))!.Value);
        var member = Admin(desk) with { Teams = new HashSet<TeamId> { team } };
        var own = (await desk.Get<KeepWebhooks>().Keep(member, null, Draft(there.Url) with { Team = team }, null)).Value;

        await desk.Raise(desk.Ann, "Pay slip of a colleague");
        await Tell(desk);

        everywhere.Heard.ShouldBeEmpty();
        there.Heard.ShouldHaveSingleItem().Body.ShouldContain("Pay slip");
        (await Deliveries(desk, all.Id)).ShouldHaveSingleItem().State.ShouldBe("failed", "the older one waited while the team was restricted");
        (await One(desk, all.Id)).FailingSince.ShouldBeNull("the receiver is not to blame");

        var stranger = Admin(desk) with { HiddenTeams = new HashSet<TeamId> { team } };
        var (keep, book, send) = (desk.Get<KeepWebhooks>(), desk.Get<WebhookBook>(), desk.Get<SendWebhooks>());
        (await book.Read(stranger)).Value.ShouldSatisfyAllConditions(
            read => read.Webhooks.Select(one => one.Id).ShouldBe([all.Id]), read => read.Teams.ShouldBeEmpty());
        (await book.Deliveries(stranger, all.Id)).Value.ShouldHaveSingleItem().Ticket.ShouldBeNull();
        (await book.Deliveries(stranger, own.Id)).Refusal.ShouldBe(WebhookRefusals.Unknown);
        (await keep.Keep(stranger, null, Draft(there.Url) with { Team = team }, null)).Refusal.ShouldBe(SettingsRefusals.TeamUnknown);
        (await keep.Keep(stranger, own.Id, Draft(there.Url), null)).Refusal.ShouldBe(WebhookRefusals.Unknown);
        (await keep.NewKey(stranger, own.Id)).Refusal.ShouldBe(WebhookRefusals.Unknown);
        (await keep.Remove(stranger, own.Id, null)).ShouldBe(WebhookRefusals.Unknown);
        (await send.Test(stranger, own.Id)).Refusal.ShouldBe(WebhookRefusals.Unknown);
    }

    private static Caller Admin(SmallDesk desk) => desk.Sam with { Role = Role.Administrator };

    private static WebhookDraft Draft(string? url, params string[] events) => new("Status page", WebhookKind.Signed, url, null, events.Length > 0 ? events : ["ticket.opened"], true);

    private static async Task<WebhookKept> Add(SmallDesk desk, Receiver receiver, params string[] events) =>
        (await desk.Get<KeepWebhooks>().Keep(Admin(desk), null, Draft(receiver.Url, events), null)).Value;

    private static Task<int> Tell(SmallDesk desk) => desk.Get<SendWebhooks>().Send(desk.Sam.Tenant);

    private static async Task<Webhook> One(SmallDesk desk, long id) => (await desk.Get<WebhookBook>().Read(Admin(desk))).Value.Webhooks.Single(one => one.Id == id);

    private static async Task<Delivery[]> Deliveries(SmallDesk desk, long id) => (await desk.Get<WebhookBook>().Deliveries(Admin(desk), id)).Value;

    // The pause is over.
    private static Task<bool> Due(SmallDesk desk) => desk.Place.Database.Write(async session =>
        await session.Run("UPDATE outbox SET not_before = 0 WHERE tenant = $1 AND kind LIKE 'webhook:%' AND state = 'waiting'", desk.Sam.Tenant.Value) >= 0);
}
