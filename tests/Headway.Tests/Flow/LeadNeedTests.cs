using Headway.Domain.Calendars;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

/// <summary>What a lead is called to: by dues where the team is shown dues, else by targets, by who waits for an answer, by who is away.</summary>
public sealed class LeadNeedTests
{
    private static readonly WorkCalendar Always = WorkCalendar.AlwaysOpen("always", DateTimeZone.Utc);
    private static readonly Instant Nine = Instant.FromUtc(2026, 3, 2, 9, 0);

    private static OpenWork Work(StatusCode status, double due = 4) => new(
        status, 4, Nine, Nine + Duration.FromHours(due), WorkingTime.FromHours(4), null, 0, 0, true, null);

    private static (AlertState Alert, NeedKind? Kind) At(double hours, OpenWork work, PrioritisationMode mode) => LeadNeed.Of(work, mode, Always, Nine + Duration.FromHours(hours));

    [Theory]
    [InlineData(PrioritisationMode.StatusRanked)]
    [InlineData(PrioritisationMode.Standard)]
    [InlineData(PrioritisationMode.Advanced)]
    public void Chase_WhenItIsTheFirstAndSomebodyIsHere_NeedsNoLeadUntilItIsLate(PrioritisationMode mode)
    {
        var first = Work(StatusCode.Chased, 1) with { Response = WorkingTime.FromHours(1) };
        At(0.5, first, mode).Kind.ShouldBeNull("it stands on the chase board");
        At(1, first, mode).Kind.ShouldBeNull("at the due it is in time");
        At(1.01, first, mode).Kind.ShouldBe(NeedKind.Chased);
        At(9.5, first, mode).Kind.ShouldBe(NeedKind.Chased, "however late, it is told as what it is");
        At(0.1, first with { AskedAgain = true }, mode).Kind.ShouldBe(NeedKind.Chased, "a complaint is near");
        At(0.1, first with { OwnerBack = Nine + Duration.FromHours(2) }, mode).Kind.ShouldBe(NeedKind.Chased, "who owns it comes back too late");
    }

    [Fact]
    public void AgreedTime_WhileItGoesOn_IsNotLateButAnAbsentKeepersIsSaid()
    {
        var agreed = Work(StatusCode.AppointmentBooked, 1) with { Judged = Nine + Duration.FromHours(2) };
        At(1.5, agreed, PrioritisationMode.Standard).ShouldBe((AlertState.Approaching, null));
        At(2, agreed, PrioritisationMode.Standard).ShouldBe((AlertState.Approaching, null));
        At(2.1, agreed, PrioritisationMode.Standard).ShouldBe((AlertState.Breached, NeedKind.Breached));
        At(1.5, agreed with { OwnerBack = Nine + Duration.FromHours(4) }, PrioritisationMode.Standard).Kind.ShouldBe(NeedKind.Uncovered);
    }

    [Fact]
    public void Chase_WhenItsOwnerIsBackInTime_NeedsNoLead() =>
        At(0.1, Work(StatusCode.Chased, 1) with { OwnerBack = Nine + Duration.FromHours(0.5) }, PrioritisationMode.Standard).Kind.ShouldBeNull();

    [Theory]
    [InlineData(PrioritisationMode.Basic, null)]
    [InlineData(PrioritisationMode.StatusRanked, null)]
    [InlineData(PrioritisationMode.Standard, NeedKind.Stale)]
    [InlineData(PrioritisationMode.Advanced, NeedKind.Stale)]
    [InlineData(PrioritisationMode.Perfect, NeedKind.Stale)]
    public void Work_WhenItsDueHasPassed_NeedsALeadOnlyWhereTheDueWasShown(PrioritisationMode mode, NeedKind? kind) =>
        At(5, Work(StatusCode.InProgress), mode).ShouldBe((kind is null ? AlertState.Normal : AlertState.Breached, kind));

    [Theory]
    [InlineData(PrioritisationMode.Basic)]
    [InlineData(PrioritisationMode.StatusRanked)]
    public void Target_WhenItIsNearOrMissed_AlertsWithoutDues(PrioritisationMode mode)
    {
        At(2.9, Work(StatusCode.New), mode).ShouldBe((AlertState.Normal, null));
        At(3, Work(StatusCode.New), mode).ShouldBe((AlertState.Approaching, null), "the last hour of four");
        At(4, Work(StatusCode.New), mode).ShouldBe((AlertState.Approaching, null), "exactly at the target is in time");
        At(4.01, Work(StatusCode.New), mode).ShouldBe((AlertState.Breached, NeedKind.Missed));
        At(12.5, Work(StatusCode.New), mode).ShouldBe((AlertState.Escalated, NeedKind.Missed));
        var warning = Work(StatusCode.TargetAtRisk, 1);
        At(2, warning, mode).ShouldBe((AlertState.Approaching, null), "its own due is not the target");
        At(2, warning with { TargetMissed = Nine + Duration.FromHours(1.5) }, mode).ShouldBe((AlertState.Breached, NeedKind.Missed));
    }

    [Theory]
    [InlineData(PrioritisationMode.Basic)]
    [InlineData(PrioritisationMode.StatusRanked)]
    public void Customer_WhenTheyWaitLongerThanAFirstAnswerMayTake_IsUnanswered(PrioritisationMode mode)
    {
        At(4, Work(StatusCode.CustomerUpdated, 2), mode).Kind.ShouldBeNull("two hours are a due, and it is not shown");
        At(4.01, Work(StatusCode.CustomerUpdated, 2), mode).ShouldBe((AlertState.Normal, NeedKind.Unanswered));
        At(2.01, Work(StatusCode.CustomerUpdated, 2), PrioritisationMode.Standard).Kind.ShouldBe(NeedKind.Unanswered);
    }

    [Fact]
    public void Owner_WhenTheyAreAway_IsMissedWhereSomethingPresses()
    {
        var back = Nine + Duration.FromHours(30);
        var (inWork, wrote) = (Work(StatusCode.InProgress) with { OwnerBack = back }, Work(StatusCode.CustomerUpdated) with { OwnerBack = back, Rank = 1 });
        At(1, inWork, PrioritisationMode.Basic).Kind.ShouldBeNull("no point is live");
        At(1, wrote, PrioritisationMode.Basic).Kind.ShouldBe(NeedKind.Uncovered);
        At(1, inWork, PrioritisationMode.StatusRanked).Kind.ShouldBeNull("rank four can wait");
        At(1, wrote, PrioritisationMode.StatusRanked).Kind.ShouldBe(NeedKind.Uncovered);
        At(2, inWork, PrioritisationMode.Standard).Kind.ShouldBeNull("due in two hours");
        At(2.75, inWork, PrioritisationMode.Standard).Kind.ShouldBe(NeedKind.Uncovered);
        At(2.75, inWork with { Ours = false }, PrioritisationMode.Standard).Kind.ShouldBeNull("a supplier acts next");
    }

    [Fact]
    public void HandedAbout_WhenMoreThanTwice_IsToldInEveryMode()
    {
        foreach (var mode in Enum.GetValues<PrioritisationMode>())
        {
            At(0.5, Work(StatusCode.InProgress) with { Transfers = 3 }, mode).Kind.ShouldBe(NeedKind.Bounced, mode.ToString());
            At(0.5, Work(StatusCode.InProgress) with { Transfers = 2 }, mode).Kind.ShouldBeNull(mode.ToString());
        }

        At(0.5, Work(StatusCode.InProgress) with { Moves = 2 }, PrioritisationMode.Standard).Kind.ShouldBe(NeedKind.Moved);
        At(0.5, Work(StatusCode.InProgress) with { Moves = 2 }, PrioritisationMode.Basic).Kind.ShouldBeNull("nobody saw the due that was moved");
    }
}
