using Headway.Domain.Calendars;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

public sealed class HolidaysTests
{
    [Fact]
    public void ReadIcs_WhenAnAllDayEvent_IsThatDate() => Dates(Ics.Event("20260403", "Good Friday")).ShouldBe(["2026-04-03"]);

    [Fact]
    public void ReadIcs_WhenItEndsThreeDaysLater_TakesThreeDatesSinceTheEndIsOut() =>
        Dates(Ics.Event("20261229", "Works holidays", "DTEND;VALUE=DATE:20270101")).ShouldBe(["2026-12-29", "2026-12-30", "2026-12-31"]);

    [Theory]
    [InlineData("DTEND;VALUE=DATE:20260403", 1)]
    [InlineData("DURATION:P2D", 2)]
    [InlineData("DURATION:P1W", 7)]
    public void ReadIcs_WhenTheEndIsWrittenOtherwise_TakesItsDays(string line, int days) =>
        Dates(Ics.Event("20260403", "Days off", line)).Count.ShouldBe(days);

    [Fact]
    public void ReadIcs_WhenMidnightToMidnightOnALocalClock_IsAWholeDay() =>
        Dates(Ics.Raw("DTSTART;TZID=Europe/Berlin:20260403T000000", "DTEND;TZID=Europe/Berlin:20260404T000000", "SUMMARY:Good Friday"))
            .ShouldBe(["2026-04-03"]);

    [Theory]
    [InlineData("20201225", "FREQ=YEARLY", new[] { "2026-12-25", "2027-12-25" })]
    [InlineData("20201225", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", new[] { "2026-12-25", "2027-12-25" })]
    [InlineData("20200525", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", new[] { "2026-05-25", "2027-05-31" })]
    [InlineData("20201126", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", new[] { "2026-11-26", "2027-11-25" })]
    [InlineData("20200525", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=MO", new[] { "2026-05-25", "2027-05-31" })]
    [InlineData("20200525", "FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=-1", new[] { "2026-05-25", "2027-05-31" })]
    [InlineData("20201231", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", new[] { "2026-12-31", "2027-12-31" })]
    [InlineData("20200106", "FREQ=YEARLY;BYDAY=1MO", new[] { "2026-01-05", "2027-01-04" })]
    [InlineData("20200101", "FREQ=YEARLY;INTERVAL=2;WKST=MO", new[] { "2026-01-01" })]
    [InlineData("20200101", "FREQ=YEARLY;UNTIL=20260101", new[] { "2026-01-01" })]
    [InlineData("20200101", "FREQ=YEARLY;UNTIL=20261231T225959Z", new[] { "2026-01-01" })]
    [InlineData("20240101", "FREQ=YEARLY;COUNT=3", new[] { "2026-01-01" })]
    [InlineData("20260101", "FREQ=YEARLY;COUNT=1", new[] { "2026-01-01" })]
    [InlineData("16011225", "FREQ=YEARLY;BYMONTHDAY=25;BYMONTH=12", new[] { "2026-12-25", "2027-12-25" })]
    [InlineData("20200101", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", new[] { "2026-01-01", "2026-07-01", "2027-01-01", "2027-07-01" })]
    public void ReadIcs_WhenAYearlyRule_ComesAgain(string first, string rule, string[] dates) =>
        Dates(Ics.Event(first, "Yearly", $"RRULE:{rule}")).ShouldBe(dates);

    [Fact]
    public void ReadIcs_WhenTheLeapDayComesYearly_IsLeftOutOfOtherYears()
    {
        var holiday = Read(Ics.Event("20240229", "Leap day", "RRULE:FREQ=YEARLY")).Holidays.Single();
        holiday.DatesBetween(Given.Date("2024-01-01"), Given.Date("2033-01-01")).ShouldBe([Given.Date("2024-02-29"), Given.Date("2028-02-29"), Given.Date("2032-02-29")]);
    }

    [Fact]
    public void ReadIcs_WhenTheRuleDoesNotHitTheFirstDate_CountsTheFirstDateToo()
    {
        var holiday = Read(Ics.Event("20260520", "Moved", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2")).Holidays.Single();
        holiday.DatesBetween(Given.Date("2026-01-01"), Given.Date("2030-01-01")).ShouldBe([Given.Date("2026-05-20"), Given.Date("2026-05-25")]);
    }

    [Fact]
    public void ReadIcs_WhenDatesAreExceptedOrAdded_FollowsBoth() =>
        Dates(Ics.Event("20201225", "Yearly", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20261225,20281225", "RDATE;VALUE=DATE:20261228"))
            .ShouldBe(["2026-12-28", "2027-12-25"]);

    [Fact]
    public void ReadIcs_WhenOneDateOfASeriesIsMoved_MovesThatDateOnly() =>
        Dates(
            Ics.Event("20200101", "Yearly", "UID:a", "RRULE:FREQ=YEARLY"),
            Ics.Event("20260102", "Yearly", "UID:a", "RECURRENCE-ID;VALUE=DATE:20260101")).ShouldBe(["2026-01-02", "2027-01-01"]);

    [Fact]
    public void ReadIcs_WhenOneDateOfASeriesIsCancelled_LeavesItOutAndListsIt()
    {
        var file = Read(
            Ics.Event("20200101", "Yearly", "UID:a", "RRULE:FREQ=YEARLY"),
            Ics.Event("20260101", "Yearly", "UID:a", "RECURRENCE-ID;VALUE=DATE:20260101", "STATUS:CANCELLED"));
        DatesOf(file).ShouldBe(["2027-01-01"]);
        file.NotUnderstood.Single().Reason.ShouldBe("it is cancelled");
    }

    [Fact]
    public void ReadIcs_WhenLinesAreFoldedAndTextIsEscaped_ReadsTheName()
    {
        var text = "\uFEFFBEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DA\n TE:20260815\nSUMMARY;LANGUAGE=de;X=\"a:b;c\":Mari\u00e4 Himm\n\telfahrt\\, regional\\; teil\n  weise\\n(BY)\\\\\nEND:VEVENT\nEND:VCALENDAR";
        var holiday = Holidays.ReadIcs(text).Value.Holidays.Single();
        holiday.Name.ShouldBe("Mari\u00e4 Himmelfahrt, regional; teil weise (BY)\\");
        holiday.First.ShouldBe(Given.Date("2026-08-15"));
    }

    [Theory]
    [InlineData("RRULE:FREQ=WEEKLY;BYDAY=MO", "a rule with FREQ=WEEKLY")]
    [InlineData("RRULE:FREQ=YEARLY;BYWEEKNO=20", "a rule with BYWEEKNO=20")]
    [InlineData("RRULE:FREQ=YEARLY;BYEASTER=0", "a rule with BYEASTER=0")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=13", "a rule with BYMONTH=13")]
    [InlineData("RRULE:FREQ=YEARLY;BYDAY=0MO", "a rule with BYDAY=0MO")]
    [InlineData("RRULE:FREQ=YEARLY;COUNT=0", "a rule with COUNT=0")]
    [InlineData("RRULE:FREQ=YEARLY;INTERVAL=99999999999", "a rule with INTERVAL")]
    [InlineData("RRULE:COUNT=3", "the rule does not say how often")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTHDAY=1;BYDAY=1MO", "both days of the month and numbered weekdays")]
    [InlineData("EXRULE:FREQ=YEARLY", "a rule of exceptions")]
    [InlineData("EXDATE:tomorrow", "EXDATE is not a list of dates")]
    [InlineData("RDATE;VALUE=PERIOD:20260101T000000Z/P1D", "RDATE is not a list of dates")]
    [InlineData("DTEND;VALUE=DATE:20260401", "does not end on a whole day")]
    [InlineData("DTEND:20260403T120000", "does not end on a whole day")]
    [InlineData("DURATION:PT4H", "does not end on a whole day")]
    [InlineData("DURATION:P999D", "does not end on a whole day")]
    [InlineData("DTSTART;VALUE=DATE:20260404", "more than one DTSTART")]
    [InlineData("STATUS:CANCELLED", "it is cancelled")]
    [InlineData("no colon here", "a line has no colon")]
    [InlineData("RECURRENCE-ID;RANGE=THISANDFUTURE:20260403", "changes a series")]
    public void ReadIcs_WhenALineIsNotUnderstood_ListsTheEventWithItsLineAndLeavesItOut(string line, string reason)
    {
        var file = Read(Ics.Event("20260403", "Good Friday", line), Ics.Event("20260406", "Easter Monday"));
        file.Holidays.Single().Name.ShouldBe("Easter Monday");
        var listed = file.NotUnderstood.Single();
        listed.Line.ShouldBe(4);
        listed.Text.ShouldBe("Good Friday");
        listed.Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData("DTSTART:20260403T090000", "not a whole day")]
    [InlineData("DTSTART:20260403T000000Z", "not a whole day")]
    [InlineData("DTSTART;VALUE=DATE:20260230", "no date to start on")]
    [InlineData("DTSTART;VALUE=DATE:00010101", "no date to start on")]
    [InlineData("X-NOTHING:1", "no date to start on")]
    public void ReadIcs_WhenTheStartIsNoWholeDay_ListsTheEvent(string start, string reason) =>
        Read(Ics.Raw(start, "SUMMARY:Meeting")).NotUnderstood.Single().Reason.ShouldContain(reason);

    [Fact]
    public void ReadIcs_WhenThereAreOtherComponents_ListsThoseThatMightMatter()
    {
        var file = Read(
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE",
            "BEGIN:VTODO\r\nSUMMARY:Buy presents\r\nEND:VTODO",
            Ics.Event("20261225", "Christmas Day", "BEGIN:VALARM", "TRIGGER:-P1D", "SUMMARY:Not a name", "END:VALARM"));
        file.NotUnderstood.Select(listed => listed.Text).ShouldBe(["BEGIN:VTODO"]);
        file.Holidays.Single().Name.ShouldBe("Christmas Day");
    }

    [Fact]
    public void Closing_WhenTwoFallOnOneDate_NamesBothAndMakesAnOverride()
    {
        var file = Read(Ics.Event("20260514", "Ascension Day"), Ics.Event("20260514", "Father's Day"), Ics.Event("20260514", "Ascension Day"));
        var closing = Holidays.Closing(file.Holidays, Given.Date("2026-01-01"), Given.Date("2026-12-31"));
        closing.Single().Key.ShouldBe(Given.Date("2026-05-14"));
        closing.Single().Value.IsClosed.ShouldBeTrue();
        closing.Single().Value.Name.ShouldBe("Ascension Day, Father's Day");
    }

    private static HolidayFile Read(params string[] parts) => Holidays.ReadIcs(Ics.Of(parts)).Value;

    private static List<string> Dates(params string[] events)
    {
        var file = Read(events);
        file.NotUnderstood.ShouldBeEmpty();
        return DatesOf(file);
    }

    private static List<string> DatesOf(HolidayFile file) =>
        [.. file.Holidays.SelectMany(holiday => holiday.DatesBetween(Given.Date("2026-01-01"), Given.Date("2027-12-31"))).Order().Select(Cases.Iso)];
}
