using Headway.Domain.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

/// <summary>The named trap days: where a local clock jumps, repeats, or has no midnight.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("America/Santiago", "2026-09-06", 23)]
    [InlineData("America/Santiago", "2026-04-04", 25)]
    [InlineData("Africa/Cairo", "2026-04-24", 23)]
    [InlineData("Africa/Cairo", "2026-10-29", 25)]
    [InlineData("America/Nuuk", "2026-03-28", 23)]
    [InlineData("America/Nuuk", "2026-10-24", 25)]
    [InlineData("Africa/Casablanca", "2026-02-15", 25)]
    [InlineData("Africa/Casablanca", "2026-03-22", 23)]
    [InlineData("Europe/Dublin", "2026-03-29", 23)]
    [InlineData("Europe/Dublin", "2026-10-25", 25)]
    [InlineData("Asia/Kathmandu", "2026-03-29", 24)]
    [InlineData("Pacific/Kiritimati", "2026-12-31", 24)]
    public void Between_WhenADayIsOpenThroughout_IsAsLongAsTheDayReallyWas(string zone, string date, double hours)
    {
        var day = Given.Date(date);
        var calendar = Given.Create(zone, [], new() { [day] = DayOverride.Hours("a long day", Span.WholeDay) }).Value;
        calendar.Between(calendar.At($"{date} 12:00") - Duration.FromDays(2), calendar.At($"{date} 12:00") + Duration.FromDays(2)).ShouldBe(Given.Hours(hours));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-27 16:00", "2026-03-30 10:00")]
    [InlineData("Europe/Berlin", "2026-10-23 16:00", "2026-10-26 10:00")]
    [InlineData("America/New_York", "2026-03-06 16:00", "2026-03-09 10:00")]
    [InlineData("America/New_York", "2026-10-30 16:00", "2026-11-02 10:00")]
    public void Add_WhenTheClocksChangeOverTheWeekend_KeepsTheLocalHours(string zone, string from, string due)
    {
        var office = Given.Weekdays(zone, "09:00-17:00");
        office.Add(office.At(from), Given.Hours(2)).ShouldBe(office.At(due));
    }

    [Fact]
    public void Between_WhenBerlinAndNewYorkChangeThreeWeeksApart_EachKeepsItsOwnHours()
    {
        // From 8 to 29 March 2026 New York is five hours behind Berlin, not six.
        var berlin = Given.Weekdays("Europe/Berlin", "09:00-17:00");
        var newYork = Given.Weekdays("America/New_York", "09:00-17:00");
        foreach (var (date, overlap) in new[] { ("2026-03-05", 2.0), ("2026-03-12", 3.0), ("2026-04-02", 2.0), ("2026-10-28", 3.0) })
            berlin.Between(newYork.At($"{date} 09:00"), newYork.At($"{date} 17:00")).ShouldBe(Given.Hours(overlap), date);
    }

    [Fact]
    public void Add_WhenANightShiftCrossesTheSpringGap_IsAnHourShorter()
    {
        var nights = Given.On("Europe/Berlin", IsoDayOfWeek.Saturday, "22:00-06:00");
        nights.Between(nights.At("2026-03-28 22:00"), nights.At("2026-03-29 06:00")).ShouldBe(Given.Hours(7));
        nights.Add(nights.At("2026-03-28 22:00"), Given.Hours(5)).ShouldBe(nights.At("2026-03-29 04:00"));
    }

    [Fact]
    public void Add_WhenANightShiftCrossesTheAutumnOverlap_IsAnHourLonger()
    {
        var nights = Given.On("Europe/Berlin", IsoDayOfWeek.Saturday, "22:00-06:00");
        nights.Between(nights.At("2026-10-24 22:00"), nights.At("2026-10-25 06:00")).ShouldBe(Given.Hours(9));
        nights.Add(nights.At("2026-10-24 22:00"), Given.Hours(5)).ShouldBe(nights.AtSecond("2026-10-25 02:00"));
    }

    [Fact]
    public void IsOpen_WhenASpanStartsInTheGap_OpensAtTheFirstValidInstantAfterIt()
    {
        var early = Given.Daily("Europe/Berlin", "02:30-05:00");
        early.NextOpening(early.At("2026-03-29 00:00")).ShouldBe(Given.Utc0("2026-03-29 01:00"));
        early.Between(early.At("2026-03-29 00:00"), early.At("2026-03-29 12:00")).ShouldBe(Given.Hours(2));
    }

    [Fact]
    public void IsOpen_WhenASpanEndsInTheGap_ClosesAtTheGap()
    {
        var late = Given.Daily("Europe/Berlin", "00:00-02:30");
        late.Between(late.At("2026-03-29 00:00"), late.At("2026-03-29 12:00")).ShouldBe(Given.Hours(2));
        late.IsOpen(late.At("2026-03-29 03:00")).ShouldBeFalse();
    }

    [Fact]
    public void IsOpen_WhenASpanLiesInsideTheGap_IsSkippedThatDayOnly()
    {
        var brief = Given.Daily("Europe/Berlin", "02:10-02:50");
        brief.Between(brief.At("2026-03-29 00:00"), brief.At("2026-03-30 00:00")).ShouldBe(WorkingTime.Zero);
        brief.Add(brief.At("2026-03-29 00:00"), WorkingTime.FromMinutes(40)).ShouldBe(brief.At("2026-03-30 02:50"));
    }

    [Fact]
    public void IsOpen_WhenASpanLiesInsideTheOverlap_RunsFromTheFirstToTheSecond()
    {
        // Opened at the first 02:10 and closed at the second 02:50, without a break between.
        var brief = Given.Daily("Europe/Berlin", "02:10-02:50");
        brief.OpenBetween(brief.At("2026-10-25 00:00"), brief.At("2026-10-25 12:00"))
            .ShouldBe([new OpenSpan(Given.Utc0("2026-10-25 00:10"), Given.Utc0("2026-10-25 01:50"))]);
    }

    [Fact]
    public void IsOpen_WhenASpanEndsJustAsTheClocksGoBack_RunsUntilTheyShowThatTimeAgain()
    {
        // In Havana 01:00 becomes 00:00, so Saturday's 24:00 comes twice; in Berlin 02:00 does.
        var saturday = Given.On("America/Havana", IsoDayOfWeek.Saturday, "20:00-24:00");
        saturday.Between(saturday.At("2027-11-06 12:00"), saturday.At("2027-11-07 12:00")).ShouldBe(Given.Hours(5));
        var night = Given.Daily("Europe/Berlin", "00:00-02:00");
        night.Between(night.At("2026-10-25 00:00"), night.At("2026-10-25 12:00")).ShouldBe(Given.Hours(3));
    }

    [Theory]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06 04:00")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23 22:00")]
    public void OpeningOn_WhenMidnightDoesNotExist_IsTheFirstInstantOfTheDate(string zone, string date, string utc)
    {
        var always = Given.Daily(zone, "00:00-24:00");
        always.OpeningOn(Given.Date(date)).ShouldBe(Given.Utc0(utc));
        var evening = Given.Daily(zone, "13:00-24:00");
        evening.IsOpen(Given.Utc0(utc) - Duration.Epsilon).ShouldBeTrue("24:00 of the day before ends at the gap");
        evening.IsOpen(Given.Utc0(utc)).ShouldBeFalse();
    }

    [Fact]
    public void Add_WhenNuukMovesAt23OfTheDayBefore_LosesTheLastHourOfSaturday()
    {
        var evening = Given.Daily("America/Nuuk", "20:00-24:00");
        evening.Between(evening.At("2026-03-28 20:00"), evening.At("2026-03-29 12:00")).ShouldBe(Given.Hours(3));
        evening.Add(evening.At("2026-03-28 20:00"), Given.Hours(3.5)).ShouldBe(evening.At("2026-03-29 20:30"));
    }

    [Fact]
    public void Add_WhenLordHoweMovesByHalfAnHour_CountsTheHalfHour()
    {
        var night = Given.Daily("Australia/Lord_Howe", "01:00-04:00");
        night.Between(night.At("2026-10-04 00:00"), night.At("2026-10-04 12:00")).ShouldBe(Given.Hours(2.5));
        night.Between(night.At("2026-04-05 00:00"), night.At("2026-04-05 12:00")).ShouldBe(Given.Hours(3.5));
    }

    [Fact]
    public void Add_WhenCasablancaSuspendsItsClockForRamadan_KeepsLocalOfficeHours()
    {
        var office = Given.Weekdays("Africa/Casablanca", "09:00-17:00");
        office.At("2026-02-13 09:00").ShouldBe(Given.Utc0("2026-02-13 08:00"));
        office.At("2026-02-16 09:00").ShouldBe(Given.Utc0("2026-02-16 09:00"));
        office.Add(office.At("2026-02-13 16:00"), Given.Hours(2)).ShouldBe(office.At("2026-02-16 10:00"));
    }

    [Fact]
    public void Add_WhenDublinsWinterIsTheNegativeSummerTime_GoesThroughGapAndOverlapLikeLondon()
    {
        var (dublin, london) = (Given.Daily("Europe/Dublin", "00:30-01:30"), Given.Daily("Europe/London", "00:30-01:30"));
        foreach (var from in new[] { "2026-03-28 20:00", "2026-10-24 20:00" })
            dublin.Add(dublin.At(from), Given.Hours(3)).ShouldBe(london.Add(london.At(from), Given.Hours(3)));
    }

    [Fact]
    public void Add_WhenKathmanduIsThreeQuartersOff_StaysOnItsOwnHours()
    {
        var office = Given.Daily("Asia/Kathmandu", "10:00-18:00");
        office.Add(Given.Utc0("2026-07-06 00:00"), Given.Hours(1)).ShouldBe(Given.Utc0("2026-07-06 05:15"));
    }

    [Fact]
    public void Add_WhenApiaSkippedAWholeDay_FindsNothingOnIt()
    {
        // 30 December 2011 did not happen: Thursday the 29th was followed by Saturday the 31st.
        var daily = Given.Daily("Pacific/Apia", "09:00-17:00");
        daily.Add(daily.At("2011-12-29 16:00"), Given.Hours(2)).ShouldBe(daily.At("2011-12-31 10:00"));
        daily.OpeningOn(Given.Date("2011-12-30")).ShouldBe(daily.At("2011-12-31 09:00"));
        daily.AddWorkingDays(daily.At("2011-12-29 10:00"), 1).ShouldBe(daily.At("2011-12-31 10:00"));
        daily.Trace(daily.At("2011-12-29 16:00"), Given.Hours(2)).Skipped
            .ShouldBe([new SkippedDate(Given.Date("2011-12-30"), SkipReason.ClockChange, null)]);
    }

    [Fact]
    public void DailyRule_WhenAWholeDateWasSkipped_HasNoFiringForIt() =>
        new DailyRule(Given.Zone("Pacific/Apia"), new LocalTime(8, 0)).Between(Given.Utc0("2011-12-28 00:00"), Given.Utc0("2012-01-01 12:00"))
            .Select(firing => firing.Date.Day).ShouldBe([28, 29, 31, 1]);

    [Fact]
    public void Add_WhenKiritimatiSkippedTheLastDayOf1994_FindsNothingOnIt()
    {
        var daily = Given.Daily("Pacific/Kiritimati", "09:00-17:00");
        daily.Add(daily.At("1994-12-30 16:00"), Given.Hours(2)).ShouldBe(daily.At("1995-01-01 10:00"));
    }

    [Fact]
    public void Between_WhenADayHappenedTwice_CountsBoth()
    {
        // Kwajalein's clocks went back by 23 hours at the end of 30 September 1969.
        var daily = Given.Daily("Pacific/Kwajalein", "00:00-24:00");
        daily.Between(Given.Utc0("1969-09-28 00:00"), Given.Utc0("1969-10-03 00:00")).ShouldBe(Given.Hours(120));
    }

    [Theory]
    [InlineData("2028-02-28 16:00", "2028-02-29 10:00")] // leap day, a Tuesday
    [InlineData("2027-02-26 16:00", "2027-03-01 10:00")]
    [InlineData("2026-12-31 16:00", "2027-01-01 10:00")]
    public void Add_WhenAtTheEndOfAMonth_KnowsTheCalendar(string from, string due)
    {
        var office = Given.Weekdays("Europe/Berlin", "09:00-17:00");
        office.Add(office.At(from), Given.Hours(2)).ShouldBe(office.At(due));
    }

    [Fact]
    public void Add_WhenNewYearIsAHoliday_GoesOnAfterTheWeekendBehindIt()
    {
        var office = Given.Weekdays("Europe/Berlin", "09:00-17:00")
            .But("2026-12-31", "New Year's Eve", "09:00-12:00").But("2027-01-01", "New Year's Day");
        office.Add(office.At("2026-12-31 11:00"), Given.Hours(2)).ShouldBe(office.At("2027-01-04 10:00"));
    }

    [Fact]
    public void At_WhenVancouverStaysOnSummerTimeFromNovember2026_UsesTheNewRule()
    {
        // A tz database from before 2026 would say 17:00 UTC; dues stored with it are computed again.
        var office = Given.Weekdays("America/Vancouver", "09:00-17:00");
        office.At("2026-12-01 09:00").ShouldBe(Given.Utc0("2026-12-01 16:00"));
        office.Add(office.At("2026-10-30 16:00"), Given.Hours(2)).ShouldBe(Given.Utc0("2026-11-02 17:00"));
        Zones.DatabaseVersion.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void StartOf_WhenAskedForEveryDateOf2024To2028InEveryZone_IsOnThatDateAndLaterThanTheLast()
    {
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var zone = Given.Zone(id);
            var previous = Zones.StartOf(zone, new LocalDate(2023, 12, 31));
            for (var date = new LocalDate(2024, 1, 1); date.Year < 2029; date = date.PlusDays(1))
            {
                var start = Zones.StartOf(zone, date);
                if (start.InZone(zone).Date != date || start <= previous)
                    throw new ShouldAssertException($"{id} {date}: starts {start}");
                previous = start;
            }
        }
    }
}
