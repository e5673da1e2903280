using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Mail;
using Headway.IntegrationTests.Portal;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Tickets;

public sealed class MergeOnSqlite : MergeSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class MergeOnPostgres : MergeSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Two tickets become one and two again, for those who may, while others act on both.</summary>
public abstract class MergeSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Merge_When_OnePersonRaisedBoth_Then_TheOldNumberLeadsOnAndNothingSaidIsLost()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (gone, kept) = (await desk.Raise(desk.Ann, "Scanner jams", "The first words."), await desk.Raise(desk.Ann, "Scanner at dock 4", "The second words."));
        (await Merge(desk, gone, kept)).Refusal.ShouldBeNull();

        foreach (var reader in new[] { desk.Sam, desk.Ann })
        {
            var page = (await desk.Get<TicketPageQuery>().Read(reader, gone)).Value;
            page.Number.ShouldBe(kept, "the old number leads on");
            Words(page).ShouldBe(["The first words.", "The second words."]);
        }

        (await desk.Get<TicketFacesQuery>().One(desk.Sam, gone)).Value.MergedInto.ShouldBe(kept);
        (await desk.Get<ProgressTicket>().Do(new ActOn(desk.Sam, gone), new TouchInput("IN_PROGRESS", "On it.", null))).Refusal.ShouldBe(TicketRefusals.Merged);
        var written = await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, gone), new CustomerInput(Intent.Information, "A late word.", Channel.Portal));
        written.Value.Number.ShouldBe(kept, "a late word goes on where the ticket does");

        (await desk.Get<MergeTickets>().Undo(new ActOn(desk.Sam, gone))).Refusal.ShouldBeNull();
        Words((await desk.Get<TicketPageQuery>().Read(desk.Ann, gone)).Value).ShouldBe(["The first words."]);
        Words((await desk.Get<TicketPageQuery>().Read(desk.Ann, kept)).Value).ShouldBe(["The second words.", "A late word."]);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Merge_When_TwoPeopleRaisedThem_Then_NeitherReadsWhatTheOtherHadSaid()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (anns, toms) = (await desk.Raise(desk.Ann, "Subject of Ann", "Words of Ann."), await desk.Raise(desk.Tom, "Subject of Tom", "Words of Tom."));
        (await desk.Reply(toms, "To Tom, before.")).Refusal.ShouldBeNull();
        (await Merge(desk, anns, toms)).Refusal.ShouldBe(MergeRefusals.OtherPerson);
        (await desk.Get<TicketPageQuery>().Read(desk.Ann, anns)).Value.State.IsOpen.ShouldBeTrue("a refused merge changes nothing");
        (await Merge(desk, anns, toms, shared: true)).Refusal.ShouldBeNull();
        (await desk.Reply(toms, "To both, since.")).Refusal.ShouldBeNull();

        var ann = (await desk.Get<TicketPageQuery>().Read(desk.Ann, anns)).Value;
        (ann.Number, ann.Subject, ann.ReadsAlong).ShouldBe((anns, "Subject of Ann", true));
        Words(ann).ShouldBe(["Words of Ann.", "To both, since."]);
        (await desk.Get<TicketPageQuery>().Read(desk.Ann, toms)).Refusal.ShouldBe(TicketRefusals.Unknown, "the other's ticket is none of Ann's");
        var tom = (await desk.Get<TicketPageQuery>().Read(desk.Tom, toms)).Value;
        Words(tom).ShouldBe(["Words of Tom.", "To Tom, before.", "To both, since."]);
        tom.Merged.ShouldBeEmpty();
        (await desk.Get<TicketPageQuery>().Read(desk.Tom, anns)).Refusal.ShouldBe(TicketRefusals.Unknown);
        Words((await desk.Get<TicketPageQuery>().Read(desk.Sam, toms)).Value).ShouldBe(["Words of Ann.", "Words of Tom.", "To Tom, before.", "To both, since."], ignoreOrder: true);

        // Ann's words since are for both; that all is well is not hers to say.
        (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, anns), new CustomerInput(Intent.Solved, "Mine works.", Channel.Portal))).Value.Number.ShouldBe(toms);
        (await desk.Get<TicketPageQuery>().Read(desk.Tom, toms)).Value.State.IsOpen.ShouldBeTrue();
        Words((await desk.Get<TicketPageQuery>().Read(desk.Tom, toms)).Value).ShouldContain("Mine works.");
    }

    [Fact]
    public async Task Mail_When_ItAnswersAMergedTicket_Then_ItGoesOnThereAndEachReadsTheOwnNumber()
    {
        await using var desk = await MailDesk.On(Engine);
        var (anns, toms) = (await desk.Desk.Raise(desk.Desk.Ann, "Badge of Ann"), await desk.Desk.Raise(desk.Desk.Tom, "Badge of Tom"));
        var reference = await desk.Token(anns, desk.Desk.Ann);
        (await desk.Desk.Get<MergeTickets>().Do(new ActOn(desk.Desk.Sam, anns), toms, shared: true)).Refusal.ShouldBeNull();

        var fate = await desk.Take(MailDesk.Message("Ann <ann@calder.example>", $"Re: [#{anns}] Badge", "It works with the other door.", "m1", $"In-Reply-To: {reference}"));
        (fate.Fate, fate.Number).ShouldBe((Fate.Appended, toms));
        Words(await desk.Page(toms)).ShouldContain("It works with the other door.");

        (await desk.Desk.Reply(toms, "We changed the reader.")).Refusal.ShouldBeNull();
        var letters = new List<Letter>();
        var items = await desk.Database.Read(session => session.Query(
            "SELECT id, key, kind, body, ticket FROM outbox WHERE tenant = $1 AND kind = 'mail' AND ticket IS NOT NULL ORDER BY id",
            row => new OutboxItem(desk.Tenant, row.GetInt64(0), row.GetString(1), row.GetString(2), new TicketKey(row.GetInt64(4)), row.GetString(3), 1, 1, false), desk.Tenant.Value).AsTask());
        foreach (var item in items)
        {
            if (await desk.Desk.Get<MailWriter>().Write(item) is { } letter && letter.Text.Contains("We changed the reader.", StringComparison.Ordinal))
            {
                letters.Add(letter);
            }
        }

        letters.Select(letter => letter.ToAddress).Order().ShouldBe(["ann@calder.example", "tom@calder.example"]);
        var own = letters.Single(letter => letter.ToAddress == "ann@calder.example");
        own.Subject.ShouldContain($"#{anns} Badge of Ann");
        (own.Text + own.Html + own.Subject).ShouldNotContain("Badge of Tom");
    }

    [Fact]
    public async Task Merge_When_TheyCross_Then_OneWinsAndNothingIsLost()
    {
        await using var desk = await SmallDesk.On(Engine);
        for (var round = 0; round < 4; round++)
        {
            var (one, other) = (await desk.Raise(desk.Ann, $"One {round}"), await desk.Raise(desk.Ann, $"Other {round}"));
            var both = await Task.WhenAll(Task.Run(() => Merge(desk, one, other)), Task.Run(() => Merge(desk, other, one)));
            both.Count(merged => !merged.IsRefused).ShouldBe(1);
            both.Single(merged => merged.IsRefused).Refusal.ShouldBe(TicketRefusals.Merged);
        }

        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Merge_When_TheCustomerAnswersMeanwhile_Then_TheAnswerIsOnTheTicketThatGoesOn()
    {
        await using var desk = await SmallDesk.On(Engine);
        for (var round = 0; round < 4; round++)
        {
            var (gone, kept) = (await desk.Raise(desk.Ann, $"Gone {round}"), await desk.Raise(desk.Ann, $"Kept {round}"));
            var written = Task.Run(() => desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, gone), new CustomerInput(Intent.Information, $"Meanwhile {round}.", Channel.Portal)));
            var merged = Task.Run(() => Merge(desk, gone, kept));
            (await written).Refusal.ShouldBeNull();
            (await merged).Refusal.ShouldBeNull();
            var page = (await desk.Get<TicketPageQuery>().Read(desk.Sam, kept)).Value;
            Words(page).ShouldContain($"Meanwhile {round}.");
            page.State.Has(Domain.Statuses.StatusCode.CustomerUpdated).ShouldBeTrue("somebody has to answer it");
        }
    }

    [Fact]
    public async Task Merge_When_OneOfThemMayNotBeSeen_Then_ThereIsNoSuchTicket()
    {
        await using var desk = await SmallDesk.On(Engine);
        var team = await Restricted(desk);
        var (seen, hidden) = (await desk.Raise(desk.Ann, "Seen"), await desk.Raise(desk.Ann, "Hidden"));
        (await desk.Get<TransferTicket>().Do(new ActOn(desk.Sam, hidden), "People", "Not for everybody.", null)).Refusal.ShouldBeNull();
        var outside = desk.Sam with { HiddenTeams = new HashSet<TeamId> { team } };
        (await desk.Get<MergeTickets>().Do(new ActOn(outside, seen), hidden, false)).Refusal.ShouldBe(TicketRefusals.Unknown);
        (await desk.Get<MergeTickets>().Do(new ActOn(outside, hidden), seen, false)).Refusal.ShouldBe(TicketRefusals.Unknown);
        (await desk.Get<MergeTickets>().Do(new ActOn(desk.Ann, seen), hidden, false)).Refusal.ShouldBe(AccessRefusals.NotAllowed);

        (await Merge(desk, hidden, seen)).Refusal.ShouldBeNull();
        var page = (await desk.Get<TicketPageQuery>().Read(outside, seen)).Value;
        page.Merged.ShouldBeEmpty();
        page.Story.Count(entry => entry.Kind == StoryKind.Opened).ShouldBe(1, "what was said there stays with those who may read it");
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, seen)).Value.Story.Count(entry => entry.Kind == StoryKind.Opened).ShouldBe(2);
    }

    [Fact]
    public async Task Split_When_AMessageIsAboutSomethingElse_Then_ItIsATicketOfItsOwnWithItsWords()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann, "Scanner jams");
        (await desk.Reply(number, "Which paper?")).Refusal.ShouldBeNull();
        var written = (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.Information, "My badge is dead.\nSince noon.", Channel.Portal))).Value;
        var message = written.Facts.First(recorded => recorded.Fact is CustomerWrote).Seq;

        var split = (await desk.Get<SplitTicket>().Do(new ActOn(desk.Sam, number), message, null)).Value;
        var fresh = (await desk.Get<TicketPageQuery>().Read(desk.Ann, split.Beside!.Number)).Value;
        (fresh.Subject, fresh.State.Requester, fresh.State.Status.Value).ShouldBe(("My badge is dead.", desk.Ann.Person, "NEW"));
        Words(fresh).ShouldBe(["My badge is dead.\nSince noon."]);
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State.Status.Value.ShouldBe("AWAIT_CUSTOMER");
        (await desk.Get<SplitTicket>().Do(new ActOn(desk.Sam, number), message, "Again")).Refusal.ShouldBe(MergeRefusals.SplitBefore);
        (await desk.Get<SplitTicket>().Do(new ActOn(desk.Sam, number), 1, "The beginning")).Refusal.ShouldBe(MergeRefusals.NotAMessage);
        (await desk.Get<SplitTicket>().Do(new ActOn(desk.Ann, number), message, "Mine")).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Alike_When_OneOpenTicketTellsOfTheSame_Then_ItIsNamedToThoseWhoMaySeeIt()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (first, second) = (await desk.Raise(desk.Ann, "Scanner jams at dock 4"), await desk.Raise(desk.Ann, "The scanner jams again"));
        await desk.Raise(desk.Tom, "Scanner jams at dock 4");
        var alike = desk.Get<AlikeTickets>();
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, second)).Value.Alike.Select(one => one.Number).ShouldBe([first]);
        (await alike.ToNew(desk.Sam, "ann@calder.example", "Scanner")).Value.Select(one => one.Number).ShouldBe([second, first]);
        (await alike.ToNew(desk.Sam, "nobody@calder.example", "Scanner")).Value.ShouldBeEmpty();
        (await desk.Get<LinkTickets>().Do(new ActOn(desk.Sam, second), first, LinkKind.Related)).Refusal.ShouldBeNull();
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, second)).Value.Alike.ShouldBeEmpty("tied already");
    }

    private static Task<Outcome<Changed>> Merge(SmallDesk desk, long gone, long kept, bool shared = false) =>
        desk.Get<MergeTickets>().Do(new ActOn(desk.Sam, gone), kept, shared);

    private static IEnumerable<string> Words(TicketPage page) =>
        page.Story.Select(entry => entry.Text is { } text && page.Texts.TryGetValue(text.Value, out var shown) ? shown.Body : null).OfType<string>();

    private static Task<TeamId> Restricted(SmallDesk desk) => desk.Place.Database.Write(async session =>
    {
        var tenant = desk.Sam.Tenant.Value;
        var id = await session.NextId();
        await session.Run(
            "INSERT INTO teams (tenant, id, name, desk, mode, calendar, restricted, active) SELECT tenant, $2, 'People', false, mode, calendar, true, true FROM teams WHERE tenant = $1 AND desk",
            tenant, id);
        return new TeamId(id);
    });
}
