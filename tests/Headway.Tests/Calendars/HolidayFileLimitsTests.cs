using FsCheck.Fluent;
using Headway.Domain.Calendars;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

/// <summary>A holiday file comes from a stranger: it is read, listed or refused, in bounded time, and never throws.</summary>
public sealed class HolidayFileLimitsTests
{
    [Theory]
    [InlineData("", "holidays.not-a-calendar")]
    [InlineData("<html><body>404</body></html>", "holidays.not-a-calendar")]
    [InlineData("BEGIN:VEVENT\nEND:VEVENT", "holidays.not-a-calendar")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260403", "holidays.cut-off")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", "holidays.malformed")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR", "holidays.malformed")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR", "holidays.malformed")]
    public void ReadIcs_WhenTheFileIsBroken_IsRefused(string text, string code) => Holidays.ReadIcs(text).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void ReadIcs_WhenTooLong_IsRefused() => Holidays.ReadIcs(new string('x', 2_000_001)).Refusal.ShouldBe(HolidayRefusals.TooLarge);

    [Fact]
    public void ReadIcs_WhenTooManyEvents_IsRefused() =>
        Holidays.ReadIcs(Ics.Of([.. Enumerable.Repeat(Ics.Event("20260403", "Day"), 5_001)])).Refusal.ShouldBe(HolidayRefusals.TooLarge);

    [Fact]
    public void ReadIcs_WhenNothingInItIsUnderstood_IsRefusedInsteadOfListedForEver() =>
        Holidays.ReadIcs(Ics.Of([.. Enumerable.Repeat("nonsense", 1_001)])).Refusal.ShouldBe(HolidayRefusals.NotUnderstood);

    [Fact]
    public void ReadIcs_WhenNestedDeeply_IsRefused() =>
        Holidays.ReadIcs("BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Repeat("BEGIN:X\n", 100_000))).Refusal!.Code.ShouldBe("holidays.malformed");

    [Fact]
    public void ReadIcs_WhenTwoCalendarsAreInOneFile_ReadsBoth() =>
        Holidays.ReadIcs(Ics.Of(Ics.Event("20260403", "One")) + Ics.Of(Ics.Event("20260404", "Two"))).Value.Holidays.Count.ShouldBe(2);

    [Fact]
    public void ReadIcs_WhenARuleNeverHits_EndsAllTheSame()
    {
        var file = Holidays.ReadIcs(Ics.Of(Ics.Event("16000101", "Never again", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000"))).Value;
        file.Holidays.Single().DatesBetween(Given.Date("2026-01-01"), Given.Date("9000-12-31")).ShouldBeEmpty();
    }

    [Fact]
    public void ReadIcs_WhenLinesAreMutated_NeverThrows()
    {
        string[] pieces =
        [
            "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART;VALUE=DATE:20260403", "DTEND;VALUE=DATE:20260405",
            "SUMMARY:Day\\", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=-1MO", "RRULE:FREQ=YEARLY;=;BYDAY=;COUNT=", "EXDATE:20260403,", "RDATE:", ":", ";", ";:", "\"",
            "DTSTART:20260403T", "DTSTART:T", "DURATION:P", "DURATION:P-1D", "DURATION:+P1D", " folded", "\t", "", "RECURRENCE-ID:20260403", "UID:a", "BEGIN:", "END:",
            "DTSTART:90001231", "DTEND:90001231", "RRULE:FREQ=YEARLY;BYMONTHDAY=-31;BYSETPOS=-366", "\uD800", "SUMMARY:\uD83C", "STATUS:CANCELLED",
        ];
        var texts = Gen.ListOf(Gen.Frequency((6, Gen.Elements(pieces)), (1, Gen.Choose(0, 400).Select(n => ((char)n).ToString()))), 14)
            .Select(lines => "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + string.Join('\n', lines) + "\nEND:VEVENT\nEND:VCALENDAR");
        Sweep.Over(texts, 3_000, text =>
        {
            var outcome = Holidays.ReadIcs(text);
            if (!outcome.IsRefused)
                Holidays.Closing(outcome.Value.Holidays, Given.Date("2025-01-01"), Given.Date("2030-12-31")).Count.ShouldBeLessThan(2_200);
        });
    }
}
