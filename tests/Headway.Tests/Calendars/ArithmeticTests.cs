using Headway.Domain.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

public sealed class ArithmeticTests
{
    private static readonly WorkCalendar Office = Given.Weekdays("Europe/Berlin", "09:00-17:00");
    private static readonly WorkCalendar Lunch = Given.Weekdays("Europe/Berlin", "09:00-12:30", "13:15-17:00");

    [Fact]
    public void Add_WhenTheDayIsJustFilled_EndsAtItsCloseNotAtTheNextOpening() =>
        Office.Add(Office.At("2026-07-06 09:00"), Given.Hours(8)).ShouldBe(Office.At("2026-07-06 17:00"));

    [Fact]
    public void Add_WhenAMinuteIsLeft_ContinuesTheNextMorning() =>
        Office.Add(Office.At("2026-07-06 09:00"), WorkingTime.FromMinutes(481)).ShouldBe(Office.At("2026-07-07 09:01"));

    [Fact]
    public void Add_WhenZero_IsTheNextWorkingInstant()
    {
        Office.Add(Office.At("2026-07-06 10:00"), WorkingTime.Zero).ShouldBe(Office.At("2026-07-06 10:00"));
        Office.Add(Office.At("2026-07-03 17:00"), WorkingTime.Zero).ShouldBe(Office.At("2026-07-06 09:00"));
    }

    [Fact]
    public void Add_WhenItFillsTheDayAndThenNothing_WaitsForTheNextOpening()
    {
        var close = Office.Add(Office.At("2026-07-06 09:00"), Given.Hours(8))!.Value;
        Office.Add(close, WorkingTime.Zero).ShouldBe(Office.At("2026-07-07 09:00"), "P3 with b = 0 is the next working instant");
    }

    [Fact]
    public void Add_WhenAcrossLunchAndWeekend_CountsOnlyOpenTime() =>
        Lunch.Add(Lunch.At("2026-07-03 12:00"), Given.Hours(5)).ShouldBe(Lunch.At("2026-07-06 09:45"));

    [Fact]
    public void Between_WhenAcrossLunchAndWeekend_CountsOnlyOpenTime() =>
        Lunch.Between(Lunch.At("2026-07-03 12:00"), Lunch.At("2026-07-06 09:45")).ShouldBe(Given.Hours(5));

    [Fact]
    public void Between_WhenReversed_IsZero() =>
        Lunch.Between(Lunch.At("2026-07-06 12:00"), Lunch.At("2026-07-03 12:00")).ShouldBe(WorkingTime.Zero);

    [Fact]
    public void Before_WhenTheDueIsEarlyInTheDay_ReachesBackIntoTheDayBefore() =>
        Office.Before(Office.At("2026-07-06 09:30"), Given.Hours(1)).ShouldBe(Office.At("2026-07-03 16:30"));

    [Fact]
    public void IsOpen_WhenAtTheEdges_IsStartInEndOut()
    {
        Office.IsOpen(Office.At("2026-07-06 09:00")).ShouldBeTrue();
        Office.IsOpen(Office.At("2026-07-06 17:00")).ShouldBeFalse();
    }

    [Fact]
    public void Add_WhenNegative_IsABug() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Office.Add(Office.At("2026-07-06 09:00"), Given.Hours(-1)));

    [Fact]
    public void Add_WhenAlwaysOpen_IsPlainAddition()
    {
        var always = WorkCalendar.AlwaysOpen("on call", Given.Zone("Europe/Berlin"));
        var from = Given.Utc0("2026-03-28 12:00");
        always.Add(from, Given.Hours(1000)).ShouldBe(from + Duration.FromHours(1000));
        always.NextOpening(from).ShouldBe(from);
    }

    [Fact]
    public void Add_WhenAroundTheClockButForAHoliday_IsNotPlainAddition()
    {
        var always = Given.Daily("UTC", "00:00-24:00").But("2026-12-25", "Christmas Day");
        always.Add(always.At("2026-12-24 12:00"), Given.Hours(24)).ShouldBe(always.At("2026-12-26 12:00"));
        always.IsOpen(always.At("2026-12-25 12:00")).ShouldBeFalse();
    }

    [Fact]
    public void Add_WhenItEndsOrStartsExactlyWhereBlocksMeet_IsEarliestAndBeforeIsLatest()
    {
        // Spans are resolved in blocks of 64 days counted from 1970 in UTC; nothing of that may show.
        var office = Given.Daily("UTC", "09:00-17:00");
        for (var day = 0; day < 64 * 40; day += 64)
        {
            var seam = Instant.FromUnixTimeTicks(0) + Duration.FromDays(day);
            var (close, opening) = (seam - Duration.FromHours(7), seam + Duration.FromHours(9));
            office.Add(close - Duration.FromHours(1), Given.Hours(1)).ShouldBe(close);
            office.Add(close, Duration.Epsilon.Worked()).ShouldBe(opening + Duration.Epsilon);
            office.Before(opening + Duration.FromHours(1), Given.Hours(1)).ShouldBe(opening);
            office.Before(opening, Duration.Epsilon.Worked()).ShouldBe(close - Duration.Epsilon);
            office.Between(close, opening).ShouldBe(WorkingTime.Zero);
        }
    }

    [Fact]
    public void Add_WhenABusyMonthIsFollowedByYearsOfSingleHours_DoesNotGiveUp()
    {
        var dates = Enumerable.Range(0, 60).ToDictionary(Given.Date("2026-07-01").PlusDays, _ => DayOverride.Hours(null, Given.Spans("00:00-24:00")));
        for (var i = 1; i < 50; i++)
            dates[Given.Date("2026-09-01").PlusDays(i * 60)] = DayOverride.Hours(null, Given.Spans("09:00-10:00"));
        var calendar = Given.Create("UTC", [], dates).Value;
        calendar.Add(calendar.At("2026-08-29 23:00"), Given.Hours(46)).ShouldBe(calendar.At("2026-09-01 10:00") + Duration.FromDays(45 * 60));
    }

    [Fact]
    public void OpenBetween_WhenCutInsideSpans_ReturnsWhatLiesWithin()
    {
        var open = Lunch.OpenBetween(Lunch.At("2026-07-06 10:00"), Lunch.At("2026-07-06 14:00"));
        open.ShouldBe([
            new OpenSpan(Lunch.At("2026-07-06 10:00"), Lunch.At("2026-07-06 12:30")),
            new OpenSpan(Lunch.At("2026-07-06 13:15"), Lunch.At("2026-07-06 14:00"))]);
    }
}
