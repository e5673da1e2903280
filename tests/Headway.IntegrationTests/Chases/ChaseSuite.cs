using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Heartbeat;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Chases;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Portal;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Chases;

public sealed class ChasesOnSqlite : ChaseSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ChasesOnPostgres : ChaseSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>A customer asks where it is, on a real store: verdict and answer, the races, the rows that figures read.</summary>
public abstract class ChaseSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Answer_When_TheVerdictGoesWithIt_Then_OneActEndsTheChase()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        await Ask(desk, number);

        var page = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value;
        page.Chase.ShouldNotBeNull().Suggested.Finding.ShouldBe(ChaseFinding.NotValid, "the first answer is promised for later");
        var sent = await desk.Get<ProgressTicket>().Do(
            new ActOn(desk.Sam, number), new TouchInput("IN_PROGRESS", "On it.", Verdict: new ChaseVerdict(ChaseFinding.Valid, ChaseGround.UnmetSinceThen, "no-promise"), Priority: Priority.P2));

        sent.Value.State.OpenChase.ShouldBeNull();
        sent.Value.State.Priority.ShouldBe(Priority.P2);
        (await desk.Get<OpenChasesQuery>().Of(desk.Sam with { Role = Role.Lead, Leads = new HashSet<Domain.TeamId> { sent.Value.State.Team } }, sent.Value.State.Team)).Value.ShouldBeEmpty();
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();

        // Taken back within its ten seconds, the chase is open and undecided again.
        var undone = await desk.Get<TicketActs>().Undo(new ActOn(desk.Sam, number), sent.Value.Decision.ActFrom, sent.Value.Decision.ActTo);
        undone.Value.State.OpenChase.ShouldNotBeNull().Finding.ShouldBeNull();
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_When_TheDuePassedWhileItWasWritten_Then_ItIsSentAndOnlyAPersonMakesItOld()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var seen = (await Ask(desk, number)).Value.State.Version;
        var later = desk.Get<DeskClock>().Now(desk.Sam.Tenant) + NodaTime.Duration.FromDays(4);
        desk.Get<DeskClock>().Set(desk.Sam.Tenant, later);
        await desk.Get<Heartbeat>().Until(desk.Sam.Tenant, later);
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State.Version.ShouldBeGreaterThan(seen, "its due has passed");

        (await Send(new ActOn(desk.Sam, number, seen))).Refusal.ShouldNotBeNull().Code.ShouldBe(StorageRefusals.Stale.Code, "a program says exactly which version it means");
        (await Send(ActOn.Seen(desk.Sam, number, seen))).Refusal.ShouldBeNull();
        (await Send(ActOn.Seen(desk.Sam, number, seen))).Refusal.ShouldNotBeNull().Code.ShouldBe(StorageRefusals.Stale.Code, "somebody has answered meanwhile");

        Task<Domain.Outcome<Changed>> Send(ActOn on) => desk.Get<ProgressTicket>().Do(on, new TouchInput("IN_PROGRESS", "On it.", Verdict: new ChaseVerdict(ChaseFinding.NotValid)));
    }

    [Theory]
    [InlineData("You should have heard by now.")]
    [InlineData("The supplier has it and the manufacturer ships from another place.")]
    public async Task Proposal_When_WorkWaitsBeneathTheChase_Then_NoTimeIsProposedForItAndItsDueStays(string words)
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var waiting = (await desk.Reply(number, "The maker sends a part.", "AWAIT_SUPPLIER")).Value.State.Base.ShouldNotBeNull();
        await Ask(desk, number);

        var beneath = (await desk.Get<PredictNext>().For(desk.Sam, number, new TouchDraftText(words, null, TouchAct.Reply))).Value.Options.Single(option => option.Status == waiting.Status);

        (beneath.KeepsDue, beneath.Suggested).ShouldBe((true, null));
        (await desk.Get<ProgressTicket>().Do(
            new ActOn(desk.Sam, number), new TouchInput("AWAIT_SUPPLIER", words, null, null, beneath.Suggested, Verdict: new ChaseVerdict(ChaseFinding.NotValid), Anew: true)))
            .Value.State.Base.ShouldNotBeNull().ShouldSatisfyAllConditions(one => one.Seq.ShouldBe(waiting.Seq), one => one.Due.ShouldBe(waiting.Due));
    }

    [Theory]
    [InlineData("AWAIT_CUSTOMER")]
    [InlineData("IN_PROGRESS")]
    public async Task Proposal_When_TheCustomerAnsweredAfterSilence_Then_WhatIsShownIsWhatHappens(string situation)
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var attempts = desk.Get<LogContactAttempt>();
        (await attempts.Do(new ActOn(desk.Sam, number), new AttemptInput(Channel.Phone))).Refusal.ShouldBeNull();
        (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.Information, "Here I am.", Channel.Portal))).Refusal.ShouldBeNull();
        (await attempts.Do(new ActOn(desk.Sam, number), new AttemptInput(Channel.Mail) { IsWritten = true })).Refusal.ShouldBe(ProgressionRefusals.JournalMissing);

        var proposed = (await desk.Get<PredictNext>().For(desk.Sam, number, new TouchDraftText("Thank you.", null, TouchAct.Reply))).Value;
        proposed.Prediction.Status.ShouldNotBe(StatusCode.CustomerSilent);
        var shown = proposed.Options.Single(option => option.Status.Value == situation);
        var done = (await desk.Reply(number, "Thank you.", situation)).Value.State.Base.ShouldNotBeNull();

        (done.Status, (NodaTime.Instant?)done.Due).ShouldBe((shown.Status, shown.Due));
        shown.KeepsDue.ShouldBeFalse("a new time begins");
    }

    [Fact]
    public async Task Verdict_When_GivenTwice_Then_TheFirstStands()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        await Ask(desk, number);
        var review = desk.Get<ReviewChase>();

        (await review.Do(new ActOn(desk.Sam, number), null, new ChaseVerdict(ChaseFinding.NotValid))).Refusal.ShouldBeNull();
        (await review.Do(new ActOn(desk.Sam, number), null, new ChaseVerdict(ChaseFinding.Valid, ChaseGround.TargetMissed))).Refusal.ShouldBe(ChaseRefusals.AlreadyJudged);
        (await desk.Get<ResolveTicket>().Do(new ActOn(desk.Sam, number), "Done.")).Refusal.ShouldBe(TicketRefusals.ChaseOpen);
    }

    [Fact]
    public async Task Race_When_TheCustomerAsksWhileSupportResolves_Then_NothingIsLostAndNothingResolvedOverIt()
    {
        await using var desk = await SmallDesk.On(Engine);
        for (var round = 0; round < 8; round++)
        {
            var number = await desk.Raise(desk.Ann, $"Round {round}");
            var asked = Task.Run(() => Ask(desk, number));
            var resolved = Task.Run(() => desk.Get<ResolveTicket>().Do(new ActOn(desk.Sam, number), "Done."));
            var (ask, resolve) = (await asked, await resolved);

            ask.Refusal.ShouldBeNull();
            var state = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State;
            if (resolve.IsRefused)
            {
                resolve.Refusal.ShouldBe(TicketRefusals.ChaseOpen);
                state.OpenChase.ShouldNotBeNull();
            }
            else
            {
                // Support was first: the asking stands as a message on what was resolved.
                state.Status.ShouldBe(StatusCode.CustomerUpdated);
            }
        }

        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Race_When_ManyAskAtOnce_Then_OneRowHoldsAllOfThem()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Ask(desk, number))));

        var state = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State;
        state.Chases.ShouldHaveSingleItem().Contacts.Count.ShouldBe(6);
        state.Chases[0].Multi.ShouldBeFalse();
        state.Open.Count(activity => activity.Status == StatusCode.Chased).ShouldBe(1);
    }

    [Fact]
    public async Task Overrule_When_ALeadFindsOtherwise_Then_FiguresGoByItAndAnAgentMayNot()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        await Ask(desk, number);
        var review = desk.Get<ReviewChase>();
        var judged = await review.Do(new ActOn(desk.Sam, number), null, new ChaseVerdict(ChaseFinding.NotValid));
        var lead = desk.Sam with { Role = Role.Lead, Leads = new HashSet<Domain.TeamId> { judged.Value.State.Team } };

        (await review.Overrule(new ActOn(desk.Sam, number), null, new ChaseVerdict(ChaseFinding.Valid, ChaseGround.TargetMissed))).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        var over = await review.Overrule(new ActOn(lead, number), null, new ChaseVerdict(ChaseFinding.Valid, ChaseGround.TargetMissed, "Ann said so"));

        (over.Value.State.Chases[0].Finding, over.Value.State.Chases[0].Stands, over.Value.State.Chases[0].StandingCause).ShouldBe((ChaseFinding.NotValid, ChaseFinding.Valid, "other"));
        var scope = new Application.Flow.FlowScope(NodaTime.Instant.FromUtc(2000, 1, 1, 0, 0), NodaTime.Instant.FromUtc(3000, 1, 1, 0, 0));
        (await desk.Get<ChaseFiguresQuery>().Read(lead, scope)).Value.Figures.Valid.ShouldBe(1);
        (await desk.Get<ChaseListQuery>().Read(lead, scope, ChaseSet.Overruled)).Value.Rows.ShouldHaveSingleItem().Overruled.ShouldBeTrue();
        foreach (var set in Enum.GetValues<ChaseSet>())
        {
            (await desk.Get<ChaseListQuery>().Read(lead, scope, set)).Refusal.ShouldBeNull();
        }

        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signs_When_TheDeskChoseToCountThem_Then_LooksAndCallsAreThereUntilTheNextWord()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var signs = desk.Get<EarlySigns>();
        await Look();
        (await Seen()).ShouldBe(SignsSeen.None, "nothing is counted unless the desk chose it");

        (await desk.Get<ChangeSubProcesses>().Do(desk.Sam with { Role = Role.Administrator }, SubProcesses.All | SubProcesses.EarlySigns)).ShouldBeNull();
        await Look();
        await Look();
        (await signs.Rang(desk.Sam, desk.Ann.Email)).Value.ShouldBe(1);
        (await signs.Rang(desk.Sam, "nobody@nowhere.example")).Refusal.ShouldNotBeNull().Code.ShouldBe("person.unknown");
        (await Seen()).ShouldBe(new SignsSeen(1, 1), "who goes back and forth within a minute looks once");

        await desk.Reply(number, "We are on it.", "IN_PROGRESS");
        (await Seen()).ShouldBe(SignsSeen.None);

        async Task Look() => await signs.Looked(desk.Ann, (await desk.Get<TicketPageQuery>().Read(desk.Ann, number)).Value);

        async Task<SignsSeen> Seen() => (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.Signs;
    }

    [Fact]
    public async Task Renew_When_ThePromiseWouldSlip_Then_TheCustomerReadsItAndItCountsAsRenewed()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var page = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value;
        var later = page.State.Promise!.At + NodaTime.Duration.FromHours(4);

        var renewed = await desk.Get<PromiseCustomer>().Do(new ActOn(desk.Sam, number), later, null, "It takes until the afternoon.");

        (renewed.Value.State.PromisesRenewed, renewed.Value.State.PromisesMissed).ShouldBe((1, 0));
        var hers = (await desk.Get<TicketPageQuery>().Read(desk.Ann, number)).Value;
        hers.Texts.Values.ShouldContain(text => text.Body == "It takes until the afternoon.");
        var seq = renewed.Value.Facts.Single(recorded => recorded.Fact is PromiseMade).Seq;
        (await desk.Place.Database.Read(session => session.Number(
            "SELECT count(*) FROM outbox WHERE tenant = $1 AND key = $2", desk.Sam.Tenant.Value, System.FormattableString.Invariant($"mail:{renewed.Value.Ticket.Value}:{seq}")).AsTask())).ShouldBe(1);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_When_TheDeskDoesNotRunChases_Then_ItIsACustomersUpdate()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        (await desk.Get<ChangeSubProcesses>().Do(desk.Sam with { Role = Role.Administrator }, SubProcesses.All & ~SubProcesses.Chases)).ShouldBeNull();

        (await Ask(desk, number)).Value.State.Status.ShouldBe(StatusCode.CustomerUpdated);
        (await desk.Get<ChangeSubProcesses>().Do(desk.Sam, SubProcesses.All)).ShouldBe(AccessRefusals.NotAllowed);
    }

    [Fact]
    public async Task Words_When_TheDeskAddsAPhrase_Then_MessagesAreReadByIt()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var administrator = desk.Sam with { Role = Role.Administrator };
        (await desk.Get<ChaseLists>().Do(administrator, new ChasePhrases(["*"], []))).ShouldBe(ChaseRefusals.PhraseMalformed);
        (await desk.Get<ChaseLists>().Do(administrator, new ChasePhrases(["knock knock"], []))).ShouldBeNull();

        var written = await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.None, "Knock knock!", Channel.Portal));

        written.Value.State.OpenChase.ShouldNotBeNull();
    }

    [Fact]
    public async Task Learn_When_ThirtyMessagesHaveAPersonsWord_Then_TheNextAreReadByIt()
    {
        const string Asks = "Any news on this?", Presses = "This is urgent.";
        await using var desk = await SmallDesk.On(Engine);
        var administrator = desk.Sam with { Role = Role.Administrator };
        var (learn, review) = (desk.Get<LearnChases>(), desk.Get<ReviewChase>());
        (await learn.Learn(desk.Sam)).ShouldBe(AccessRefusals.NotAllowed);
        (await learn.Learn(administrator)).ShouldBe(ChaseRefusals.LabelsMissing);
        for (var i = 0; i < ChaseRefit.LabelsNeeded; i++)
        {
            var number = await desk.Raise(desk.Ann);
            var asks = i % 2 == 0;
            (await Write(number, asks ? Asks : Presses)).Has(StatusCode.Chased).ShouldBe(asks);
            var settled = asks
                ? await review.Do(new ActOn(desk.Sam, number), null, new ChaseVerdict(ChaseFinding.NotValid))
                : await review.OfSuspected(new ActOn(desk.Sam, number), isChase: false);
            settled.Refusal.ShouldBeNull();
        }

        var before = (await learn.Read(administrator)).Value;
        (before.Labels, before.Chases, before.Own, before.Expected).ShouldBe((30, 15, false, new ChaseQuality(15, 15, 15)));
        (await learn.Learn(administrator)).ShouldBeNull();

        (await learn.Read(administrator)).Value.Own.ShouldBeTrue();
        (await Write(await desk.Raise(desk.Ann), Presses)).Possible.ShouldBeNull("nobody is asked any more");
        (await Write(await desk.Raise(desk.Ann), Asks)).OpenChase.ShouldNotBeNull();
        (await learn.Forget(administrator)).ShouldBeNull();
        (await Write(await desk.Raise(desk.Ann), Presses)).Possible.ShouldNotBeNull("read by the shipped weights again");

        async Task<TicketState> Write(long number, string text) =>
            (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.None, text, Channel.Portal))).Value.State;
    }

    internal static Task<Domain.Outcome<Changed>> Ask(SmallDesk desk, long number) =>
        desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.Chase, null, Channel.Portal));
}
