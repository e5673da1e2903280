using Headway.Application.Recognition;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Recognition;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Flow;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Recognition;

public sealed class RecognitionOnSqlite : RecognitionSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class RecognitionOnPostgres : RecognitionSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Thanks, contributions, samples, reviews and objections: for whom they are, and for whom they are not.</summary>
public abstract class RecognitionSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Thanks_When_TiedToAnAct_Then_OnceForEachAndNeverToOneself()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var thanks = desk.Get<GiveThanks>();
        var number = await desk.Raise("Dock is dark");
        (await thanks.Do(desk.Kim, number, null, "Quick!")).Refusal.ShouldBe(RecognitionRefusals.NothingToThank);
        await desk.Reply(desk.Sam, number);
        var act = await desk.Finished(number);
        (await thanks.Do(desk.Sam, number, act, null)).Refusal.ShouldBe(RecognitionRefusals.Oneself);
        (await thanks.Do(desk.Kim, number, null, new string('x', 501))).Refusal.ShouldBe(RecognitionRefusals.WordsTooLong);
        (await thanks.Do(desk.Kim, number, act, " Quick! ")).Value.ShouldBe("sam");
        (await thanks.Do(desk.Kim, number, null, null)).Refusal.ShouldBe(RecognitionRefusals.AlreadyThanked);
        (await thanks.Do(desk.Lee, number, act, null)).Refusal.ShouldBeNull("another may thank for the same");
        (await thanks.Do(desk.Mara, number, act, null)).IsRefused.ShouldBeTrue("managers do not act on tickets");
        (await thanks.Do(desk.Ann, number, act, null)).IsRefused.ShouldBeTrue();
        (await desk.Count("SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND kind = 'Thanked'", desk.Sam.Person.Value)).ShouldBe(2);

        var read = (await desk.Get<OwnRecognition>().Read(desk.Sam)).Value;
        read.Thanks.Select(one => (one.By, one.Words, one.Number)).ShouldBe([("lee", null, number), ("kim", "Quick!", number)], ignoreOrder: true);
    }

    [Fact]
    public async Task Contributions_When_AColleaguesWorkWasDone_Then_CountAsCoverAfterTwoDays()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var (own, covered) = (await desk.Raise("Dock is dark"), await desk.Raise("Mouse is slow"));
        await desk.Reply(desk.Sam, own);
        await desk.Reply(desk.Sam, covered);
        (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, covered), new CustomerInput(Intent.Information, "It squeaks.", Channel.Portal))).Refusal.ShouldBeNull();
        await desk.Reply(desk.Kim, covered);

        var recognition = desk.Get<OwnRecognition>();
        (await recognition.Read(desk.Kim)).Value.Picture.ShouldSatisfyAllConditions(one => one.Counted.ShouldBe(0), one => one.Maturing.ShouldBe(1));
        desk.Place.Time.Pass(TimeSpan.FromHours(48));
        var kim = (await recognition.Read(desk.Kim)).Value;
        (kim.Picture.Counted, kim.Picture.Covered, kim.Picture.HighPriority, kim.Latest.Single().ForWhom).ShouldBe((1, 1, 1, "sam"));
        var team = (await desk.Get<TeamRecognition>().Read(desk.Lee, null)).Value;
        team.Pairs.ShouldHaveSingleItem().ShouldBe(new CoverPair("kim", "sam", 1));
        team.Unthanked.ShouldHaveSingleItem().Number.ShouldBe(covered);
        var member = (await desk.Get<TeamRecognition>().Read(desk.Sam, null)).Value;
        (member.Leads, member.Pairs.Count, member.Unthanked.Count, member.Members.Count).ShouldBe((false, 0, 0, 0), "names and pairs are for leads");
        member.Picture.Counted.ShouldBe(team.Picture.Counted);
    }

    [Fact]
    public async Task Unthanked_When_OneDidMoreOnATicket_Then_ItStandsOnceAndThanksEndIt()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var number = await desk.Raise("Mouse is slow");
        await desk.Reply(desk.Sam, number);
        await desk.Reply(desk.Kim, number);
        desk.Place.Time.Pass(TimeSpan.FromHours(3));
        await desk.Reply(desk.Kim, number, "AWAIT_CUSTOMER");
        var team = desk.Get<TeamRecognition>();
        (await desk.Count("SELECT count(*) FROM activities WHERE tenant = $1 AND done_by = $2 AND outcome = 'Progressed'", $"staff:{desk.Kim.Person.Value}")).ShouldBe(2);
        var act = (await team.Read(desk.Lee, null)).Value.Unthanked.ShouldHaveSingleItem("one line for what Kim did on it").Contribution.Act;
        (act.Person, act.At).ShouldBe((desk.Kim.Person, desk.Now));

        (await desk.Get<GiveThanks>().Do(desk.Lee, number, act.Activity, null)).Refusal.ShouldBeNull();
        (await team.Read(desk.Lee, null)).Value.Unthanked.ShouldBeEmpty("the earlier act does not come up in its place");
        desk.Place.Time.Pass(TimeSpan.FromHours(3));
        await desk.Reply(desk.Kim, number, "CUST_TESTING");
        (await team.Read(desk.Lee, null)).Value.Unthanked.ShouldHaveSingleItem("what is done after thanks is new");
    }

    [Fact]
    public async Task Person_When_LookedAt_Then_OnlyTheirLeadMayAndThePersonSeesIt()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var recognition = desk.Get<OwnRecognition>();
        foreach (var other in new[] { desk.Kim, desk.Nia, desk.Nils, desk.Mara, desk.Place.Ada })
        {
            (await recognition.Read(other, desk.Sam.Person)).Refusal.ShouldBe(RecognitionRefusals.PersonNotYours, other.Name);
        }

        (await recognition.Read(desk.Ann, desk.Sam.Person)).IsRefused.ShouldBeTrue();
        (await recognition.Read(desk.Sam)).Value.Looked.ShouldBeEmpty("one's own look is none");
        (await recognition.Read(desk.Lee, desk.Sam.Person)).Value.Name.ShouldBe("sam");
        (await recognition.Read(desk.Sam)).Value.Looked.Select(look => look.Name).ShouldBe(["lee"]);
        (await desk.Get<ExportRecognition>().Read(desk.Sam)).Value.Looked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Review_When_TheLeadKeepsIt_Then_ItIsCarriedToTheNextAndNobodyElseMay()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var review = desk.Get<KeepReview>();
        (await review.Agree(desk.Lee, desk.Sam.Person, desk.Now - Duration.FromDays(91), desk.Now, "Ask for the room at once.")).ShouldBeNull();
        (await review.Agree(desk.Lee, desk.Sam.Person, desk.Now, desk.Now, " ")).ShouldBe(RecognitionRefusals.WordsMissing);
        (await review.Agree(desk.Lee, desk.Lee.Person, desk.Now, desk.Now, "Me.")).ShouldBe(RecognitionRefusals.PersonNotYours);
        (await review.Agree(desk.Nils, desk.Sam.Person, desk.Now, desk.Now, "Not mine.")).ShouldBe(RecognitionRefusals.PersonNotYours);
        (await review.Agree(desk.Kim, desk.Sam.Person, desk.Now, desk.Now, "No lead.")).ShouldNotBeNull();
        (await desk.Get<OwnRecognition>().Read(desk.Sam)).Value.Reviews.ShouldHaveSingleItem().Focus.ShouldBe("Ask for the room at once.");
    }

    [Fact]
    public async Task Newcomer_When_Sampled_Then_AColleagueChecksAndTheNewcomerReadsTheNote()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var (review, check) = (desk.Get<KeepReview>(), desk.Get<CheckSample>());
        (await review.Newcomer(desk.Kim, desk.Sam.Person, true)).ShouldNotBeNull("only a lead says so");
        (await review.Newcomer(desk.Lee, desk.Sam.Person, true)).ShouldBeNull();
        for (var i = 0; i < 12; i++)
        {
            await desk.Reply(desk.Sam, await desk.Raise($"Dock {i}"));
        }

        var picked = (await desk.Get<TeamRecognition>().Read(desk.Lee, null)).Value.Samples;
        picked.Count.ShouldBeInRange(1, 8, "about one in five of twelve");
        (await desk.Get<TeamRecognition>().Read(desk.Lee, null)).Value.Samples.Count.ShouldBe(picked.Count, "picking again picks the same");
        var (number, activity) = (picked[0].Number!.Value, picked[0].Activity);
        (await check.Do(desk.Sam, number, activity, "good", null)).ShouldBe(RecognitionRefusals.SampleOwn);
        (await check.Do(desk.Nia, number, activity, "good", null)).ShouldBe(RecognitionRefusals.SampleUnknown, "of another team");
        (await check.Do(desk.Kim, number, activity, "coach", null)).ShouldBe(RecognitionRefusals.VerdictUnknown, "coaching needs a note");
        (await check.Do(desk.Kim, number, 999, "good", null)).ShouldBe(RecognitionRefusals.SampleUnknown);
        (await check.Do(desk.Kim, number, activity, "coach", "Ask for the room.")).ShouldBeNull();
        var own = (await desk.Get<OwnRecognition>().Read(desk.Sam)).Value.Samples;
        own.Count.ShouldBe(picked.Count);
        own[0].Note.ShouldBe("Ask for the room.", "what was said comes before what still waits");
        (await desk.Get<TeamRecognition>().Read(desk.Lee, null)).Value.Samples[^1].Note.ShouldBe("Ask for the room.", "the lead sees first what waits");

        (await review.Newcomer(desk.Lee, desk.Sam.Person, false)).ShouldBeNull();
        (await desk.Get<OwnRecognition>().Read(desk.Sam)).Value.NewcomerUntil.ShouldBeNull();
        (await desk.Count("SELECT count(*) FROM audit WHERE tenant = $1 AND kind IN ('newcomer.began', 'newcomer.ended')")).ShouldBe(2);
    }

    [Fact]
    public async Task Objection_When_Raised_Then_TheLeadIsToldAndThePersonReadsTheAnswer()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var review = desk.Get<KeepReview>();
        var number = await desk.Raise("Dock is dark");
        await desk.Reply(desk.Sam, number);
        var act = await desk.Finished(number);
        (await review.Object(desk.Kim, number, act, "That was me.")).ShouldBe(RecognitionRefusals.NotYours, "only of one's own");
        (await review.Object(desk.Sam, number, act, "")).ShouldBe(RecognitionRefusals.WordsMissing);
        (await review.Object(desk.Sam, number, act, "Kim did half of it.")).ShouldBeNull();
        (await desk.Count("SELECT count(*) FROM notifications WHERE tenant = $1 AND kind = 'Objected' AND person = $2", desk.Lee.Person.Value)).ShouldBe(1);

        var id = (await desk.Get<TeamRecognition>().Read(desk.Lee, null)).Value.Objections.ShouldHaveSingleItem().Id;
        (await review.Answer(desk.Nils, id, "No.")).ShouldBe(RecognitionRefusals.PersonNotYours);
        (await review.Answer(desk.Lee, id + 1, "No.")).ShouldBe(RecognitionRefusals.ObjectionUnknown);
        (await review.Answer(desk.Lee, id, "Noted, thank you.")).ShouldBeNull();
        var read = (await desk.Get<OwnRecognition>().Read(desk.Sam)).Value.Objections.ShouldHaveSingleItem();
        (read.Answer, read.AnsweredBy).ShouldBe(("Noted, thank you.", "lee"));
        (await desk.Count("SELECT count(*) FROM notifications WHERE tenant = $1 AND kind = 'ObjectionAnswered' AND person = $2", desk.Sam.Person.Value)).ShouldBe(1);
    }

    [Fact]
    public async Task Records_When_ThirteenMonthsHavePassed_Then_AreGone()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var number = await desk.Raise("Dock is dark");
        await desk.Reply(desk.Sam, number);
        (await desk.Get<GiveThanks>().Do(desk.Kim, number, null, null)).Refusal.ShouldBeNull();
        (await desk.Get<KeepReview>().Agree(desk.Lee, desk.Sam.Person, desk.Now, desk.Now, "Go on.")).ShouldBeNull();
        (await desk.Get<KeepReview>().Object(desk.Sam, number, await desk.Finished(number), "Not so.")).ShouldBeNull();
        var kept = new LocalDateTime(2026, 3, 2, 9, 0).PlusMonths(13).InUtc().ToInstant();

        (await RecognitionKept.Forget(desk.Place.Database, desk.Place.Tenant, kept)).ShouldBe(0, "to the day they are kept");
        (await desk.Get<ExportRecognition>().Read(desk.Sam)).Value.Thanks.Count.ShouldBe(1);
        (await RecognitionKept.Forget(desk.Place.Database, desk.Place.Tenant, kept + Duration.FromMilliseconds(1))).ShouldBe(3);
        var read = (await desk.Get<ExportRecognition>().Read(desk.Sam)).Value;
        (read.Thanks.Count, read.Reviews.Count, read.Objections.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Month_When_ItIsOver_Then_IsTheirsAlone()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var number = await desk.Raise("Dock is dark");
        await desk.Reply(desk.Sam, number);
        (await desk.Get<GiveThanks>().Do(desk.Kim, number, null, "Quick!")).Refusal.ShouldBeNull();
        desk.Place.Time.Pass(TimeSpan.FromDays(31));
        var months = desk.Get<MonthQuery>();
        var march = (await months.Read(desk.Sam, new LocalDate(2026, 3, 14))).ShouldNotBeNull();
        (march.First, march.Picture.Counted, march.Thanks.Count).ShouldBe((new LocalDate(2026, 3, 1), 1, 1));
        (await months.Read(desk.Sam, new LocalDate(2026, 4, 1))).ShouldBeNull();
        (await months.Read(desk.Kim, new LocalDate(2026, 3, 1))).ShouldBeNull("who gave thanks reads of their own month");
        (await months.Read(desk.Sam, new LocalDate(2024, 3, 1))).ShouldBeNull("older than what is kept");
    }
}
