using Headway.Domain.Calendars;
using Headway.Domain.Landing;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Landing;

public sealed class LandingPlanTests
{
    private static readonly WorkCalendar Office = Given.Weekdays("UTC", "09:00-17:00");
    private static readonly LocalDate Friday = new(2026, 3, 6);

    [Fact]
    public void Plan_WithMoreThanADayTakes_SpreadsOverWorkingDaysOnly()
    {
        var plan = Of(Enumerable.Range(0, 212).Select(at => Ticket(at)), perDay: 14);
        (plan.Reviews, plan.PerDay, plan.Shares[0].Days, plan.Weeks).ShouldBe((212, 14, 16, 4));
        plan.Shares[0].First.ShouldBe(Friday);
        plan.Shares[0].Last.ShouldBe(new LocalDate(2026, 3, 27));
        plan.Dues.Values.ShouldAllBe(due => Office.IsOpen(due - Duration.FromMinutes(1)));
        plan.Dues.Values.GroupBy(due => due.InUtc().Date).Max(day => day.Count()).ShouldBe(14);
    }

    [Fact]
    public void Order_IsWhoeverWaitsForAnAnswerThenWhoHasAskedThenTheOldest()
    {
        var plan = Of([Ticket(0, LandingReason.Age, days: 300), Ticket(1, LandingReason.Chased, days: 20), Ticket(2, LandingReason.Unanswered, days: 1), Ticket(3, LandingReason.Age, days: 400)], perDay: 1);
        plan.Dues.OrderBy(due => due.Value).Select(due => due.Key).ShouldBe([2, 1, 3, 0]);
    }

    [Fact]
    public void Day_HasItsReviewsEvenlyOverTheOpenHours()
    {
        var plan = Of(Enumerable.Range(0, 4).Select(at => Ticket(at)), perDay: 4);
        plan.Dues.Values.Order().Select(due => due.InUtc().TimeOfDay).ShouldBe([new LocalTime(11, 0), new LocalTime(13, 0), new LocalTime(15, 0), new LocalTime(17, 0)]);
    }

    [Fact]
    public void Team_TakesNoMoreForAnother()
    {
        var plan = LandingPlan.Of(
            [Ticket(0), Ticket(1), Ticket(2) with { Team = DeskWorld.Network }], team => team == DeskWorld.Desk ? 1 : 5, _ => Office, Friday);
        plan.Shares.Select(share => (share.Team, share.Reviews, share.Days)).ShouldBe([(DeskWorld.Desk, 2, 2), (DeskWorld.Network, 1, 1)]);
    }

    private static LandingPlan Of(IEnumerable<ToReview> tickets, int perDay) => LandingPlan.Of(tickets, _ => perDay, _ => Office, Friday);

    private static ToReview Ticket(int at, LandingReason reason = LandingReason.Age, int days = 10) =>
        new(at, DeskWorld.Desk, reason, DeskWorld.At("2026-03-01 09:00") - Duration.FromDays(days));
}
