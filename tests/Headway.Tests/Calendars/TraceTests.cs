using Headway.Domain.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

public sealed class TraceTests
{
    [Fact]
    public void Trace_WhenADueCrossesLunchHolidayHalfDayAndClockChange_TellsAllOfIt()
    {
        var calendar = Given.Weekdays("Europe/Berlin", "09:00-12:30", "13:15-17:00")
            .But("2026-03-26", "Works meeting", "09:00-10:00").But("2026-03-27", "Founders' day");
        var from = calendar.At("2026-03-25 12:00");
        var trace = calendar.Trace(from, Given.Hours(6));

        trace.Result.ShouldBe(calendar.At("2026-03-30 09:45"));
        trace.Result.ShouldBe(calendar.Add(from, Given.Hours(6)));
        (trace.Calendar, trace.Version, trace.Zone).ShouldBe(("main", 1, "Europe/Berlin"));
        trace.ZoneDatabase.ShouldBe(Zones.DatabaseVersion);
        trace.Used.Select(used => (Cases.Iso(used.Date), used.Taken.Hours)).ShouldBe([
            ("2026-03-25", 0.5), ("2026-03-25", 3.75), ("2026-03-26", 1), ("2026-03-30", 0.75)]);
        trace.Skipped.ShouldBe([
            new SkippedDate(Given.Date("2026-03-27"), SkipReason.Closed, "Founders' day"),
            new SkippedDate(Given.Date("2026-03-28"), SkipReason.NoWorkingDay, null),
            new SkippedDate(Given.Date("2026-03-29"), SkipReason.NoWorkingDay, null)]);
        trace.Special.Select(special => (Cases.Iso(special.Date), special.Name)).ShouldBe([("2026-03-26", "Works meeting")]);
        var change = trace.ClockChanges.Single();
        change.At.ShouldBe(Given.Utc0("2026-03-29 01:00"));
        change.Moved.ShouldBe(Duration.FromHours(1));
    }

    [Fact]
    public void Trace_WhenTheClocksGoBackTwiceAYear_ListsEachChangeCrossed()
    {
        var calendar = Given.Weekdays("America/New_York", "09:00-17:00");
        calendar.Trace(calendar.At("2026-01-05 09:00"), Given.Hours(1_800)).ClockChanges.Select(change => change.Moved)
            .ShouldBe([Duration.FromHours(1), Duration.FromHours(-1)]);
    }

    [Fact]
    public void Trace_WhenAZoneOnlyRenamesItsTime_ListsNoClockChange()
    {
        // Vancouver's summer time becomes its standard time in November 2026: no clock is moved.
        var calendar = Given.Weekdays("America/Vancouver", "09:00-17:00");
        calendar.Trace(calendar.At("2026-10-30 09:00"), Given.Hours(80)).ClockChanges.ShouldBeEmpty();
    }

    [Fact]
    public void Trace_WhenAroundTheClock_IsOneStretch()
    {
        var always = WorkCalendar.AlwaysOpen("on call", Given.Zone("Europe/Berlin"));
        var trace = always.Trace(always.At("2026-03-28 12:00"), Given.Hours(2_000));
        trace.Used.Single().Taken.ShouldBe(Given.Hours(2_000));
        trace.Skipped.ShouldBeEmpty();
        trace.ClockChanges.Count.ShouldBe(1);
    }

    [Fact]
    public void Trace_WhenOnlyTheSmallHoursOfANightShiftAreUsed_NamesTheDateOfTheClockAndTheDateSkipped()
    {
        var nights = Given.On("UTC", IsoDayOfWeek.Friday, "22:00-06:00");
        var trace = nights.Trace(nights.At("2026-07-04 02:00"), Given.Hours(5));
        trace.Result.ShouldBe(nights.At("2026-07-10 23:00"));
        trace.Used.Select(used => (Cases.Iso(used.Date), used.Taken.Hours)).ShouldBe([("2026-07-04", 4), ("2026-07-10", 1)]);
        trace.Skipped.Select(skipped => Cases.Iso(skipped.Date)).ShouldBe(["2026-07-05", "2026-07-06", "2026-07-07", "2026-07-08", "2026-07-09"]);
    }

    [Fact]
    public void Trace_WhenTheLengthIsZero_ExplainsTheWaitForTheOpening()
    {
        var office = Given.Weekdays("UTC", "09:00-17:00");
        var trace = office.Trace(office.At("2026-07-03 17:00"), WorkingTime.Zero);
        trace.Result.ShouldBe(office.At("2026-07-06 09:00"));
        trace.Used.ShouldBeEmpty();
        trace.Skipped.Select(skipped => skipped.Reason).ShouldBe([SkipReason.NoWorkingDay, SkipReason.NoWorkingDay]);
    }
}
