using System.Globalization;
using System.Text;
using Headway.Domain.Progression;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>Read on Wednesday 24 March 2027, 10:12 local time.</summary>
public sealed class DateWordsTests
{
    private static readonly LocalDateTime Now = new(2027, 3, 24, 10, 12);

    /// <summary>What is meant ("-" none, "?" a day without a time), then the words.</summary>
    private const string Table = """
        2027-03-25 ?|tomorrow
        2027-03-25 ?|I will look at it tomorrow.
        2027-03-25 10:00|tomorrow at 10
        2027-03-25 15:00|tomorrow at 3
        2027-03-25 09:00|tomorrow morning
        2027-03-25 14:00|tomorrow afternoon
        2027-03-25 12:00|tomorrow at noon
        2027-03-26 ?|the day after tomorrow
        2027-03-25 ?|on Thursday
        2027-03-25 ?|Parts arrive Thursday
        2027-03-26 ?|by Friday
        2027-03-29 14:00|next Monday 14:00
        2027-03-29 14:30|Monday at 2:30 pm
        2027-03-31 ?|on Wednesday
        2027-03-24 16:00|on Wednesday at 4 pm
        2027-03-31 09:00|on Wednesday at 9
        2027-03-31 ?|next Wednesday
        2027-03-26 15:00|Friday 3pm
        2027-03-26 15:00|3 pm on Friday
        2027-03-26 14:00|at 14:00 on Friday
        2027-03-26 14:00|Friday afternoon
        2027-04-02 ?|Friday week
        2027-03-29 ?|next week
        2027-03-31 ?|next week on Wednesday
        2027-03-26 ?|end of the week
        2027-04-02 ?|end of next week
        2027-03-31 ?|by the end of the month
        2027-03-24 17:00|by end of day
        2027-03-24 17:00|will be done by EOD
        2027-03-26 ?|in two days
        2027-03-27 ?|in 3 days
        2027-03-26 ?|within two business days
        2027-03-29 ?|in 3 working days
        2027-03-31 ?|in a week
        2027-04-07 ?|in 2 weeks
        2027-03-24 12:12|in two hours
        2027-03-24 10:42|in 30 minutes
        2027-03-24 10:42|in half an hour
        2027-03-30 ?|30 March
        2027-03-30 ?|on 30th March
        2027-03-30 ?|the 30th of March 2027
        2027-03-30 ?|March 30
        2027-03-30 ?|March 30th, 2027
        2027-03-30 10:00|30 March at 10
        2028-03-01 ?|1 March
        2027-03-30 ?|2027-03-30
        2027-03-30 14:00|2027-03-30 14:00
        2027-03-30 14:00|2027-03-30T14:00
        2027-03-30 ?|by 30/3
        2027-03-30 ?|30/03/2027
        2027-03-30 ?|3/30/2027
        2027-04-05 ?|04/05/2027
        2027-03-24 15:00|call again at 15:00
        2027-03-24 16:30|at 4:30 pm
        2027-03-25 09:30|wait until 9:30
        2027-03-24 ?|today
        2027-03-24 15:00|today at 3
        2027-03-24 14:00|today in the afternoon
        2027-03-24 14:00|this afternoon
        2027-03-24 17:00|this evening
        -|this morning
        2027-03-26 ?|Supplier promised delivery on Friday
        2027-05-03 ?|ETA 3 May
        2028-02-29 ?|29 February
        2027-03-25 ?|on Thu
        2027-03-25 10:00|Thu 10:00
        2027-03-25 ?|He called on Monday, we will call back tomorrow
        -|yesterday
        -|since Monday
        -|not tonight
        -|certificate expired on 17 April
        -|last Friday
        -|It failed on Tuesday
        -|The printer stopped on Monday
        -|23 March 2027
        -|2026-12-01
        -|today at 9:00
        -|called at 9:40, no answer
        -|Error at 10:05
        -|version 1.2.3
        -|IP 10.1.2.3 port 80
        -|Windows 11, build 22631.3
        -|31 February
        -|30.13.
        -|good morning
        -|He sat down in the sun
        -|We may 5 of them need
        -|rate 3/4
        -|no date here
        -|
        2027-03-25 ?|morgen
        2027-03-25 ?|Ich melde mich morgen.
        2027-03-25 14:00|morgen um 14 Uhr
        2027-03-25 10:00|morgen um 10
        2027-03-25 09:00|morgen früh
        2027-03-25 14:00|morgen Nachmittag
        2027-03-26 ?|übermorgen
        2027-03-25 10:00|am Donnerstag um 10
        2027-03-25 10:00|Donnerstag um zehn
        2027-03-25 10:30|Donnerstag 10:30 Uhr
        2027-03-25 10:30|Donnerstag, 10.30 Uhr
        2027-03-25 09:00|Donnerstagvormittag
        2027-03-25 14:00|Donnerstag Nachmittag
        2027-03-29 09:00|Montag Morgen
        2027-03-29 ?|nächsten Montag
        2027-03-26 ?|bis Freitag
        2027-03-31 ?|am Mittwoch
        2027-03-24 16:00|Mittwoch um 16 Uhr
        2027-03-31 09:00|am Mittwoch um 9
        2027-03-26 14:30|Freitag um halb drei
        2027-03-26 14:15|Freitag um viertel nach zwei
        2027-03-29 ?|nächste Woche
        2027-03-30 ?|nächste Woche am Dienstag
        2027-03-26 ?|Ende der Woche
        2027-04-02 ?|Ende nächster Woche
        2027-03-31 ?|bis Monatsende
        2027-03-26 ?|in zwei Tagen
        2027-03-31 ?|in einer Woche
        2027-03-29 ?|in drei Werktagen
        2027-03-24 12:12|in zwei Stunden
        2027-03-30 ?|30.3.
        2027-03-30 ?|am 30.3.
        2027-03-30 ?|am 30.3
        2027-03-30 ?|30.03.2027
        2027-03-30 ?|30.3.27
        2027-03-30 ?|30. März
        2027-03-30 ?|am 30. März 2027
        2027-03-30 10:00|am 30.3. um 10 Uhr
        2027-03-30 14:30|30.03.2027, 14:30
        2028-01-05 ?|5. Januar
        2027-03-24 15:00|heute um 15 Uhr
        2027-03-24 14:00|heute Nachmittag
        2027-03-24 15:30|wieder um 15:30 versuchen
        2027-03-25 08:00|ab 8 Uhr wieder
        2027-03-30 ?|Liefertermin laut Hersteller 30.3.
        2027-03-30 11:00|um 11 Uhr am 30.3.
        2027-03-25 ?|am Do.
        2027-03-25 10:00|Do 10:00
        2027-03-25 10:00|Donnerstag 10-12 Uhr
        -|gestern
        -|seit Montag
        -|nicht morgen
        -|Zertifikat am 17. April abgelaufen
        -|letzten Freitag
        -|am Montag angerufen
        -|Der Drucker war am Dienstag ausgefallen
        -|Guten Morgen
        -|Mail vom 30.3. liegt vor
        -|um 9:40 rief sie an
        -|Version 4.30.3
        -|So geht das nicht, do not
        -|am 23.3.2027
        """;

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var row in Table.Split('\n').Select(l => l.TrimEnd('\r').Split('|', 2)))
                rows.Add(row[0], row[1]);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void First_WhenADateIsWritten_IsTheEarliestToCome(string meant, string text)
    {
        var mention = DateWords.First(text, Now);
        Say(mention).ShouldBe(meant);
        if (mention is not null)
            text.Substring(mention.Start, mention.Length).Replace('\n', ' ').ShouldBe(mention.Words);
    }

    [Fact]
    public void Find_WhenSeveralDatesAreWritten_GivesThemInOrder() =>
        DateWords.Find("Parts come on Friday, fitting on Monday at 9, and the audit is on 30 March.", Now).Select(Say)
            .ShouldBe(["2027-03-26 ?", "2027-03-29 09:00", "2027-03-30 ?"]);

    [Fact]
    public void At_WhenNoTimeWasNamed_IsTheMorning() =>
        DateWords.First("on Friday", Now)!.At(new LocalTime(8, 30)).ShouldBe(new LocalDateTime(2027, 3, 26, 8, 30));

    [Fact]
    public void First_WhenTheDeskHasItsOwnHours_UsesThem() =>
        DateWords.First("tomorrow morning", Now, DayWords.Default with { Morning = new LocalTime(7, 0) })!.Time.ShouldBe(new LocalTime(7, 0));

    [Fact]
    public void Find_WhenAnyDayIsNow_NeverReturnsThePast()
    {
        foreach (var text in Table.Split('\n').Select(r => r.Split('|', 2)[1]))
        {
            for (var day = 0; day < 400; day += 3)
            {
                var now = new LocalDateTime(2027, 1, 1, 0, 0).PlusDays(day).PlusMinutes(day * 37);
                foreach (var mention in DateWords.Find(text, now))
                    (mention.Date > now.Date || (mention.Date == now.Date && (mention.Time is null || mention.Time > now.TimeOfDay))).ShouldBeTrue($"{text} at {now}: {mention}");
            }
        }
    }

    [Theory]
    [InlineData("1.")]
    [InlineData("in 3 ")]
    [InlineData("am ")]
    [InlineData("30.3.")]
    [InlineData("9999999999")]
    [InlineData("2027-")]
    public void Find_WhenTheTextIsHostile_Ends(string part) =>
        DateWords.Find(new StringBuilder().Insert(0, part, 200_000).ToString(), Now).Count.ShouldBeLessThanOrEqualTo(20);

    private static string Say(DateMention? mention) => mention is null ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{LocalDatePattern.Iso.Format(mention.Date)} {(mention.Time is { } time ? LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time) : "?")}");
}
