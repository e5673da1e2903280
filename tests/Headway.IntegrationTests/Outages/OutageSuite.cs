using Headway.Application.Access;
using Headway.Application.Outages;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Chases;
using Headway.IntegrationTests.Portal;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Outages;

public sealed class OutagesOnSqlite : OutageSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class OutagesOnPostgres : OutageSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Many who ask, one cause: who joins it, who is told, who is asked, and who could not be.</summary>
public abstract class OutageSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Race_When_MeTooIsPressedTwiceAtOnce_Then_OneTicketJoins()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (cause, ann) = await Struck(desk);

        var joined = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => desk.Get<MeToo>().Do(ann, "For me as well."))));

        joined.ShouldAllBe(press => !press.IsRefused);
        var mine = joined.Select(press => press.Value).Distinct().ShouldHaveSingleItem();
        (await desk.Get<OwnTickets>().Of(ann)).Select(ticket => ticket.Number).ShouldBe([mine]);
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, cause)).Value.Hanging.ShouldNotBeNull().Open.ShouldBe(1);
        (await desk.Get<MeToo>().Do(ann, "Again.")).Value.ShouldBe(mine);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task MeToo_When_TheCauseIsInHand_Then_TheTicketStandsWithItAndPromisesTheSame()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (cause, ann) = await Struck(desk);
        await desk.Reply(cause, "We rebuild it.", "IN_PROGRESS");
        var stands = (await desk.Get<TicketPageQuery>().Read(desk.Sam, cause)).Value.State;

        var mine = (await desk.Get<MeToo>().Do(ann, "For me as well.")).Value;

        var state = (await desk.Get<TicketPageQuery>().Read(desk.Sam, mine)).Value.State;
        (state.Status, state.Displayed!.Due, state.Promise!.At).ShouldBe((stands.Status, stands.Displayed!.Due, stands.Promise!.At));
        state.FirstReplyAt.ShouldBeNull("nobody answered yet");
        state.Activities[0].Verdict.ShouldBe(Verdict.Excluded, "a machine's act is nobody's success");
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task TellAll_When_ManyHangOnOneCause_Then_EachIsAnsweredAndEachChaseCounted()
    {
        await using var desk = await SmallDesk.On(Engine);
        var parent = await desk.Raise(desk.Tom, "VPN gateway is down");
        var children = new List<long> { await desk.Raise(desk.Ann, "VPN does nothing"), await desk.Raise(desk.Ann, "No VPN today") };
        (await desk.Get<AnnotateTicket>().Do(new ActOn(desk.Sam, parent), [new MajorIncidentSet(true)])).Refusal.ShouldBeNull();
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, children[0])).Value.MayBe.ShouldNotBeNull().Number.ShouldBe(parent);
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, parent)).Value.Like.ShouldNotBeNull().Number.ShouldBe(children[0]);
        foreach (var child in children)
        {
            (await desk.Get<LinkTickets>().Do(new ActOn(desk.Sam, child), parent, LinkKind.ChildOf)).Refusal.ShouldBeNull();
            await ChaseSuite.Ask(desk, child);
        }

        (await desk.Get<TicketPageQuery>().Read(desk.Sam, parent)).Value.Hanging.ShouldBe(new Hanging(2, 2, 2));
        await desk.Reply(parent, "We rebuild it.", "IN_PROGRESS");
        var told = await desk.Get<TellAll>().Do(new ActOn(desk.Sam, parent), "We rebuild it.", new ChaseVerdict(ChaseFinding.Valid, ChaseGround.UnmetSinceThen));

        (told.Value.Tickets, told.Value.Chases, told.Value.NotTold.Count).ShouldBe((2, 2, 0));
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, parent)).Value.Hanging.ShouldBe(new Hanging(2, 0, 0));
        var disruption = await desk.Get<MeToo>().Of(desk.Ann);
        disruption.ShouldNotBeNull().Mine.ShouldBe(children[0]);
    }

    [Fact]
    public async Task TellAll_When_OneCannotBeToldAndOneEnded_Then_TheFirstIsNamedAndMayBeAskedAlone()
    {
        await using var desk = await SmallDesk.On(Engine);
        var parent = await desk.Raise(desk.Tom, "VPN gateway is down");
        var children = new List<long> { await desk.Raise(desk.Ann, "VPN does nothing"), await desk.Raise(desk.Ann, "No VPN today"), await desk.Raise(desk.Ann, "VPN again") };
        foreach (var child in children)
        {
            (await desk.Get<LinkTickets>().Do(new ActOn(desk.Sam, child), parent, LinkKind.ChildOf)).Refusal.ShouldBeNull();
        }

        await desk.Reply(parent, "Rebuilt.", "RESOLVED");
        // Something else was said under the key of one of them: the store refuses that one alone.
        var used = new RequestKey(desk.Sam.Person, $"all:{children[1]}", "another", _ => new StoredAnswer(200, ""));
        (await desk.Get<AnnotateTicket>().Do(new ActOn(desk.Sam, parent, Key: used), [new MajorIncidentSet(true)])).Refusal.ShouldBeNull();
        var heard = 0;

        var first = (await Ask(new RequestKey(desk.Sam.Person, "all", "hash", _ => new StoredAnswer(200, "")), OneEnds)).Value;
        var again = (await Ask(null, _ => "Does it work?")).Value;

        (first.Tickets, first.NotTold.ShouldHaveSingleItem()).ShouldBe((1, children[1]));
        (again.Tickets, again.NotTold.Count).ShouldBe((1, 0), "who tries it already is not asked twice");
        (await StatusOf(children[1])).ShouldBe(StatusCode.CustomerTesting);
        (await StatusOf(children[2])).ShouldBe(StatusCode.Resolved, "what ended meanwhile stays so");

        Task<Domain.Outcome<Told>> Ask(RequestKey? key, Func<string?, string> text) => desk.Get<TellAll>().Ask(
            new ActOn(desk.Sam, parent, Key: key), text, new ChaseVerdict(ChaseFinding.Valid, ChaseGround.UnmetSinceThen));

        string OneEnds(string? language)
        {
            if (++heard == children.Count)
            {
                Task.Run(() => desk.Reply(children[^1], "It works.", "RESOLVED")).Wait();
            }

            return "Does it work?";
        }

        async Task<StatusCode> StatusOf(long number) => (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State.Status;
    }

    [Fact]
    public async Task TellAll_When_TheCauseIsSolved_Then_EachIsAskedInTheirLanguageAndOneTapEndsIt()
    {
        await using var desk = await SmallDesk.On(Engine);
        var parent = await desk.Raise(desk.Tom, "VPN gateway is down");
        var child = await desk.Raise(desk.Ann, "VPN does nothing");
        (await desk.Get<LinkTickets>().Do(new ActOn(desk.Sam, child), parent, LinkKind.ChildOf)).Refusal.ShouldBeNull();
        await desk.Reply(parent, "Rebuilt.", "RESOLVED");
        var key = new RequestKey(desk.Sam.Person, "once", "hash", _ => new StoredAnswer(200, ""));
        var read = new List<string?>();
        for (var again = 0; again < 2; again++)
        {
            var told = await desk.Get<TellAll>().Ask(
                new ActOn(desk.Sam, parent, Key: key), language => Heard(language), new ChaseVerdict(ChaseFinding.Valid, ChaseGround.UnmetSinceThen));
            (told.Value.Tickets, told.Value.Chases, told.Value.NotTold.Count).ShouldBe((1, 0, 0), "the same request has one effect and one answer");
        }

        read.Count.ShouldBe(1);
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, child)).Value.State.Status.ShouldBe(StatusCode.CustomerTesting);
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, parent)).Value.Hanging.ShouldNotBeNull().Trying.ShouldBe(1);
        (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, child), new CustomerInput(Intent.Solved, null, Channel.Portal))).Value.State.Status.ShouldBe(StatusCode.Resolved);

        string Heard(string? language)
        {
            read.Add(language);
            return "Does it work?";
        }
    }

    // A cause that hits Ann's whole organisation, and Ann as one of it.
    private static async Task<(long Cause, Caller Ann)> Struck(SmallDesk desk)
    {
        var cause = await desk.Raise(desk.Tom, "VPN gateway is down");
        (await desk.Get<AnnotateTicket>().Do(new ActOn(desk.Sam, cause), [new MajorIncidentSet(true)])).Refusal.ShouldBeNull();
        await desk.Place.Database.Write(async session =>
        {
            await session.Do("INSERT INTO organisations (tenant, id, name, active) VALUES ($1, 7, 'Calder', true)", desk.Ann.Tenant.Value);
            await session.Run("UPDATE people SET organisation = 7 WHERE tenant = $1", desk.Ann.Tenant.Value);
        });
        return (cause, desk.Ann with { Organisation = 7 });
    }
}
