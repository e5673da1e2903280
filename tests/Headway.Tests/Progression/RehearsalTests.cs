using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

public sealed class RehearsalTests
{
    private static readonly TeamId Desk = new(1);
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly WorkCalendar Office = Weekdays("09:00-17:00");

    private static WorkCalendar Weekdays(string span)
    {
        IReadOnlyList<Span> hours = [Span.Parse(span).Value];
        var week = Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => hours);
        return WorkCalendar.Create("main", 1, DateTimeZone.Utc, week, new Dictionary<LocalDate, DayOverride>()).Value;
    }

    // Waiting for a supplier may last 16 hours: Monday 09:00 to Tuesday 17:00.
    private static PastActivity Waited(double hours, Priority priority = Priority.P3) => new(
        StatusCode.AwaitSupplier, Desk, priority, null, Office, Monday, WorkingTime.FromHours(16), Office.Add(Monday, WorkingTime.FromHours(16))!.Value,
        Office.Add(Monday, WorkingTime.FromHours(hours)));

    private static StatusBook Book(double hours, params ThresholdRule[] rules) => StatusBook.Default.With(
        DefaultStatuses.All.Select(status => status.Code == StatusCode.AwaitSupplier ? status with { Threshold = WorkingTime.FromHours(hours) } : status), rules);

    [Fact]
    public void Thresholds_WhenShorter_MakeMoreLate_AndAtTheDueIsOnTime() =>
        Rehearsal.OfThresholds([Waited(8), Waited(8.1), Waited(16), Waited(17)], StatusBook.Default, Book(8), Monday + Duration.FromDays(20))
            .ShouldBe(new Rehearsed(Looked: 4, Touched: 4, Were: 1, Would: 3, More: 2, Fewer: 0));

    [Fact]
    public void Thresholds_WhenLonger_ForgiveSome() =>
        Rehearsal.OfThresholds([Waited(15), Waited(20), Waited(30)], StatusBook.Default, Book(24), Monday + Duration.FromDays(20))
            .ShouldBe(new Rehearsed(3, 3, Were: 2, Would: 1, More: 0, Fewer: 1));

    [Fact]
    public void Thresholds_OfARule_TouchOnlyWhatItNames() =>
        Rehearsal.OfThresholds(
            [Waited(10), Waited(10, Priority.P1)], StatusBook.Default, Book(16, new ThresholdRule(StatusCode.AwaitSupplier, WorkingTime.FromHours(4), Priority: Priority.P1)), Monday + Duration.FromDays(20))
            .ShouldBe(new Rehearsed(2, Touched: 1, 0, 1, 1, 0));

    [Fact]
    public void OpenOnes_AreMeasured_UntilNow() =>
        Rehearsal.OfThresholds([Waited(1) with { Closed = null }], StatusBook.Default, Book(400), Monday + Duration.FromDays(20))
            .ShouldBe(new Rehearsed(1, 1, Were: 1, Would: 0, 0, Fewer: 1));

    [Fact]
    public void Hours_WhenTheDayIsShorter_MoveDuesOut() =>
        Rehearsal.OfHours([Waited(17), Waited(40)], Weekdays("09:00-13:00"), Monday + Duration.FromDays(20))
            .ShouldBe(new Rehearsed(2, 2, 2, 1, 0, 1));
}
