using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.Web.Live;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Portal;

public sealed class PortalOnSqlite : PortalSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class PortalOnPostgres : PortalSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What customers say and see, and who is told of it.</summary>
public abstract class PortalSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Of_When_TwoCustomersRaise_Then_EachSeesTheOwnAlone()
    {
        await using var desk = await SmallDesk.On(Engine);
        var anns = await desk.Raise(desk.Ann);
        var toms = await desk.Raise(desk.Tom, "Screen is dark");

        (await desk.Get<OwnTickets>().Of(desk.Ann)).Select(ticket => ticket.Number).ShouldBe([anns]);
        (await desk.Get<TicketPageQuery>().Read(desk.Ann, toms)).Refusal.ShouldBe(TicketRefusals.Unknown);
        (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, toms), new CustomerInput(Intent.Solved, null, Channel.Portal))).Refusal.ShouldBe(TicketRefusals.Unknown);
    }

    [Fact]
    public async Task Write_When_AnAnswerWasAskedFor_Then_ItWaitsToBeFollowedUp()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        (await desk.Reply(number, "Which model is it?")).Refusal.ShouldBeNull();

        var written = await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.Answer, "The grey one.", Channel.Portal));

        written.Value.State.Status.Value.ShouldBe("CUST_UPDATED");
        (await desk.Get<OwnTickets>().Of(desk.Ann)).Single().Promise.ShouldNotBeNull();
    }

    [Fact]
    public async Task Write_When_ItIsEmpty_Then_ItIsRefusedAndOneTapIsNot()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var write = desk.Get<WriteMessage>();

        (await write.Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.Answer, "  ", Channel.Portal))).Refusal.ShouldBe(TicketUseRefusals.MessageMissing);
        (await write.Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.Solved, null, Channel.Portal))).Value.State.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Open_When_AFileCameWithACustomersWords_Then_TheOtherCustomerDoesNotFindIt()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var bytes = new MemoryStream("what the screen says"u8.ToArray());
        var stored = (await desk.Get<Blobs>().Put(desk.Ann.Tenant, bytes)).Value;
        var raised = await desk.Get<RaiseTicket>().Do(
            desk.Ann, new NewTicket("Screen", "See the file.", Files: [new AttachmentDraft(null, stored.Hash, "screen.txt", "text/plain", stored.Length, false, desk.Ann.Person)]));
        var page = (await desk.Get<TicketPageQuery>().Read(desk.Ann, raised.Value.Number)).Value;
        var file = page.Files.Single().Id;
        var files = desk.Get<FileOfTicket>();

        (await files.Open(desk.Tom, file)).Refusal.ShouldBe(StorageRefusals.FileUnknown);
        foreach (var caller in new[] { desk.Ann, desk.Sam })
        {
            var opened = await files.Open(caller, file);
            opened.Value.Name.ShouldBe("screen.txt");
            await opened.Value.Content.DisposeAsync();
        }
    }

    [Fact]
    public async Task Happenings_When_ATicketChanges_Then_ItsCustomerAndStaffAreToldAndNobodyElse()
    {
        await using var desk = await SmallDesk.On(Engine);
        using var listener = desk.Get<ChangeFeed>().Listen(desk.Ann.Tenant.Value);
        var number = await desk.Raise(desk.Ann);
        listener.Waiting.TryRead(out var change).ShouldBeTrue();
        var happenings = new Happenings(desk.Get<Hearing>());

        (await happenings.Of(desk.Ann, [change!], default)).ShouldBe([new Happening("ticket") { Ticket = number, Version = change!.Version }]);
        (await happenings.Of(desk.Sam, [change], default)).Select(told => told.Kind).ShouldBe(["ticket", "list"]);
        (await happenings.Of(desk.Tom, [change], default)).ShouldBeEmpty();
        (await happenings.Of(desk.Sam with { HiddenTeams = new HashSet<Domain.TeamId> { new(change.Team) } }, [change], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Listen_When_SomethingChangedAfterThePageWasRead_Then_ItIsHeardStill()
    {
        await using var desk = await SmallDesk.On(Engine);
        var feed = desk.Get<ChangeFeed>();
        var read = feed.Place(desk.Ann.Tenant.Value);
        var number = await desk.Raise(desk.Ann);

        using var listener = feed.Listen(desk.Ann.Tenant.Value, FeedPlace.Read(read.ToString()));

        (listener.HasLost(), listener.From).ShouldBe((false, read));
        listener.Waiting.TryRead(out var change).ShouldBeTrue();
        change!.Number.ShouldBe(number);
        using var after = feed.Listen(desk.Ann.Tenant.Value, read with { At = change.At });
        after.Waiting.TryRead(out _).ShouldBeFalse("it knew that one");
        using var other = feed.Listen(desk.Ann.Tenant.Value + 1);
        other.Waiting.TryRead(out _).ShouldBeFalse("another desk hears nothing of it");
    }

    [Fact]
    public async Task Listen_When_ItsPlaceIsNotKnownHere_Then_ItHasLostWhatCameSince()
    {
        await using var desk = await SmallDesk.On(Engine);
        var feed = desk.Get<ChangeFeed>();
        var tenant = desk.Ann.Tenant.Value;
        var early = feed.Place(tenant);
        for (var change = 0; change < 257; change++)
        {
            feed.Publish(new Change(ChangeKind.Team, tenant));
        }

        var stands = feed.Place(tenant);
        foreach (var place in new[] { early, new FeedPlace("another node", 1), stands with { At = stands.At + 3_600_000_000 } })
        {
            using var listener = feed.Listen(tenant, place);
            (listener.HasLost(), listener.HasLost()).ShouldBe((true, false), "said once");
            listener.From.At.ShouldBeGreaterThanOrEqualTo(stands.At);
        }

        using var slow = feed.Listen(tenant);
        for (var change = 0; change < 513; change++)
        {
            feed.Publish(new Change(ChangeKind.Team, tenant));
        }

        slow.HasLost().ShouldBeTrue();
    }

    [Fact]
    public async Task Happenings_When_HerTicketGoesOnInAnothers_Then_HerPageIsToldAndTheNumberIsNot()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (anns, toms) = (await desk.Raise(desk.Ann), await desk.Raise(desk.Tom));
        (await desk.Get<MergeTickets>().Do(new ActOn(desk.Sam, anns), toms, shared: true)).Refusal.ShouldBeNull();
        using var listener = desk.Get<ChangeFeed>().Listen(desk.Ann.Tenant.Value);
        (await desk.Reply(toms, "We changed the reader.")).Refusal.ShouldBeNull();
        listener.Waiting.TryRead(out var change).ShouldBeTrue();

        var happenings = new Happenings(desk.Get<Hearing>());
        (await happenings.Of(desk.Ann, [change!], default)).ShouldBe([new Happening("list")]);
        (await happenings.Of(desk.Tom, [change!], default)).Select(told => told.Ticket).ShouldBe([toms]);
    }

    [Fact]
    public async Task Happenings_When_AnInternalNoteIsWritten_Then_TheCustomerIsNotStirred()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        using var listener = desk.Get<ChangeFeed>().Listen(desk.Ann.Tenant.Value);
        (await desk.Get<AnnotateTicket>().Note(new ActOn(desk.Sam, number), "Between us.", [])).Refusal.ShouldBeNull();
        listener.Waiting.TryRead(out var change).ShouldBeTrue();

        (await new Happenings(desk.Get<Hearing>()).Of(desk.Ann, [change!], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Here_When_APersonGoesToAnotherTicket_Then_BothTicketsAreTold()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (first, second) = (await desk.Raise(desk.Ann), await desk.Raise(desk.Tom));
        using var listener = desk.Get<ChangeFeed>().Listen(desk.Ann.Tenant.Value);
        var presence = desk.Get<Presence>();
        (await presence.Here(desk.Sam, first, isWriting: true)).ShouldBeNull();
        (await presence.Here(desk.Sam, second, isWriting: false)).ShouldBeNull();
        (await presence.Here(desk.Sam, second, isWriting: false)).ShouldBeNull();
        (await presence.Here(desk.Ann, first, isWriting: false)).ShouldBe(AccessRefusals.NotAllowed);

        var told = new List<Change>();
        while (listener.Waiting.TryRead(out var change))
        {
            told.Add(change);
        }

        told.Select(change => (change.Number, Doing: string.Join(",", change.People.Select(person => person.Doing)))).ShouldBe([(first, "writing"), (first, ""), (second, "looking")]);
    }

    [Fact]
    public async Task Attempt_When_CallsAreInVain_Then_TheCustomerIsAskedOnceAndTheirWordIsKept()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (number, other) = (await desk.Raise(desk.Ann), await desk.Raise(desk.Ann, "Mouse is slow"));
        var before = await Mails();
        (await Try(Channel.Phone)).ShouldBe(before + 1, "asked how and when");
        (await Try(Channel.Phone)).ShouldBe(before + 1, "and not again");
        (await Try(Channel.Mail, "Please ring us.")).ShouldBe(before + 2, "what is written is the attempt");

        var reaching = desk.Get<KeepReach>();
        (await reaching.Say(desk.Ann, new ReachInput("By phone", "12:00", "09:00"))).Refusal.ShouldBe(PeopleRefusals.ReachHours);
        (await reaching.Say(desk.Ann, new ReachInput("By phone", "09:00", "12:00"))).Value.Hours.ShouldBe("09:00–12:00");
        (await reaching.Words(desk.Ann, "By chat")).ShouldBeNull();
        (await Known()).ShouldBe(new Reach("By chat", new LocalTime(9, 0), new LocalTime(12, 0)), "hours that were noted stay");
        (await reaching.OfRequester(desk.Tom, number, new ReachInput("Never"))).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await reaching.OfRequester(desk.Sam, number, new ReachInput("In the ward"))).Refusal.ShouldBeNull();
        (await Known()).ShouldBe(new Reach("In the ward"));

        (await Page(other)).SpokenTo.ShouldBeNull();
        (await desk.Get<TakeCall>().About(new ActOn(desk.Sam, number), "Rang back.")).Refusal.ShouldBeNull();
        (await Page(other)).SpokenTo.ShouldNotBeNull().Channel.ShouldBe(Channel.Phone);

        async Task<long?> Try(Channel way, string? reply = null)
        {
            (await desk.Get<LogContactAttempt>().Do(new ActOn(desk.Sam, number), new AttemptInput(way, Reply: reply))).Refusal.ShouldBeNull();
            return await Mails();
        }

        async Task<TicketPage> Page(long of) => (await desk.Get<TicketPageQuery>().Read(desk.Sam, of)).Value;

        async Task<Reach> Known() => Reach.Of((await Page(number)).Requester.Reach);

        Task<long?> Mails() => desk.Place.Database.Read(session => session.Number("SELECT count(*) FROM outbox WHERE tenant = $1 AND kind = 'mail'", desk.Sam.Tenant.Value).AsTask());
    }
}
