using FsCheck.Fluent;
using Headway.Domain.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

public sealed class VersionsTests
{
    private static readonly WorkCalendar Nine = Version(1, null, null, "09:00-17:00");
    private static readonly WorkCalendar Ten = Version(2, "2026-07-08", null, "10:00-14:00"); // a Wednesday
    private static readonly CalendarVersions Both = CalendarVersions.Of(Nine, Ten).Value;

    [Fact]
    public void At_WhenAVersionBegins_HoldsFromTheStartOfItsFirstDate()
    {
        Both.At(Nine.At("2026-07-08 00:00") - Duration.Epsilon).ShouldBe(Nine);
        Both.At(Nine.At("2026-07-08 00:00")).ShouldBe(Ten);
        Both.Latest.ShouldBe(Ten);
        Both.Numbered(1).ShouldBe(Nine);
        Both.Numbered(3).ShouldBeNull();
    }

    [Fact]
    public void Add_WhenAClockKeepsItsVersion_ItsDueDoesNotMove() =>
        Both.Add(Nine.At("2026-07-07 15:00"), Given.Hours(4), OnNewVersion.Keep).ShouldBe(Nine.At("2026-07-08 11:00"));

    [Fact]
    public void Add_WhenAClockMoves_EachVersionCountsForItsOwnTime() =>
        Both.Add(Nine.At("2026-07-07 15:00"), Given.Hours(4), OnNewVersion.Move).ShouldBe(Nine.At("2026-07-08 12:00"));

    [Fact]
    public void Between_WhenAcrossVersions_FollowsThePolicy()
    {
        var (start, end) = (Nine.At("2026-07-07 15:00"), Nine.At("2026-07-08 17:00"));
        Both.Between(start, end, OnNewVersion.Keep).ShouldBe(Given.Hours(10));
        Both.Between(start, end, OnNewVersion.Move).ShouldBe(Given.Hours(6));
    }

    [Fact]
    public void Add_WhenTheLengthJustFillsAVersion_IsDueAtItsClose()
    {
        Both.Add(Nine.At("2026-07-07 15:00"), Given.Hours(2), OnNewVersion.Move).ShouldBe(Nine.At("2026-07-07 17:00"));
        Both.Add(Nine.At("2026-07-07 17:00"), WorkingTime.Zero, OnNewVersion.Move).ShouldBe(Nine.At("2026-07-08 10:00"));
    }

    [Fact]
    public void Add_WhenANightShiftIsCutByANewVersion_TheNewVersionGoverns()
    {
        var nights = CalendarVersions.Of(Version(1, null, null, "22:00-06:00"), Ten).Value;
        nights.Add(Nine.At("2026-07-07 22:00"), Given.Hours(2), OnNewVersion.Move).ShouldBe(Nine.At("2026-07-08 00:00"));
        nights.Add(Nine.At("2026-07-07 22:00"), Given.Hours(3), OnNewVersion.Move).ShouldBe(Nine.At("2026-07-08 11:00"));
    }

    [Fact]
    public void Add_WhenZeroAndTheOldVersionWouldOpenAsTheNewOneBegins_WaitsForTheNewOne() =>
        CalendarVersions.Of(Version(1, null, null, "00:00-06:00"), Ten).Value
            .Add(Nine.At("2026-07-07 12:00"), WorkingTime.Zero, OnNewVersion.Move).ShouldBe(Nine.At("2026-07-08 10:00"));

    [Fact]
    public void At_WhenAVersionsLastDateIsOver_NothingHoldsUntilTheNext()
    {
        var gap = CalendarVersions.Of(Version(1, "2026-01-01", "2026-06-30", "09:00-17:00"), Ten).Value;
        gap.At(Nine.At("2025-12-31 12:00")).ShouldBeNull();
        gap.At(Nine.At("2026-06-30 23:59"))!.Version.ShouldBe(1);
        gap.At(Nine.At("2026-07-01 00:00")).ShouldBeNull();
        gap.At(Nine.At("2026-07-08 00:00"))!.Version.ShouldBe(2);
        gap.Add(Nine.At("2026-07-01 00:00"), Given.Hours(1), OnNewVersion.Keep).ShouldBeNull();
        gap.Add(Nine.At("2026-06-30 16:00"), Given.Hours(2), OnNewVersion.Move).ShouldBe(Nine.At("2026-07-08 11:00"));
        gap.Add(Nine.At("2026-06-30 16:00"), Given.Hours(2), OnNewVersion.Keep).ShouldBe(Nine.At("2026-07-01 10:00"), "validity closes nothing");
    }

    [Fact]
    public void Add_WhenTheLastVersionEnds_MovingFindsNothingMore() =>
        CalendarVersions.Of(Version(1, null, "2026-06-30", "09:00-17:00")).Value
            .Add(Nine.At("2026-06-30 16:00"), Given.Hours(2), OnNewVersion.Move).ShouldBeNull();

    [Fact]
    public void Of_WhenVersionsDoNotFollowEachOther_Refuses()
    {
        CalendarVersions.Of().Refusal.ShouldBe(CalendarRefusals.VersionsMissing);
        CalendarVersions.Of(Ten, Nine).Refusal.ShouldBe(CalendarRefusals.VersionsOutOfOrder);
        CalendarVersions.Of(Nine, Version(1, "2026-08-01", null, "09:00-17:00")).Refusal.ShouldBe(CalendarRefusals.VersionsOutOfOrder);
        CalendarVersions.Of(Nine, Version(2, null, null, "09:00-17:00")).Refusal.ShouldBe(CalendarRefusals.VersionsOutOfOrder);
        Both.With(Version(3, "2026-07-08", null, "09:00-17:00")).Refusal.ShouldBe(CalendarRefusals.VersionsOutOfOrder);
        Both.With(WorkCalendar.AlwaysOpen("another", Given.Utc)).Refusal.ShouldBe(CalendarRefusals.VersionsMixed);
    }

    [Fact]
    public void With_WhenAVersionIsAdded_TheOldListStaysAsItWas()
    {
        var three = Both.With(Version(3, "2026-09-01", null, "08:00-12:00")).Value;
        three.All.Count.ShouldBe(3);
        Both.All.Count.ShouldBe(2);
        Both.At(Nine.At("2026-09-02 12:00")).ShouldBe(Ten);
    }

    [Fact]
    public void Add_WhenMovingAcrossAnyVersions_IsTheEarliestInstantWithThatMuchBetween() => Sweep.Over(
        from a in Cases.Times from spans in Gen.Elements("06:00-11:30", "22:00-06:00", "00:00-24:00") from day in Gen.Choose(-5, 5) select (a, spans, day), 500, drawn =>
    {
        var (c, spans, day) = drawn;
        var first = c.Case.Around.InZone(c.Calendar.Zone).Date.PlusDays(day);
        var next = WorkCalendar.Create("main", 2, c.Calendar.Zone, Given.Daily(c.Calendar.Zone.Id, spans).Week(), new Dictionary<LocalDate, DayOverride>(), first).Value;
        var versions = CalendarVersions.Of(c.Calendar, next).Value;
        var due = versions.Add(c.T, c.A, OnNewVersion.Move)!.Value;
        versions.Between(c.T, due, OnNewVersion.Move).ShouldBe(c.A);
        if (c.A > WorkingTime.Zero)
            versions.Between(c.T, due - Duration.Epsilon, OnNewVersion.Move).ShouldBeLessThan(c.A);
        else
            versions.At(due)!.IsOpen(due).ShouldBeTrue();
    });

    private static WorkCalendar Version(int number, string? from, string? to, string spans) =>
        WorkCalendar.Create("main", number, Given.Zone("Europe/Berlin"), Given.Weekdays("Europe/Berlin", spans).Week(), new Dictionary<LocalDate, DayOverride>(),
            from is null ? null : Given.Date(from), to is null ? null : Given.Date(to)).Value;
}
