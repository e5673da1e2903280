using Headway.Domain.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

public sealed class DefinitionTests
{
    private static readonly Dictionary<IsoDayOfWeek, IReadOnlyList<Span>> Mondays = new() { [IsoDayOfWeek.Monday] = Given.Spans("09:00-17:00") };

    [Theory]
    [InlineData("09:00-12:30", "09:00-12:30", 3.5)]
    [InlineData(" 9:00 - 17:00 ", "09:00-17:00", 8)]
    [InlineData("22:00-06:00", "22:00-06:00", 8)]
    [InlineData("13:00-24:00", "13:00-24:00", 11)]
    [InlineData("13:00-00:00", "13:00-24:00", 11)]
    [InlineData("00:00-24:00", "00:00-24:00", 24)]
    [InlineData("00:00-23:59", "00:00-23:59", 23.983333)]
    public void Parse_WhenHoursAreClear_ReadsThem(string text, string shown, double hours)
    {
        var span = Span.Parse(text).Value;
        span.ToString().ShouldBe(shown);
        span.WallLength.TotalHours.ShouldBe(hours, 0.00001);
        Span.Parse(span.ToString()).Value.ShouldBe(span);
    }

    [Theory]
    [InlineData("")]
    [InlineData("09:00")]
    [InlineData("09:00-")]
    [InlineData("-17:00")]
    [InlineData("09:00-17:00-18:00")]
    [InlineData("09:60-17:00")]
    [InlineData("25:00-26:00")]
    [InlineData("24:01-24:02")]
    [InlineData("24:00-06:00")]
    [InlineData("09:00-09:00")]
    [InlineData("00:00-00:00")]
    [InlineData("09-17")]
    [InlineData("9:0-17:00")]
    [InlineData("+9:00-17:00")]
    [InlineData("09:00\u201317:00")]
    [InlineData("morning-evening")]
    [InlineData("٠٩:٠٠-١٧:٠٠")]
    public void Parse_WhenHoursAreNotClear_Refuses(string text) => Span.Parse(text).Refusal!.Code.ShouldBe("calendar.span-malformed");

    [Fact]
    public void Parse_WhenRefused_QuotesWhatWasGivenInShort() =>
        Span.Parse(new string('9', 5_000)).Refusal!.Message.Length.ShouldBeLessThan(250);

    [Fact]
    public void IsOvernight_WhenTheEndIsTheNextMorning_IsSoButNotAt24()
    {
        Span.Parse("22:00-06:00").Value.IsOvernight.ShouldBeTrue();
        Span.Parse("13:00-24:00").Value.IsOvernight.ShouldBeFalse();
        Span.WholeDay.IsOvernight.ShouldBeFalse();
    }

    [Fact]
    public void Create_WhenItNeverOpens_IsRefused()
    {
        Given.Create("UTC", []).Refusal.ShouldBe(CalendarRefusals.NeverOpens);
        Given.Create("UTC", [], new() { [Given.Date("2026-07-06")] = DayOverride.Closed() }).Refusal.ShouldBe(CalendarRefusals.NeverOpens);
        Given.Create("UTC", new() { [IsoDayOfWeek.Monday] = [] }).Refusal.ShouldBe(CalendarRefusals.NeverOpens);
    }

    [Theory]
    [InlineData("2026-07-06", false)]
    [InlineData("2021-07-07", false)]
    [InlineData("2021-07-06", true)] // five years to the day
    [InlineData("2026-07-07", true)]
    public void Create_WhenItDoesNotOpenWithinFiveYearsOfToday_IsRefused(string today, bool refused)
    {
        var once = new Dictionary<LocalDate, DayOverride> { [Given.Date("2026-07-06")] = DayOverride.Hours("open day", Given.Spans("00:00-24:00")) };
        var none = new Dictionary<IsoDayOfWeek, IReadOnlyList<Span>>();
        WorkCalendar.Create("main", 1, Given.Utc, none, once, today: Given.Date(today)).IsRefused.ShouldBe(refused);
        WorkCalendar.Create("main", 1, Given.Utc, none, once, validFrom: Given.Date(today)).IsRefused.ShouldBe(refused);
    }

    [Fact]
    public void Create_WhenSomethingIsWrong_SaysWhat()
    {
        Make(name: " ").ShouldBe("calendar.name-missing");
        Make(name: new string('x', 101)).ShouldBe("calendar.name-missing");
        Make(week: new() { [IsoDayOfWeek.Monday] = [new Span(new LocalTime(9, 0), new LocalTime(9, 0))] }).ShouldBe("calendar.span-malformed");
        Make(week: new() { [IsoDayOfWeek.None] = Given.Spans("09:00-17:00") }).ShouldBe("calendar.day-unknown");
        Make(week: new() { [IsoDayOfWeek.Monday] = [.. Enumerable.Repeat(Span.WholeDay, 49)] }).ShouldBe("calendar.too-many-spans");
        Make(dates: Enumerable.Range(0, 10_001).ToDictionary(Given.Date("2026-01-01").PlusDays, _ => DayOverride.Closed())).ShouldBe("calendar.too-many-dates");
        Make(from: "2026-02-01", to: "2026-01-31").ShouldBe("calendar.validity-reversed");
        Make().ShouldBeNull();
        Zones.Find("Europe/Atlantis").Refusal!.Code.ShouldBe("calendar.zone-unknown");
        Zones.Find("Europe/Berlin").Value.Id.ShouldBe("Europe/Berlin");
    }

    [Fact]
    public void Find_WhenAWeekdayIsNamed_KnowsItsCodeOnly()
    {
        Weekdays.Find("mon").Value.ShouldBe(IsoDayOfWeek.Monday);
        Weekdays.Find("SUN").Value.ShouldBe(IsoDayOfWeek.Sunday);
        Weekdays.Find("monday").Refusal!.Code.ShouldBe("calendar.day-unknown");
        Weekdays.CodeOf(IsoDayOfWeek.Thursday).ShouldBe("thu");
    }

    [Fact]
    public void Create_WhenTheCallerChangesItsListsAfterwards_StaysAsItWas()
    {
        var spans = new List<Span>(Given.Spans("09:00-17:00"));
        var dates = new Dictionary<LocalDate, DayOverride>();
        var calendar = WorkCalendar.Create("main", 1, Given.Utc, new Dictionary<IsoDayOfWeek, IReadOnlyList<Span>> { [IsoDayOfWeek.Monday] = spans }, dates).Value;
        spans.Clear();
        dates[Given.Date("2026-07-06")] = DayOverride.Closed();
        calendar.Add(calendar.At("2026-07-06 09:00"), Given.Hours(1)).ShouldBe(calendar.At("2026-07-06 10:00"));
    }

    [Fact]
    public void IsOpen_WhenSpansOverlapOrTouch_AreOne()
    {
        var calendar = Given.On("UTC", IsoDayOfWeek.Monday, "10:00-14:00", "09:00-11:00", "14:00-15:00", "10:30-10:45");
        calendar.OpenBetween(calendar.At("2026-07-06 00:00"), calendar.At("2026-07-07 00:00"))
            .ShouldBe([new OpenSpan(calendar.At("2026-07-06 09:00"), calendar.At("2026-07-06 15:00"))]);
    }

    [Fact]
    public void IsOpen_WhenADateIsClosed_TheNightShiftBeforeItStillRunsOut()
    {
        var nights = Given.Daily("UTC", "22:00-06:00").But("2026-12-25", "Christmas Day");
        nights.OpenBetween(nights.At("2026-12-24 12:00"), nights.At("2026-12-27 00:00")).ShouldBe([
            new OpenSpan(nights.At("2026-12-24 22:00"), nights.At("2026-12-25 06:00")),
            new OpenSpan(nights.At("2026-12-26 22:00"), nights.At("2026-12-27 00:00"))]);
    }

    [Fact]
    public void IsOpen_WhenNightAndDayShiftOverlap_CountsTheTimeOnce()
    {
        var calendar = Given.Daily("UTC", "22:00-10:00", "09:00-17:00");
        calendar.Between(calendar.At("2026-07-06 12:00"), calendar.At("2026-07-07 12:00")).ShouldBe(Given.Hours(5 + 14));
    }

    private static string? Make(string name = "main", Dictionary<IsoDayOfWeek, IReadOnlyList<Span>>? week = null,
        Dictionary<LocalDate, DayOverride>? dates = null, string? from = null, string? to = null) =>
        WorkCalendar.Create(name, 1, Given.Utc, week ?? Mondays, dates ?? [], from is null ? null : Given.Date(from), to is null ? null : Given.Date(to)).Refusal?.Code;
}
