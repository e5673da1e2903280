using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Recognition;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Recognition;

/// <summary>What counts, from when on, and what does not: on a desk that works Monday to Friday, 9 to 17, and is closed on one Monday.</summary>
public sealed class ContributionTests
{
    private static readonly TeamId Desk = new(1);
    private static readonly PersonId Sam = new(10), Kim = new(11);

    private static readonly WorkCalendar Office = WorkCalendar.Create(
        "office", 1, DateTimeZone.Utc,
        Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => (IReadOnlyList<Span>)[new Span(new LocalTime(9, 0), new LocalTime(17, 0))]),
        new Dictionary<LocalDate, DayOverride> { [new LocalDate(2026, 4, 6)] = DayOverride.Closed("Easter Monday") }).Value;

    [Fact]
    public void Act_WhenTwoWorkingDaysHavePassedToTheMinute_Counts()
    {
        var act = Act(At(2, 10));
        State(act, At(4, 10) - Duration.FromMilliseconds(1)).ShouldBe(ContributionState.Maturing);
        State(act, At(4, 10)).ShouldBe(ContributionState.Counted);
    }

    [Fact]
    public void Act_WhenAWeekendLiesBetween_MaturesOnTuesday()
    {
        var act = Act(At(6, 16));
        State(act, At(8, 16)).ShouldBe(ContributionState.Maturing, "Sunday");
        State(act, At(10, 16) - Duration.FromMinutes(1)).ShouldBe(ContributionState.Maturing);
        State(act, At(10, 16)).ShouldBe(ContributionState.Counted);
    }

    [Fact]
    public void Act_WhenAHolidayFollowsTheWeekend_MaturesADayLater()
    {
        var friday = Instant.FromUtc(2026, 4, 3, 11, 0);
        State(Act(friday), Instant.FromUtc(2026, 4, 7, 11, 0)).ShouldBe(ContributionState.Maturing);
        State(Act(friday), Instant.FromUtc(2026, 4, 8, 11, 0)).ShouldBe(ContributionState.Counted);
    }

    [Fact]
    public void Act_WhenDoneAtNight_CountsFromTheNextOpening()
    {
        var act = Act(At(2, 23));
        State(act, At(5, 9) - Duration.FromMilliseconds(1)).ShouldBe(ContributionState.Maturing);
        State(act, At(5, 9)).ShouldBe(ContributionState.Counted);
    }

    [Theory]
    [InlineData("REOPENED")]
    [InlineData("REJECTED")]
    [InlineData("CHASED")]
    public void Act_WhenItsTicketComesBackWithinTwoDays_IsReturnedAndStaysSo(string how)
    {
        var settled = Settle([Act(At(2, 10))], [new Bounce(7, At(3, 9), how)], At(20, 10));
        settled.Single().State.ShouldBe(ContributionState.Returned);
    }

    [Fact]
    public void Act_WhenItsTicketComesBackExactlyAtMaturity_IsReturned_AndAMomentAfterItIsNot()
    {
        Settle([Act(At(2, 10))], [new Bounce(7, At(4, 10), "REOPENED")], At(20, 10)).Single().State.ShouldBe(ContributionState.Returned);
        Settle([Act(At(2, 10))], [new Bounce(7, At(4, 10) + Duration.FromMilliseconds(1), "REOPENED")], At(20, 10)).Single().State.ShouldBe(ContributionState.Counted);
    }

    [Fact]
    public void Act_WhenTheBounceWasBeforeItOrOnAnotherTicket_Counts() =>
        Settle([Act(At(3, 10))], [new Bounce(7, At(3, 10), "CHASED"), new Bounce(7, At(2, 10), "CHASED"), new Bounce(8, At(3, 12), "REOPENED")], At(20, 10))
            .Single().State.ShouldBe(ContributionState.Counted);

    [Fact]
    public void Act_WhenTheSameWithinTwoWorkingHours_CountsOnce()
    {
        var settled = Settle([Act(At(2, 16), 1), Act(At(3, 9, 59), 2), Act(At(3, 10, 1), 3)], [], At(20, 10));
        settled.Select(one => one.State).ShouldBe([ContributionState.Counted, ContributionState.Repeated, ContributionState.Counted], "the night is no time between");
    }

    [Fact]
    public void Act_WhenOfAnotherPersonTypeOrTicket_IsNoRepetition()
    {
        var first = Act(At(2, 10), 1);
        var settled = Settle([first, first with { Person = Kim, Activity = 2 }, first with { Type = "chase", Activity = 3 }, first with { Ticket = 8, Activity = 4 }], [], At(20, 10));
        settled.ShouldAllBe(one => one.State == ContributionState.Counted);
    }

    [Fact]
    public void Picture_WhenActsAreOfAllStates_CountsWhatHeldAndShowsTheRestBeside()
    {
        var kept = Act(At(2, 10), 1) with { Cover = true, For = Kim, HighPriority = true, Type = "chase" };
        Contribution[] all =
        [
            new(kept, ContributionState.Counted), new(Act(At(2, 11), 2) with { Help = true, Type = "collaboration", OnTime = false }, ContributionState.Counted), new(Act(At(2, 12), 3), ContributionState.Counted),
            new(Act(At(2, 13), 4), ContributionState.Counted), new(Act(At(2, 14), 5), ContributionState.Maturing), new(Act(At(2, 15), 6), ContributionState.Returned), new(Act(At(2, 15), 7), ContributionState.Repeated),
        ];
        var picture = Picture.Of(all);
        (picture.Counted, picture.Covered, picture.Helped, picture.HighPriority, picture.OnTime, picture.Maturing, picture.Returned).ShouldBe((4, 1, 1, 1, 3, 1, 1));
        (picture.OnTimeShare, picture.ReturnedShare).ShouldBe((0.75, 0.2));
        picture.Types.Select(type => (type.Type, type.Count, type.Share)).ShouldBe([("work", 2, 0.5), ("chase", 1, 0.25), ("collaboration", 1, 0.25)]);
        kept.ForOthers.ShouldBeTrue();
        Act(At(2, 10)).ForOthers.ShouldBeFalse();
    }

    [Fact]
    public void Picture_WhenNothingWasDone_HasNoShares()
    {
        var none = Picture.Of([]);
        (none.OnTimeShare, none.ReturnedShare, none.Types.Count).ShouldBe(((double?)null, (double?)null, 0));
    }

    [Fact]
    public void Median_WhenThreeOrMoreHaveAShare_IsTheirMiddle_AndOtherwiseNothing()
    {
        Contribution One(PersonId who, bool onTime) => new(Act(At(2, 10)) with { Person = who, OnTime = onTime }, ContributionState.Counted);
        Contribution[] three = [One(Sam, true), One(Sam, false), One(Kim, true), One(new PersonId(12), false)];
        Picture.MedianOnTime(three).ShouldBe(0.5);
        Picture.MedianOnTime([.. three, One(new PersonId(13), true)]).ShouldBe(0.75, "between one half and one");
        Picture.MedianOnTime(three.Take(3)).ShouldBeNull("two people");
    }

    private static ContributionState State(QualifyingAct act, Instant now) => Settle([act], [], now).Single().State;

    private static IReadOnlyList<Contribution> Settle(IEnumerable<QualifyingAct> acts, IEnumerable<Bounce> bounces, Instant now) => Contribution.Settle(acts, bounces, _ => Office, now);

    private static QualifyingAct Act(Instant at, int activity = 1) => new(Sam, Desk, 7, activity, "work", "IN_PROGRESS", at, at - Duration.FromHours(1), true, false, false, false, null);

    // March 2026: the 2nd is a Monday.
    private static Instant At(int day, int hour, int minute = 0) => Instant.FromUtc(2026, 3, day, hour, minute);
}
