using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Notifications;
using Headway.Application.People;
using Headway.Application.Push;
using Headway.Application.Storage;
using Headway.Web.Language;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Push;

public sealed class PushOnSqlite : PushSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class PushOnPostgres : PushSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>News reaches a browser whose page is closed: sealed, little, and only what its person may see and hear at that moment.</summary>
public abstract class PushSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task News_When_ItMayInterrupt_Then_TheBrowserReadsWhatHappenedAndNotWhatACustomerWrote()
    {
        await using var place = await PushPlace.Open(Engine);
        var (world, agent, browser) = (place.World, place.Agent, place.Service.Browser("one"));
        var key = JsonElement.Parse((await agent.Ask(world, "POST", "/push/key")).Body).GetProperty("key").GetString();
        var old = await place.Tell(NotificationKind.Nudged, world.Plain);
        world.Time.Pass(TimeSpan.FromMilliseconds(1));
        await place.On(agent, browser);
        var news = await place.Tell(NotificationKind.Nudged, world.Plain);

        (await place.Round()).ShouldBe(1);
        (await place.Round()).ShouldBe(0, "it is told once");

        var brought = place.Service.Brought.ShouldHaveSingleItem();
        brought.Said.GetProperty("title").GetString().ShouldBe($"You are reminded of #{world.Plain}");
        brought.Said.GetProperty("body").GetString().ShouldStartWith("Due ");
        brought.Said.GetProperty("to").GetString().ShouldBe($"/notices/{news}");
        brought.Said.GetRawText().ShouldNotContain("zq", Case.Insensitive, "the subject is a customer's");
        (brought.Ttl, brought.Urgency, brought.Topic?.Length, brought.Encoding).ShouldBe(("14400", "high", 32, "aes128gcm"));
        brought.By.ShouldNotBeNull().ShouldEndWith($", k={key}");
        (await place.State()).ShouldBe("sent");
        old.ShouldBeLessThan(news, "what came before the browser agreed is in the list");

        (await world.Get<KeepTelling>().Change(place.Caller, new TellingDraft("everything", null, null, null, true, false) { PushSubject = true })).Refusal.ShouldBeNull();
        await place.Tell(NotificationKind.Assigned, world.Plain);
        await place.Round();
        var named = place.Service.Brought[^1];
        named.Said.GetProperty("body").GetString().ShouldNotBeNull().ShouldStartWith(world.Canaries.Single(one => one.Where == "subject of Ann's ticket").Word);
        (named.Urgency, named.Topic).ShouldBe(("normal", brought.Topic), "a newer word of the same ticket takes the older one's place");
        var secrets = await world.Get<Database>().Read(async session => await session.Query(
            "SELECT secret FROM push_devices WHERE tenant = $1 UNION ALL SELECT value FROM settings WHERE tenant = $1 AND key = 'push.key'", row => row.GetString(0), world.Tenant.Value));
        (secrets.Count, secrets.TrueForAll(InstallationKey.IsSealed)).ShouldBe((2, true), "a copy of the database tells no browser anything");
    }

    [Fact]
    public async Task News_When_ItMayNotInterruptWasReadOrIsHidden_Then_NothingLeaves()
    {
        await using var place = await PushPlace.Open(Engine);
        var (world, keep) = (place.World, place.World.Get<KeepTelling>());
        await place.On(place.Agent, place.Service.Browser("one"));

        await place.Tell(NotificationKind.Assigned, world.Plain);
        (await place.Round()).ShouldBe(0, "no exception");

        (await keep.Change(place.Caller, new TellingDraft("everything", "08:30", "10:00", null, true, false))).Refusal.ShouldBeNull();
        world.Time.Pass(TimeSpan.FromMinutes(50));
        await place.Tell(NotificationKind.ChasedAgain, world.Plain);
        (await place.Round()).ShouldBe(0, "it is quiet until ten");
        world.Time.Pass(TimeSpan.FromMinutes(11));
        (await place.Round()).ShouldBe(0, "what came in the quiet hours is in the list");

        await place.Tell(NotificationKind.ChasedAgain, world.Plain);
        await world.Get<PushQueue>().Fill(world.Tenant);
        await world.Get<NotificationInbox>().Read(place.Caller);
        (await place.Round()).ShouldBe(1);
        (await place.State()).ShouldBe("cancelled", "it was read meanwhile");

        await place.Tell(NotificationKind.Mentioned, world.Restricted);
        (await place.Round()).ShouldBe(1);
        (await place.State()).ShouldBe("cancelled", "the ticket is none of the agent's");

        await place.Tell(NotificationKind.Mentioned, world.Plain);
        await world.Get<PushQueue>().Fill(world.Tenant);
        (await keep.Change(place.Caller, new TellingDraft("nothing", null, null, null, true, false))).Refusal.ShouldBeNull();
        (await place.Round()).ShouldBe(1);
        (await place.State()).ShouldBe("cancelled", "nothing may interrupt any more");
        place.Service.Brought.ShouldBeEmpty();
    }

    [Fact]
    public async Task Service_When_ItTakesNothingNow_Then_ItIsAskedAgainWhileItIsWorthIt()
    {
        await using var place = await PushPlace.Open(Engine);
        var number = place.World.Plain;
        var device = await place.On(place.Agent, place.Service.Browser("one"));

        place.Service.Answers = 503;
        await place.Tell(NotificationKind.Chased, number);
        await place.Round();
        (await place.State(), (await place.World.Get<PushDevices>().Of(place.Caller)).Single().Trouble).ShouldBe(("waiting", "HTTP 503"));
        place.Service.Answers = 201;
        await place.Round();
        (await place.State(), place.Service.Brought.Count).ShouldBe(("sent", 2));
        (await place.World.Get<PushDevices>().Of(place.Caller)).Single().ShouldSatisfyAllConditions(one => one.Trouble.ShouldBeNull(), one => one.Told.ShouldNotBeNull());

        place.Service.Answers = 503;
        await place.Tell(NotificationKind.Chased, number);
        await place.Round();
        place.World.Time.Pass(TimeSpan.FromHours(4));
        await place.Round();
        (await place.State(), place.Service.Brought.Count).ShouldBe(("cancelled", 3), "it came too late");

        place.Service.Answers = 400;
        await place.Tell(NotificationKind.Chased, number);
        await place.Round();
        (await place.State()).ShouldBe("failed", "asking again would not help");
        place.Service.Answers = 410;
        await place.Tell(NotificationKind.Chased, number);
        await place.Round();
        (await place.State(), await place.Rows($"id = {device}")).ShouldBe(("failed", 0), "a browser that is gone is forgotten");
    }

    [Fact]
    public async Task Person_When_SignedOutDisabledOrErased_Then_TheirBrowsersAreToldNothing()
    {
        await using var place = await PushPlace.Open(Engine);
        var (world, admin) = (place.World, place.World.Principals["administrator"]);
        var lead = world.Principals["lead"];
        await place.On(place.Agent, place.Service.Browser("one"));
        await place.On(lead, place.Service.Browser("two"));

        await place.Tell(NotificationKind.Chased, world.Plain);
        await world.Get<PushQueue>().Fill(world.Tenant);
        world.Time.Pass(TimeSpan.FromHours(3));
        (await place.Agent.Ask(world, "POST", "/sign-out")).Code.ShouldBeLessThan(400);
        (await world.Get<PushDevices>().Of(place.Caller)).ShouldBeEmpty();
        await place.Round();
        (await place.State(), await place.Rows()).ShouldBe(("cancelled", 1), "signed out there: forgotten");

        await place.Tell(NotificationKind.Chased, world.Plain, lead.Caller);
        await world.Get<PushQueue>().Fill(world.Tenant);
        (await world.Get<ChangeStanding>().Disable(admin.Caller!, lead.Caller!.Person)).ShouldBeNull();
        await place.Round();
        (await place.State(), await place.Rows()).ShouldBe(("cancelled", 0));

        var mine = world.Principals["agent of the restricted team"];
        await place.On(mine, place.Service.Browser("three"));
        (await world.Get<ChangeStanding>().Disable(admin.Caller!, mine.Caller!.Person)).ShouldBeNull();
        (await world.Get<ErasePerson>().Do(admin.Caller!, mine.Caller!.Person)).Refusal.ShouldBeNull();
        (await place.Rows()).ShouldBe(0, "erased with their person");
        place.Service.Brought.ShouldBeEmpty();
    }

    [Fact]
    public async Task Try_When_Pressed_Then_WhatTheServiceSaidIsSaid()
    {
        await using var place = await PushPlace.Open(Engine);
        var (world, agent) = (place.World, place.Agent);
        var device = await place.On(agent, place.Service.Browser("one"));
        (await world.Get<KeepTelling>().Change(place.Caller, new TellingDraft("nothing", "00:00", "23:59", null, true, false))).Refusal.ShouldBeNull();

        var taken = await agent.Ask(world, "POST", $"/push/devices/{device}/now");
        taken.Body.ShouldContain("Its push service took it");
        place.Service.Brought.ShouldHaveSingleItem().Said.GetProperty("title").GetString().ShouldBe("Headway reaches this browser");
        place.Service.Answers = 302;
        (await agent.Ask(world, "POST", $"/push/devices/{device}/now")).Body.ShouldContain("did not take it (HTTP 302)");
        place.Service.Brought.ShouldAllBe(one => one.Path == "/one", "nobody who points elsewhere is followed");
        place.Service.Answers = 404;
        (await agent.Ask(world, "POST", $"/push/devices/{device}/now")).Body.ShouldContain("no longer known to its push service (HTTP 404)");
        (await agent.Ask(world, "POST", $"/push/devices/{device}/now")).Code.ShouldBe(404, "it was taken off the list");
    }

    [Fact]
    public void Kind_When_ThereIsOne_Then_ItsNewsIsSaidInBothLanguages()
    {
        foreach (var language in Words.Languages)
        {
            Enum.GetNames<NotificationKind>().Where(kind => Words.Of(language).Maybe($"news.{kind}") is null).ShouldBeEmpty(language);
        }
    }
}
