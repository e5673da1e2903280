using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Flow;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

/// <summary>The figures of domain.md 5, each by a worked example.</summary>
public sealed class FlowFiguresTests
{
    private static readonly WorkCalendar Always = WorkCalendar.AlwaysOpen("always", DateTimeZone.Utc);
    private static readonly Instant Nine = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public void Tally_WhenTenActivitiesAreTheWorkedExample_IsSevenOfNineAndSevenOfEight()
    {
        var tally = Tally([.. Enumerable.Repeat(Done(1, 2), 7), Moved(3), Done(5, 2), Superseded()]);
        tally.Sla.ShouldBe(new ProgressionSla(7, 1, 1, 1, 1));
        tally.Sla.Share.ShouldNotBeNull().ShouldBe(7d / 9, 1e-12);
        tally.Sla.CleanOnTimeShare.ShouldNotBeNull().ShouldBe(7d / 8, 1e-12);
    }

    [Fact]
    public void Headline_WhenFirstAnswersAreGoodAndTheRestIsNot_LeavesFirstAnswersOut()
    {
        var tally = Tally([Done(1, 2, "NEW", "new-response"), Done(1, 2, "NEW", "new-response"), Done(1, 2), Done(3, 2)]);
        FlowMeasure.Headline.Read(tally).ShouldBe(new MeasureReading(0.5, 1, 2));
        Read("progression-all", tally).ShouldBe(new MeasureReading(0.75, 3, 4));
        Read("first-response-met", tally).ShouldBe(new MeasureReading(1, 2, 2));
    }

    [Fact]
    public void Measures_WhenNothingWasDecided_SayNoDataAndNotAHundredPercent()
    {
        foreach (var measure in FlowMeasure.All)
        {
            measure.Read(Tally([])).Value.ShouldBeNull(measure.Key);
        }
    }

    [Fact]
    public void Lateness_WhenThreeWereLate_IsMeanAndNinthTenthOfTheirWorkingTimeAfterTheDue()
    {
        var tally = Tally([Done(3, 2), Done(4, 2), Done(8, 2), Done(1, 2)]);
        tally.MeanLateness.ShouldBe(WorkingTime.FromHours((1 + 2 + 6) / 3d));
        tally.Lateness(0.9).ShouldNotBeNull().Hours.ShouldBe(2 + (0.8 * 4), 1e-3);
        Read("late", tally).ShouldBe(new MeasureReading(0.75, 3, 4));
    }

    [Fact]
    public void Took_WhenActivitiesWereSuperseded_CountsOnlyThoseThatWereProgressed()
    {
        var tally = Tally([Done(1, 4), Done(2, 4), Done(3, 4), Superseded()]);
        tally.Took(0.5).ShouldBe(WorkingTime.FromHours(2));
        tally.Spent.ShouldBe(WorkingTime.FromHours(1 + 2 + 3 + 1));
    }

    [Fact]
    public void Beyond_WhenAnActivityStayedOpenAfterItsDue_IsTheTimeAfterIt()
    {
        var tally = Tally([Done(5, 2)]);
        (tally.Spent, tally.Beyond).ShouldBe((WorkingTime.FromHours(5), WorkingTime.FromHours(3)));
    }

    [Fact]
    public void Cover_WhenOneOfThreeWasDoneForAColleague_IsAThird()
    {
        var tally = Tally([Done(1, 2), Done(1, 2), Done(1, 2) with { Covered = true }, Done(1, 2) with { ByPerson = false }]);
        Read("cover", tally).ShouldBe(new MeasureReading(1d / 3, 1, 3));
    }

    [Fact]
    public void Rejected_WhenTwoOfFourHandOversCameBack_IsAHalf()
    {
        var tally = Tally([.. Enumerable.Repeat(Done(1, 2, "ASSIGNED", "pick-up"), 4), .. Enumerable.Repeat(Done(1, 2, "REJECTED", "returned"), 2)]);
        Read("rejected", tally).ShouldBe(new MeasureReading(0.5, 2, 4));
        Read("recover", tally).Value.ShouldBe(1);
    }

    [Fact]
    public void Cells_WhenCutAnyWay_AddUpToTheWhole()
    {
        var all = new[] { Done(1, 2), Done(3, 2, "NEW", "new-response"), Moved(3), Done(1, 2, team: 2), Superseded() };
        var whole = Tally(all);
        foreach (var part in new Func<FlowKey, object>[] { key => key.Team, key => key.Status, key => key.Type, key => key.Priority, key => key.HeldBy })
        {
            whole.By(part).Aggregate(ProgressionSla.None, (sum, one) => sum + one.Tally.Sla).ShouldBe(whole.Sla);
            whole.By(part).Sum(one => one.Tally.Spent.Hours).ShouldBe(whole.Spent.Hours, 1e-9);
        }
    }

    [Fact]
    public void Held_WhenUsCustomerAndSupplierHeldIt_SplitsTheTimeWhole()
    {
        var held = HeldSplit.Of(Tally([
            Done(1, 4, "IN_PROGRESS", "work"), Done(2, 4), Done(3, 4, "AWAIT_CUSTOMER", "customer-follow-up", held: HeldBy.Customer), Done(4, 4, "AWAIT_SUPPLIER", "external", held: HeldBy.ThirdParty)]));
        held.ShouldBe(new HeldSplit(WorkingTime.FromHours(1), WorkingTime.FromHours(2), WorkingTime.FromHours(3), WorkingTime.FromHours(4)));
        held.Whole.ShouldBe(WorkingTime.FromHours(10));
    }

    [Fact]
    public void Machines_WhenTheyFinishSomething_StandApartFromEveryOtherFigure()
    {
        var people = Tally([Done(1, 2), Done(3, 2)]);
        var both = Tally([Done(1, 2), Done(3, 2), Done(1, 2) with { ByPerson = false, ByMachine = true, Uncounted = true }]);
        foreach (var measure in FlowMeasure.All.Where(measure => !measure.Key.StartsWith("machine", StringComparison.Ordinal)))
        {
            measure.Read(both).ShouldBe(measure.Read(people), measure.Key);
        }

        (both.Machines, both.MachinesInTime).ShouldBe((1, 1));
        Read("machine", both).ShouldBe(MeasureReading.Share(1, 3));
    }

    [Theory]
    [InlineData(new int[0], 0.5, null)]
    [InlineData(new[] { 7 }, 0.9, 7d)]
    [InlineData(new[] { 1, 2 }, 0.5, 1.5)]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }, 0.9, 10d)]
    public void Quantile_WhenAsked_LiesAtItsPlaceBetweenTheNearest(int[] sorted, double share, double? expected) => Quantile.Of(sorted, share).ShouldBe(expected);

    [Fact]
    public void Days_WhenTicketsCameAndEnded_CountBackFromToday()
    {
        var monday = new LocalDate(2026, 3, 2);
        var days = Workload.Days(10, [(Nine, 4), (Nine + Duration.FromDays(1), 1)], [(Nine + Duration.FromDays(2), 3)], monday, monday.PlusDays(2), DateTimeZone.Utc);
        days.ShouldBe([new WorkloadDay(monday, 4, 0, 12), new WorkloadDay(monday.PlusDays(1), 1, 0, 13), new WorkloadDay(monday.PlusDays(2), 0, 3, 10)]);
    }

    private static MeasureReading Read(string key, FlowTally tally) => FlowMeasure.All.First(measure => measure.Key == key).Read(tally);

    private static FlowTally Tally(IEnumerable<Measured> all) => FlowTally.Of(FlowCell.Of(all));

    private static Measured Done(double hours, double due, string status = "CUST_UPDATED", string type = "customer-update", long team = 1, HeldBy held = HeldBy.Us) => Of(
        hours <= due ? Verdict.Success : Verdict.Late, ActivityOutcome.Progressed, hours, due, due, status, type, team, held);

    private static Measured Moved(double hours) => Of(Verdict.Rescheduled, ActivityOutcome.Progressed, hours, 2, 4);

    private static Measured Superseded() => Of(Verdict.Excluded, ActivityOutcome.Superseded, 1, 2, 2);

    private static Measured Of(
        Verdict verdict, ActivityOutcome outcome, double hours, double original, double due, string status = "CUST_UPDATED", string type = "customer-update", long team = 1, HeldBy held = HeldBy.Us) => Measured.Of(
        new FlowKey(new TeamId(team), new StatusCode(status), type, null, Priority.P3, held, false), Always, verdict, outcome, Nine, Nine + Duration.FromHours(original), Nine + Duration.FromHours(due),
        Nine + Duration.FromHours(hours), outcome == ActivityOutcome.Progressed, false, Nine + Duration.FromDays(9));
}
