using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Feedback;
using Headway.Application.Flow;
using Headway.Application.Heartbeat;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Feedback;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Portal;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Feedback;

public sealed class FeedbackOnSqlite : FeedbackSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class FeedbackOnPostgres : FeedbackSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>"How was it?" on a real store: the mail's link, the portal, a low score on the list and on a closed ticket, the figures.</summary>
public abstract partial class FeedbackSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Link_When_ProgramsLookAtIt_Then_NothingIsRecordedAndThePageSaysItOnce()
    {
        await using var desk = await Asking();
        var number = await Solved(desk);
        var letter = (await Letters(desk)).Single(one => one.Subject.Contains("Gelöst?", StringComparison.Ordinal));
        letter.Html.ShouldContain("/how-it-was/");
        Enumerable.Range(0, 11).ShouldAllBe(score => letter.Html.Contains($"?score={score}\"", StringComparison.Ordinal));
        letter.Text.ShouldNotContain("?score=");
        var carried = Address().Match(letter.Text).Groups[1].Value;
        var before = await Version(desk, number);
        var how = desk.Get<SayHowItWas>();
        for (var i = 0; i < 3; i++)
        {
            (await how.Look(carried)).Value.Asked.Score.ShouldBeNull();
        }

        (await Version(desk, number)).ShouldBe(before);
        (await how.ByLink(carried, null, "x")).Refusal.ShouldBe(FeedbackRefusals.ScoreMissing);
        (await how.ByLink(carried, 9, " Quick. ")).Refusal.ShouldBeNull();
        var said = (await how.Look(carried)).Value.Asked;
        (said.Score, said.Words, said.Low).ShouldBe((9, "Quick.", false));
        var after = await Version(desk, number);
        (await how.ByLink(carried, 9, "Quick.")).Value.AlreadySo.ShouldBeTrue();
        (await Version(desk, number)).ShouldBe(after, "the same answer twice is the same answer");
        (await how.Look(carried[..^1] + (carried[^1] == 'A' ? 'B' : 'A'))).Refusal.ShouldBe(SignInRefusals.LinkDead);
        (await desk.Place.Database.Read(session => session.Number("SELECT count(*) FROM outbox WHERE tenant = $1 AND body LIKE '%' || $2 || '%'", desk.Sam.Tenant.Value, carried).AsTask())).ShouldBe(0, "the link lies nowhere");
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Say_When_ItIsLow_Then_TheListSaysSoWithinAnHourAndTheFiguresNameTheTicket()
    {
        await using var desk = await Asking();
        var number = await Solved(desk);
        (await desk.Get<SayHowItWas>().Do(new ActOn(desk.Ann, number), 3, "Still slow.")).Refusal.ShouldBeNull();

        var page = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value;
        (page.State.Status, page.State.HasEnded).ShouldBe((StatusCode.CustomerUpdated, true));
        var row = (await desk.Get<WorkListQuery>().Read(desk.Sam, new WorkScope(page.State.Team))).Rows.Single(one => one.Number == number);
        row.Rated.ShouldBe((3, "Still slow."));
        page.Story.Single(entry => entry.Kind == StoryKind.Feedback).Attempt.ShouldBe(3);

        await Solved(desk, "Another");
        var ada = await desk.Person(desk.Sam.Tenant, "Ada North", Role.Manager, "en");
        var figures = (await desk.Get<FeedbackFigures>().Read(ada, FlowScope.Weeks(desk.Get<DeskClock>().Now(desk.Sam.Tenant), ada.Zone, 4))).Value;
        (figures.Asked, figures.Given, figures.Median, figures.Low).ShouldBe((2, 1, 3.0, 1));
        (figures.LowOnes.ShouldHaveSingleItem().Number, figures.LowOnes[0].Words).ShouldBe((number, "Still slow."));
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Say_When_TheTicketIsClosed_Then_ALinkedOneBeginsWithTheirWordsAndTheyAreTold()
    {
        await using var desk = await Asking();
        var number = await Solved(desk);
        await Later(desk, 8);
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State.ClosedAt.ShouldNotBeNull();

        var done = await desk.Get<SayHowItWas>().Do(new ActOn(desk.Ann, number), 2, "It came back.");
        done.Refusal.ShouldBeNull();
        var next = (await desk.Get<TicketPageQuery>().Read(desk.Sam, done.Value.Beside.ShouldNotBeNull().Number)).Value;
        (next.Subject, next.State.FollowUpOf).ShouldBe(("Printer is silent", (TicketKey?)done.Value.Ticket));
        next.Texts.Values.Select(text => text.Body).ShouldContain("2/10: It came back.");
        (await Letters(desk)).ShouldContain(letter => letter.Subject.Contains($"#{done.Value.Beside.Number}", StringComparison.Ordinal));
        (await desk.Get<SayHowItWas>().Do(new ActOn(desk.Ann, number), 1, "It came back.")).Value.Beside.ShouldBeNull();
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Channel.Portal)]
    [InlineData(Channel.Mail)]
    public async Task NotSolved_When_ItComesTooLate_Then_TheLinkedTicketBeginsWithTheCustomersWords(Channel channel)
    {
        await using var desk = await Asking();
        var number = await Solved(desk);
        await Later(desk, 40);
        var done = await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.NotSolved, "It is silent again.", channel));
        done.Refusal.ShouldBeNull();
        var next = (await desk.Get<TicketPageQuery>().Read(desk.Sam, done.Value.Beside.ShouldNotBeNull().Number)).Value;
        (next.Subject, next.State.Status).ShouldBe(("Printer is silent", StatusCode.New));
        next.Texts.Values.Select(text => text.Body).ShouldContain("It is silent again.");
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();

        var wordless = await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.NotSolved, null, channel));
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, wordless.Value.Beside.ShouldNotBeNull().Number)).Value.Subject.ShouldBe("Printer is silent");
    }

    [Fact]
    public async Task Say_When_SomebodyWasNotAsked_Then_ItDoesNotExistForThem()
    {
        await using var desk = await Asking();
        var number = await Solved(desk);
        var how = desk.Get<SayHowItWas>();
        (await how.Do(new ActOn(desk.Tom, number), 5, null)).Refusal.ShouldBe(Domain.Progression.TicketRefusals.Unknown);
        (await how.Do(new ActOn(desk.Sam, number), 5, null)).Refusal.ShouldBe(FeedbackRefusals.NotAsked, "support does not say it for the customer");
        (await how.Find(desk.Sam, number)).Value.Asked.Score.ShouldBeNull();
        (await how.Do(new ActOn(desk.Ann with { ReadOnly = true }, number), 5, null)).Refusal.ShouldBe(AccessRefusals.OnlyReads);
        (await desk.Get<FeedbackFigures>().Read(desk.Ann, FlowScope.Weeks(desk.Get<DeskClock>().Now(desk.Sam.Tenant), desk.Ann.Zone, 4))).Refusal.ShouldBe(AccessRefusals.NotAllowed);
    }

    [Fact]
    public async Task Resolve_When_TheDeskDoesNotAsk_Then_TheMailHasNoLinkAndNothingIsKept()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await Solved(desk);
        (await Letters(desk)).ShouldAllBe(letter => !letter.Text.Contains("/how-it-was/", StringComparison.Ordinal));
        (await desk.Get<SayHowItWas>().Find(desk.Ann, number)).Refusal.ShouldBe(FeedbackRefusals.NotAsked);
        var ada = await desk.Person(desk.Sam.Tenant, "Ada North", Role.Administrator, "en");
        (await desk.Get<DeskSettings>().Feedback(ada, true, 10)).ShouldBe(FeedbackRefusals.LowOutside);
        (await desk.Get<DeskSettings>().Feedback(desk.Sam, true, 5)).ShouldBe(AccessRefusals.NotAllowed);
    }

    private async Task<SmallDesk> Asking()
    {
        var desk = await SmallDesk.On(Engine);
        var ada = await desk.Person(desk.Sam.Tenant, "Ida North", Role.Administrator, "en");
        (await desk.Get<DeskSettings>().Feedback(ada, true, FeedbackRules.UsualLow)).ShouldBeNull();
        return desk;
    }

    private static async Task<long> Solved(SmallDesk desk, string subject = "Printer is silent")
    {
        var number = await desk.Raise(desk.Ann, subject);
        (await desk.Get<ResolveTicket>().Do(new ActOn(desk.Sam, number), "A new cable.")).Refusal.ShouldBeNull();
        return number;
    }

    private static async Task Later(SmallDesk desk, int days)
    {
        var then = desk.Get<DeskClock>().Now(desk.Sam.Tenant) + Duration.FromDays(days);
        desk.Get<DeskClock>().Set(desk.Sam.Tenant, then);
        await desk.Get<Heartbeat>().Until(desk.Sam.Tenant, then);
    }

    private static async Task<int> Version(SmallDesk desk, long number) => (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State.Version;

    private static async Task<List<Letter>> Letters(SmallDesk desk) => [.. (await desk.Get<MailTray>().Last(desk.Sam, 50)).Select(mail => mail.Letter)];

    [GeneratedRegex("https://desk\\.example/how-it-was/(\\S+)")]
    private static partial Regex Address();
}
