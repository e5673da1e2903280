using Headway.Domain.Calendars;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

public sealed class WorkingDaysTests
{
    private static readonly WorkCalendar Office = Given.Weekdays("Europe/Berlin", "09:00-17:00");

    [Theory]
    [InlineData("2026-07-06 10:00", 0, "2026-07-06 10:00")]
    [InlineData("2026-07-06 10:00", 1, "2026-07-07 10:00")]
    [InlineData("2026-07-03 16:30", 1, "2026-07-06 16:30")]
    [InlineData("2026-07-06 09:00", 5, "2026-07-13 09:00")]
    [InlineData("2026-07-04 12:00", 0, "2026-07-06 09:00")]
    [InlineData("2026-07-04 12:00", 2, "2026-07-08 09:00")]
    [InlineData("2026-07-06 17:00", 1, "2026-07-08 09:00")] // closed at 17:00: counted from the next opening
    [InlineData("2026-03-27 10:00", 1, "2026-03-30 10:00")]
    public void AddWorkingDays_WhenDaysAreEquallyLong_KeepsTheLocalTime(string from, int days, string due)
    {
        Office.AddWorkingDays(Office.At(from), days).ShouldBe(Office.At(due));
        Office.Between(Office.At(from), Office.At(due)).ShouldBe(Given.Hours(8 * days), "8 h a day on 9 to 17");
    }

    [Fact]
    public void AddWorkingDays_WhenInTwoSteps_IsAsInOne() => Sweep.Over(Cases.Times, 300, c =>
    {
        var (a, b) = ((int)(c.A.Length.TotalHours % 20), (int)(c.B.Length.TotalHours % 20));
        Office.AddWorkingDays(Office.AddWorkingDays(c.T, a)!.Value, b).ShouldBe(Office.AddWorkingDays(c.T, a + b));
        Office.Between(c.T, Office.AddWorkingDays(c.T, a)!.Value).ShouldBe(Given.Hours(8 * a));
    });

    [Theory]
    [InlineData("2026-07-06 15:00", "2026-07-07 13:00")] // over by then: its close
    [InlineData("2026-07-06 09:00", "2026-07-07 10:00")] // not yet open: its opening
    [InlineData("2026-07-06 11:30", "2026-07-07 12:00")] // in its break: when that is over
    [InlineData("2026-07-06 12:30", "2026-07-07 12:30")]
    public void AddWorkingDays_WhenTheTargetDayHasOtherHours_StaysOnThatDay(string from, string due)
    {
        var calendar = Office.But("2026-07-07", "works meeting", "10:00-11:00", "12:00-13:00");
        calendar.AddWorkingDays(calendar.At(from), 1).ShouldBe(calendar.At(due));
    }

    [Fact]
    public void AddWorkingDays_WhenInTheSmallHoursOfANightShift_BelongsToTheDateTheShiftBegan()
    {
        var nights = Given.Weekdays("Europe/Berlin", "22:00-06:00");
        nights.AddWorkingDays(nights.At("2026-07-07 02:00"), 1).ShouldBe(nights.At("2026-07-08 02:00"));
        nights.AddWorkingDays(nights.At("2026-07-04 02:00"), 1).ShouldBe(nights.At("2026-07-07 02:00"), "Friday's shift, so Monday's is next");
        nights.EndOfWorkingDay(nights.At("2026-07-04 02:00"), 1).ShouldBe(nights.At("2026-07-07 06:00"));
    }

    [Fact]
    public void AddWorkingDays_WhenAroundTheClock_CountsCalendarDays()
    {
        var always = WorkCalendar.AlwaysOpen("on call", Office.Zone);
        always.AddWorkingDays(always.At("2026-03-28 02:30"), 1).ShouldBe(always.At("2026-03-29 03:00"), "02:30 does not exist");
        always.AddWorkingDays(always.At("2026-03-28 02:30"), 2).ShouldBe(always.At("2026-03-30 02:30"));
    }

    [Theory]
    [InlineData("2026-07-06 10:00", 0, "2026-07-06 17:00")]
    [InlineData("2026-07-03 10:00", 1, "2026-07-06 17:00")]
    [InlineData("2026-07-03 17:00", 0, "2026-07-06 17:00")]
    [InlineData("2026-07-06 10:00", 10, "2026-07-20 17:00")]
    public void EndOfWorkingDay_WhenCounted_IsThatDaysClose(string from, int days, string end) =>
        Office.EndOfWorkingDay(Office.At(from), days).ShouldBe(Office.At(end));

    [Fact]
    public void OpeningOn_WhenTheDateIsClosed_IsTheNextDateThatOpens()
    {
        Office.OpeningOn(Given.Date("2026-07-06")).ShouldBe(Office.At("2026-07-06 09:00"));
        Office.OpeningOn(Given.Date("2026-07-04")).ShouldBe(Office.At("2026-07-06 09:00"));
        Office.But("2026-07-06", "closed").OpeningOn(Given.Date("2026-07-04")).ShouldBe(Office.At("2026-07-07 09:00"));
        WorkCalendar.AlwaysOpen("on call", Office.Zone).OpeningOn(Given.Date("2026-07-04")).ShouldBe(Office.At("2026-07-04 00:00"));
    }

    [Fact]
    public void AddWorkingDays_WhenNegative_IsABug() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Office.AddWorkingDays(Office.At("2026-07-06 10:00"), -1));
}
