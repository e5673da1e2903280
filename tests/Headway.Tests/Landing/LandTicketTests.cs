using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Landing;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Landing;

/// <summary>Imported tickets land, they don't explode.</summary>
public sealed class LandTicketTests
{
    private static readonly WorkCalendar Office = Given.Weekdays("UTC", "09:00-17:00");
    private static readonly DeskRules Rules = new DeskWorld(Office).Rules;
    private static readonly Instant Now = DeskWorld.At("2026-03-09 10:00"), Due = DeskWorld.At("2026-03-12 11:00");

    [Fact]
    public void History_StandsAtItsOwnTimesMarkedAsImported()
    {
        var facts = Landed(StatusCode.AwaitSupplier);
        facts[0].At.ShouldBe(DeskWorld.At("2026-01-05 09:00"));
        facts.Where(fact => fact.Fact is PastImported).Select(fact => fact.At).ShouldBe([DeskWorld.At("2026-01-05 11:00"), DeskWorld.At("2026-01-08 09:00")]);
        facts.Select(fact => fact.Seq).ShouldBe(Enumerable.Range(1, facts.Count));
    }

    [Fact]
    public void OpenTicket_LandsInItsSituationWithOneReviewOutsideTheSla()
    {
        var state = State(StatusCode.AwaitSupplier);
        state.Open.ShouldHaveSingleItem().IsLanding.ShouldBeTrue();
        (state.Status, state.Displayed!.Due, state.Displayed.Verdict).ShouldBe((StatusCode.AwaitSupplier, Due, Verdict.Excluded));
        state.FirstReplyAt.ShouldBe(DeskWorld.At("2026-01-05 11:00"));
        state.Targets.ShouldBeEmpty();
        state.Promise.ShouldBeNull();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Due_WhenItPasses_TellsTheCustomerOnlyIfThatWasSwitchedOn(bool quiet, bool told)
    {
        var lapsed = Lapse.Until(Rules, State(StatusCode.AwaitCustomer, quiet), Due + Duration.FromDays(20));
        lapsed.Facts.Any(fact => fact.Fact is ReminderSent).ShouldBe(told);
        lapsed.Facts.ShouldNotContain(fact => fact.Fact is VerdictFixed && ((VerdictFixed)fact.Fact).Activity == State(StatusCode.AwaitCustomer).Displayed!.Seq);
    }

    [Fact]
    public void Review_OnceProgressed_IsAnOrdinaryTicket()
    {
        var state = State(StatusCode.InProgress);
        var decided = new Progress(DeskWorld.Sam, StatusCode.AwaitCustomer, new TextId(7)).Decide(Rules, state, Now + Duration.FromHours(1));
        decided.Refusal.ShouldBeNull();
        var after = decided.Value.After;
        after.Open.ShouldHaveSingleItem().IsLanding.ShouldBeFalse();
        after.Displayed!.Verdict.ShouldBeNull();
        after.Activities.Count(activity => activity.Verdict == Verdict.Excluded).ShouldBe(1);
        LandTicket.TakeBack(after, Actor.Staff(DeskWorld.Sam), Now).Refusal.ShouldBe(LandingRefusals.WorkedOn);
    }

    [Fact]
    public void TakenBack_LeavesTheDesk()
    {
        var decided = LandTicket.TakeBack(State(StatusCode.InProgress), Actor.Staff(DeskWorld.Sam), Now);
        (decided.Value.After.IsOpen, decided.Value.After.CloseCode).ShouldBe((false, CloseCode.Cancelled));
    }

    [Fact]
    public void Moved_HasNoVerdictToLose()
    {
        var decided = LandTicket.Move(State(StatusCode.InProgress), Due + Duration.FromDays(1), Actor.Staff(DeskWorld.Sam), Now);
        decided.Value.After.Displayed!.Due.ShouldBe(Due + Duration.FromDays(1));
        decided.Value.After.Displayed!.Verdict.ShouldBe(Verdict.Excluded);
        LandTicket.Move(State(StatusCode.InProgress), Due, Actor.Staff(DeskWorld.Sam), Now).Value.AlreadySo.ShouldBeTrue();
    }

    [Fact]
    public void Delta_WhenTheOtherDeskWentOn_FollowsUntilSomebodyWorksHere()
    {
        var state = State(StatusCode.AwaitSupplier);
        var more = Past(null) with { Entries = [.. Past(null).Entries, new PastEntry(DeskWorld.At("2026-03-10 12:00"), PastKind.Touched, StatusCode.Resolved, null, null, null)] };
        var gone = LandTicket.GoOn(Rules, state, more, 2, new LandingSlot(61, Due, true), Now + Duration.FromDays(2)).Value;
        gone.Facts[0].Fact.ShouldBeOfType<PastImported>();
        (gone.After.IsOpen, gone.After.HasEnded).ShouldBe((false, true));
        var worked = new Progress(DeskWorld.Sam, StatusCode.AwaitCustomer, new TextId(7)).Decide(Rules, state, Now).Value.After;
        LandTicket.GoOn(Rules, worked, more, 2, new LandingSlot(61, Due, true), Now).Refusal.ShouldBe(LandingRefusals.WorkedOn);
    }

    [Fact]
    public void ClosedTicket_IsHistoryOnly()
    {
        var state = TicketFold.Of(DeskWorld.Key, LandTicket.Facts(Past(null), null, Rules, Now));
        (state.IsOpen, state.WakesAt).ShouldBe((false, (Instant?)null));
        state.ClosedAt.ShouldBe(DeskWorld.At("2026-01-08 09:00"));
    }

    private static TicketState State(StatusCode situation, bool quiet = true) => TicketFold.Of(DeskWorld.Key, Landed(situation, quiet));

    private static IReadOnlyList<Recorded<TicketFact>> Landed(StatusCode situation, bool quiet = true) =>
        LandTicket.Facts(Past(situation), new LandingSlot(61, Due, quiet), Rules, Now);

    private static PastTicket Past(StatusCode? situation) => new(
        DeskWorld.Key, TicketType.Incident, Priority.P3, DeskWorld.Desk, DeskWorld.Ann, DeskWorld.At("2026-01-05 09:00"), new TextId(7),
        [
            new PastEntry(DeskWorld.At("2026-01-05 11:00"), PastKind.Answered, StatusCode.InProgress, null, DeskWorld.Sam, null),
            new PastEntry(DeskWorld.At("2026-01-08 09:00"), PastKind.Touched, StatusCode.AwaitSupplier, DeskWorld.Network, null, null),
        ], situation, null);
}
