using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Application.Approvals;
using Headway.Application.Desk;
using Headway.Application.Heartbeat;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Approvals;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Portal;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Approvals;

public sealed class ApprovalsOnSqlite : ApprovalSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ApprovalsOnPostgres : ApprovalSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Approvals on a real store: who is written to, what a link does and does not, the races, absence, time, undo.</summary>
public abstract partial class ApprovalSuite
{
    private const string Question = "A second screen for 320 €, may we order it?";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Ask_When_TheApproverIsAStranger_Then_TheyGetAMailWithALinkThatShowsNothingElseOfTheTicket()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann, "New screen", "My secret reason.");
        (await desk.Get<ProgressTicket>().Do(new ActOn(desk.Sam, number), new TouchInput("IN_PROGRESS", Note: "Never tell: budget is gone."))).Refusal.ShouldBeNull();
        var asked = await Ask(desk, number, "boss@elsewhere.example");
        asked.State.Status.ShouldBe(StatusCode.AwaitApproval);

        var letter = (await Letters(desk)).Single(one => one.ToAddress == "boss@elsewhere.example");
        letter.Subject.ShouldBe($"[#{number} New screen] Your approval, please");
        letter.Text.ShouldContain(Question);
        letter.Text.ShouldContain("Sam Marsh asks about");
        letter.Text.ShouldContain("Ann Weber");
        letter.Text.ShouldNotContain("budget");
        letter.Text.ShouldNotContain("secret reason");

        var carried = LinkOf(letter);
        var paper = (await desk.Get<AnswerApproval>().Look(carried)).Value.Approval;
        (paper.Number, paper.Subject, paper.Requester, paper.AskedBy, paper.Question).ShouldBe((number, "New screen", "Ann Weber", "Sam Marsh", Question));
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Link_When_ProgramsLookAtIt_Then_NothingChangesAndItDecidesOnceAfterwards()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        await Ask(desk, number, "boss@elsewhere.example");
        var carried = LinkOf((await Letters(desk)).Single(one => one.ToAddress == "boss@elsewhere.example"));
        var before = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State.Version;
        var answer = desk.Get<AnswerApproval>();
        for (var i = 0; i < 3; i++)
        {
            (await answer.Look(carried)).Value.Approval.IsOpen.ShouldBeTrue();
        }

        (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State.Version.ShouldBe(before);

        (await answer.ByLink(carried, false, "  ")).Refusal.ShouldBe(ApprovalRefusals.ReasonMissing);
        (await answer.ByLink(carried, true, null)).Value.State.Status.ShouldBe(StatusCode.ColleagueUpdated);
        var second = (await answer.ByLink(carried, false, "Too late.")).Refusal.ShouldNotBeNull();
        second.Code.ShouldBe("approval.decided");
        second.Message.ShouldContain("boss approved this");
        (await answer.Look(carried)).Value.Approval.DecidedBy.ShouldBe("boss", "it goes on telling what was decided and by whom");
        (await answer.Look(carried[..^1] + (carried[^1] == 'A' ? 'B' : 'A'))).Refusal.ShouldBe(SignInRefusals.LinkDead);

        (await desk.Place.Database.Read(session => session.Number("SELECT count(*) FROM outbox WHERE tenant = $1 AND body LIKE '%' || $2 || '%'", desk.Sam.Tenant.Value, carried).AsTask())).ShouldBe(0, "the link lies nowhere");
        (await Told(desk, desk.Sam)).ShouldContain(NotificationKind.Approved);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Decide_When_TwoDoAtOnce_Then_OneDecidesAndTheOtherReadsIt()
    {
        await using var desk = await SmallDesk.On(Engine);
        for (var round = 0; round < 4; round++)
        {
            var number = await desk.Raise(desk.Ann);
            var asked = await Ask(desk, number, "tom@calder.example");
            var id = $"{number}-{asked.State.OpenApproval!.Activity}";
            var answer = desk.Get<AnswerApproval>();
            var both = await Task.WhenAll(
                Task.Run(() => answer.Do(desk.Tom, id, true, null)), Task.Run(() => answer.Do(desk.Tom, id, false, "No.")));
            both.Count(one => !one.IsRefused).ShouldBe(1);
            both.Single(one => one.IsRefused).Refusal!.Code.ShouldBe("approval.decided");
            var facts = await desk.Get<TicketStore>().Ledger(desk.Sam.Tenant, asked.Ticket);
            facts.Count(recorded => recorded.Fact is ApprovalDecided).ShouldBe(1);
        }

        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Decide_When_ItIsWithdrawnAtTheSameMoment_Then_ExactlyOneOfBothHappens()
    {
        await using var desk = await SmallDesk.On(Engine);
        for (var round = 0; round < 4; round++)
        {
            var number = await desk.Raise(desk.Ann);
            var asked = await Ask(desk, number, "tom@calder.example");
            var id = $"{number}-{asked.State.OpenApproval!.Activity}";
            var decide = Task.Run(() => desk.Get<AnswerApproval>().Do(desk.Tom, id, true, null));
            var back = Task.Run(() => desk.Get<TakeBackApproval>().Do(new ActOn(desk.Sam, number), asked.State.OpenApproval.Activity));
            var (decided, withdrawn) = (await decide, await back);

            (decided.IsRefused ^ withdrawn.IsRefused).ShouldBeTrue();
            (decided.Refusal ?? withdrawn.Refusal)!.Code.ShouldBe(decided.IsRefused ? "approval.withdrawn" : "approval.decided");
            var state = (await desk.Get<TicketStore>().Find(desk.Sam.Tenant, asked.Ticket))!;
            state.Approvals.ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
            state.Status.ShouldBe(decided.IsRefused ? StatusCode.InProgress : StatusCode.ColleagueUpdated);
        }

        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_When_TheApproverIsAway_Then_TheSubstituteIsWrittenToAtOnce()
    {
        await using var desk = await SmallDesk.On(Engine);
        var lee = await desk.Person(desk.Sam.Tenant, "Lee Park", Role.Lead, "de");
        var number = await desk.Raise(desk.Ann);
        var now = desk.Get<DeskClock>().Now(desk.Sam.Tenant);
        (await desk.Get<KeepAbsence>().Add(lee, lee.Person, new AbsenceDraft(now - Duration.FromHours(1), now + Duration.FromDays(3), "Holiday"))).Refusal.ShouldBeNull();

        var asked = await Ask(desk, number, "lee@calder.example", "tom@calder.example");

        asked.State.OpenApproval!.SubstituteAskedAt.ShouldNotBeNull();
        var letters = await Letters(desk);
        letters.Single(one => one.ToAddress == "lee@calder.example").Text.ShouldContain("Sam Marsh fragt zu", Case.Sensitive, "in the language of who reads it");
        letters.Single(one => one.ToAddress == "tom@calder.example").Text.ShouldContain("You are asked in the place of Lee Park, who is away.");
        (await Told(desk, lee)).ShouldBe([NotificationKind.ApprovalAsked]);
        (await desk.Get<AnswerApproval>().ByLink(LinkOf(letters.Single(one => one.ToAddress == "tom@calder.example")), true, null)).Refusal.ShouldBeNull();
        (await desk.Get<AnswerApproval>().Look(LinkOf(letters.Single(one => one.ToAddress == "lee@calder.example")))).Value.Approval.DecidedBy.ShouldBe("Tom Hale");
    }

    [Fact]
    public async Task Time_When_TheDuePasses_Then_TheSubstituteIsWrittenToAndWhoAskedIsTold()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        await Ask(desk, number, "boss@elsewhere.example", "tom@calder.example");
        (await Letters(desk)).ShouldNotContain(one => one.ToAddress == "tom@calder.example");

        await desk.Get<Heartbeat>().Until(desk.Sam.Tenant, desk.Get<DeskClock>().Now(desk.Sam.Tenant) + Duration.FromDays(14));
        await desk.Get<Heartbeat>().Until(desk.Sam.Tenant, desk.Get<DeskClock>().Now(desk.Sam.Tenant) + Duration.FromDays(15));

        (await Letters(desk)).Count(one => one.ToAddress == "tom@calder.example").ShouldBe(1);
        (await Told(desk, desk.Sam)).Count(kind => kind == NotificationKind.ApprovalOverdue).ShouldBe(1);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_When_TakenBackWithinItsTenSeconds_Then_NoMailLeavesAndALinkOfItIsDead()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var asked = await Ask(desk, number, "boss@elsewhere.example");
        var carried = LinkOf((await Letters(desk)).Single(one => one.ToAddress == "boss@elsewhere.example"));

        (await desk.Get<TicketActs>().Undo(new ActOn(desk.Sam, number), asked.Decision.ActFrom, asked.Decision.ActTo)).Refusal.ShouldBeNull();

        (await desk.Place.Database.Read(session => session.Number(
            "SELECT count(*) FROM outbox WHERE tenant = $1 AND state = 'waiting' AND body LIKE '%\"Kind\":' || $2 || ',%'", desk.Sam.Tenant.Value, $"{(int)MailKind.ApprovalAsked}").AsTask())).ShouldBe(0);
        (await desk.Get<AnswerApproval>().Look(carried)).Refusal.ShouldBe(SignInRefusals.LinkDead);
        (await desk.Get<AnswerApproval>().ByLink(carried, true, null)).Refusal.ShouldBe(SignInRefusals.LinkDead);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Withdraw_When_SomebodyWasAsked_Then_TheyAreToldAndTheLinkSaysSo()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        await Ask(desk, number, "boss@elsewhere.example");
        var carried = LinkOf((await Letters(desk)).Single(one => one.ToAddress == "boss@elsewhere.example"));
        (await desk.Get<TakeBackApproval>().Do(new ActOn(desk.Sam, number), null, "Bought already.")).Value.State.Status.ShouldBe(StatusCode.InProgress);

        (await Letters(desk)).ShouldContain(one => one.ToAddress == "boss@elsewhere.example" && one.Subject.EndsWith("No decision needed any more", StringComparison.Ordinal));
        (await desk.Get<AnswerApproval>().ByLink(carried, true, null)).Refusal!.Code.ShouldBe("approval.withdrawn");
        (await desk.Get<AnswerApproval>().Look(carried)).Value.Approval.WithdrawnBy.ShouldBe("Sam Marsh");
    }

    [Fact]
    public async Task Ask_When_ItIsTheirOwnRequest_Then_RefusedUnlessTheDeskAllowsIt()
    {
        await using var desk = await SmallDesk.On(Engine);
        var ada = await desk.Person(desk.Sam.Tenant, "Ada North", Role.Administrator, "en");
        var number = await desk.Raise(desk.Ann);
        (await desk.Get<AskForApproval>().Do(new ActOn(desk.Sam, number), new ApprovalInput("Ann@calder.example", Question))).Refusal.ShouldBe(ApprovalRefusals.OwnRequest);

        (await desk.Get<DeskSettings>().OwnApprovals(desk.Sam, true)).ShouldBe(AccessRefusals.NotAllowed);
        (await desk.Get<DeskSettings>().OwnApprovals(ada, true)).ShouldBeNull();
        var asked = await Ask(desk, number, "ann@calder.example");
        (await desk.Get<AnswerApproval>().Do(desk.Ann, $"{number}-{asked.State.OpenApproval!.Activity}", true, null)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Find_When_SomebodyWasNotAsked_Then_ItDoesNotExistForThem()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var asked = await Ask(desk, number, "boss@elsewhere.example", "tom@calder.example");
        var id = $"{number}-{asked.State.OpenApproval!.Activity}";
        foreach (var stranger in new[] { desk.Tom, desk.Ann, desk.Sam })
        {
            (await desk.Get<AnswerApproval>().Find(stranger, id)).Refusal.ShouldBe(ApprovalRefusals.Unknown);
            (await desk.Get<AnswerApproval>().Do(stranger, id, true, null)).Refusal.ShouldBe(ApprovalRefusals.Unknown);
        }

        (await desk.Get<ApprovalList>().Mine(desk.Tom)).ShouldBeEmpty("the substitute has not been asked");
        (await desk.Get<ApprovalList>().OfTicket(desk.Ann, number)).Refusal.ShouldBe(AccessRefusals.NotAllowed, "the requester reads no approvals");
        (await desk.Get<ApprovalList>().OfTicket(desk.Sam, number)).Value.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Propose_When_TheManagerIsKnown_Then_TheyStandInThePanelElseWhoDecidedLast()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (first, second) = (await desk.Raise(desk.Ann), await desk.Raise(desk.Ann, "Another"));
        await Ask(desk, first, "boss@elsewhere.example");
        (await desk.Get<ApproverBook>().For(desk.Sam, second)).Value.Proposed.ShouldBe("boss@elsewhere.example");

        await desk.Place.Database.Write(async session => await session.Run("UPDATE people SET manager = $3 WHERE tenant = $1 AND id = $2", desk.Sam.Tenant.Value, desk.Ann.Person.Value, desk.Tom.Person.Value));
        var proposed = (await desk.Get<ApproverBook>().For(desk.Sam, second)).Value;
        (proposed.Manager, proposed.Proposed).ShouldBe(("Tom Hale", "tom@calder.example"));
    }

    private static async Task<Changed> Ask(SmallDesk desk, long number, string approver, string? substitute = null)
    {
        var asked = await desk.Get<AskForApproval>().Do(new ActOn(desk.Sam, number), new ApprovalInput(approver, Question, substitute));
        asked.Refusal.ShouldBeNull();
        return asked.Value;
    }

    private static async Task<List<Letter>> Letters(SmallDesk desk) => [.. (await desk.Get<MailTray>().Last(desk.Sam, 50)).Select(mail => mail.Letter)];

    private static Task<List<NotificationKind>> Told(SmallDesk desk, Caller who) =>
        desk.Get<NotificationInbox>().Of(who).ContinueWith(read => read.Result.ConvertAll(one => one.Kind), TaskScheduler.Default);

    private static string LinkOf(Letter letter) => Address().Match(letter.Text).Groups[1].Value;

    [GeneratedRegex("https://desk\\.example/approve/(\\S+)")]
    private static partial Regex Address();
}
