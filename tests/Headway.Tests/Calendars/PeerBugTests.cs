using Headway.Domain.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

/// <summary>
/// What went wrong in other desks and libraries, as far as a calendar answers for it; each test names where. What
/// belongs to running clocks, targets and reopening is tested with them.
/// </summary>
public sealed class PeerBugTests
{
    private static readonly WorkCalendar Office = Given.Weekdays("Europe/Berlin", "09:00-17:00");

    [Fact] // frappe helpdesk PR 2449; erpnext PR 47029 and six after it
    public void Add_WhenHeldOverTheWeekend_MovesTheDueByWorkingTimeAndOnlyOnce()
    {
        var opened = Office.At("2026-07-03 15:00");
        var (held, resumed) = (Office.At("2026-07-03 16:00"), Office.At("2026-07-06 10:00"));
        var left = Given.Hours(4) - Office.Between(opened, held);
        var due = Office.Add(resumed, left)!.Value;
        due.ShouldBe(Office.At("2026-07-06 13:00"));
        (Office.Between(opened, due) - Office.Between(held, resumed)).ShouldBe(Given.Hours(4), "two hours of hold, not 66");
    }

    [Fact] // GLPI PR 14937, #10594
    public void Between_WhenAPauseIsMeasured_UsesTheCalendarTheDueUses()
    {
        Office.Between(Office.At("2026-07-03 16:00"), Office.At("2026-07-06 10:00")).ShouldBe(Given.Hours(2));
        var always = WorkCalendar.AlwaysOpen("on call", Office.Zone);
        always.Between(always.At("2026-07-03 16:00"), always.At("2026-07-06 10:00")).ShouldBe(Given.Hours(66));
    }

    [Theory] // GLPI PR 22678, #15429
    [InlineData("2026-07-07 09:30", 1, "2026-07-06 16:30")]
    [InlineData("2026-07-06 09:30", 1, "2026-07-03 16:30")]
    [InlineData("2026-07-06 10:00", 1, "2026-07-06 09:00")]
    [InlineData("2026-07-06 17:00", 8, "2026-07-06 09:00")]
    public void Before_WhenAnHourBeforeADueCrossesTheNight_IsInWorkingHoursNotAtMidnight(string due, double hours, string level) =>
        Office.Before(Office.At(due), Given.Hours(hours)).ShouldBe(Office.At(level));

    [Theory] // GLPI #687
    [InlineData("2026-07-04 03:00")]
    [InlineData("2026-07-05 23:59")]
    [InlineData("2026-07-06 08:59")]
    [InlineData("2026-07-03 17:00")]
    public void Add_WhenATicketComesInOutsideHours_IsNotDueAtOnce(string opened)
    {
        var due = Office.Add(Office.At(opened), Given.Hours(2))!.Value;
        due.ShouldBe(Office.At("2026-07-06 11:00"));
        Office.Between(Office.At(opened), Office.At("2026-07-06 10:00")).ShouldBe(Given.Hours(1), "its resolve time is not zero either");
    }

    [Fact] // osTicket #6739
    public void Add_WhenTheWeekHasNoMondayAndNoThursday_CountsTheDaysThereAre()
    {
        var week = Given.Days("Europe/Berlin", (IsoDayOfWeek.Tuesday, "09:00-17:00"), (IsoDayOfWeek.Wednesday, "09:00-17:00"), (IsoDayOfWeek.Friday, "09:00-17:00"));
        week.Add(week.At("2026-07-07 09:00"), Given.Hours(20)).ShouldBe(week.At("2026-07-10 13:00"));
        week.Add(week.At("2026-07-05 12:00"), Given.Hours(28)).ShouldBe(week.At("2026-07-14 13:00"));
        week.Between(week.At("2026-07-06 00:00"), week.At("2026-07-20 00:00")).ShouldBe(Given.Hours(48));
        week.AddWorkingDays(week.At("2026-07-07 10:00"), 3).ShouldBe(week.At("2026-07-14 10:00"));
    }

    [Fact] // osTicket #6847
    public void Add_WhenLunchIsABreakBetweenSpans_NeedsNoHolidayForIt()
    {
        var lunch = Given.Weekdays("Europe/Berlin", "09:00-12:30", "13:15-17:00");
        lunch.Add(lunch.At("2026-07-06 11:30"), Given.Hours(2)).ShouldBe(lunch.At("2026-07-06 14:15"));
        lunch.Add(lunch.At("2026-07-06 11:30"), Given.Hours(7.25)).ShouldBe(lunch.At("2026-07-07 11:30"));
        var holiday = lunch.But("2026-07-07", "Founders' day");
        holiday.Add(holiday.At("2026-07-06 11:30"), Given.Hours(7.25)).ShouldBe(holiday.At("2026-07-08 11:30"), "a holiday takes the whole day");
    }

    [Fact] // fivetran dbt_zendesk #25, PR 154
    public void Between_WhenFiguresOfWinterAreReadInSummer_UsesTheOffsetOfTheirOwnDay()
    {
        var (winter, summer) = (Office.At("2026-01-12 09:00"), Office.At("2026-07-13 09:00"));
        winter.ShouldBe(Given.Utc0("2026-01-12 08:00"));
        summer.ShouldBe(Given.Utc0("2026-07-13 07:00"));
        Office.Between(winter, winter + Duration.FromHours(1)).ShouldBe(Given.Hours(1));
        Office.Between(summer, summer + Duration.FromHours(1)).ShouldBe(Given.Hours(1));
    }

    [Fact] // moment-business-time #58; working_hours #26
    public void Add_WhenAnHourIsAddedOverTheOverlap_MovesOnByAnHour()
    {
        var nights = Given.Daily("Europe/Berlin", "00:00-06:00");
        var first = nights.At("2026-10-25 02:30");
        var second = nights.Add(first, Given.Hours(1))!.Value;
        second.ShouldBe(nights.AtSecond("2026-10-25 02:30"));
        (second - first).ShouldBe(Duration.FromHours(1));
        nights.Add(second, Given.Hours(1)).ShouldBe(nights.At("2026-10-25 03:30"));
    }

    [Fact] // Dolibarr #37540
    public void Add_WhenADayHas23Or25Hours_DoesNotAssume24()
    {
        var daily = Given.Daily("Europe/Berlin", "00:00-24:00").But("2026-05-01", "closed, so that it is not plain addition");
        daily.Add(daily.At("2026-03-29 00:00"), Given.Hours(23)).ShouldBe(daily.At("2026-03-30 00:00"));
        daily.Add(daily.At("2026-10-25 00:00"), Given.Hours(25)).ShouldBe(daily.At("2026-10-26 00:00"));
        daily.AddWorkingDays(daily.At("2026-03-28 10:00"), 1).ShouldBe(daily.At("2026-03-29 10:00"));
        daily.AddWorkingDays(daily.At("2026-10-24 10:00"), 1).ShouldBe(daily.At("2026-10-25 10:00"));
    }

    [Fact] // working_hours #38
    public void AddWorkingDays_WhenStartedOnAHoliday_CountsFromTheNextWorkingDay()
    {
        var office = Office.But("2026-05-01", "Labour Day"); // a Friday
        office.AddWorkingDays(office.At("2026-05-01 11:00"), 1).ShouldBe(office.At("2026-05-05 09:00"));
        office.EndOfWorkingDay(office.At("2026-05-01 11:00"), 0).ShouldBe(office.At("2026-05-04 17:00"));
        office.EndOfWorkingDay(office.At("2026-05-01 11:00"), 1).ShouldBe(office.At("2026-05-05 17:00"));
    }

    [Fact] // zendesk/biz #122
    public void Add_WhenTheDayBeforeAHolidayIsShort_UsesItsOwnHours()
    {
        var office = Office.But("2026-12-24", "Christmas Eve", "09:00-12:00").But("2026-12-25", "Christmas Day");
        office.Add(office.At("2026-12-24 10:00"), Given.Hours(3)).ShouldBe(office.At("2026-12-28 10:00"));
        office.Between(office.At("2026-12-23 00:00"), office.At("2026-12-29 00:00")).ShouldBe(Given.Hours(8 + 3 + 8));
    }

    [Fact] // Zammad #390
    public void Closing_WhenAFeedIsFullOfHalfOfficialDays_ClosesOnlyThoseThatWereChosen()
    {
        var feed = Holidays.ReadIcs(Ics.Of(
            Ics.Event("20261031", "Halloween", "DESCRIPTION:Observance\\nHide it in the settings"),
            Ics.Event("20261225", "Christmas Day", "DESCRIPTION:Public holiday"),
            Ics.Event("20261227", "Third day of Christmas", "CATEGORIES:Tradition"))).Value;
        feed.Holidays.Select(holiday => (holiday.Name, holiday.Note)).ShouldBe([
            ("Halloween", "Observance"), ("Christmas Day", "Public holiday"), ("Third day of Christmas", "Tradition")]);
        var chosen = feed.Holidays.Where(holiday => holiday.Name == "Christmas Day");
        Holidays.Closing(chosen, Given.Date("2026-01-01"), Given.Date("2027-12-31")).Keys.ShouldBe([Given.Date("2026-12-25")]);
    }

    [Fact] // Zammad #4432
    public void NextOpening_WhenADueFallsInTheNight_GivesTheNoticeItsTimeAndLeavesTheDue()
    {
        var onCall = WorkCalendar.AlwaysOpen("on call", Office.Zone);
        var due = onCall.Add(onCall.At("2026-07-03 20:00"), Given.Hours(4))!.Value;
        due.ShouldBe(Office.At("2026-07-04 00:00"));
        Office.NextOpening(due).ShouldBe(Office.At("2026-07-06 09:00"), "quiet hours delay the mail, never the breach");
    }

    [Fact] // grafana/oncall #3261
    public void OpeningOn_WhenTheClocksChange_StaysAtTheSameLocalHour()
    {
        foreach (var date in new[] { "2026-03-27", "2026-03-30", "2026-10-23", "2026-10-26" })
            Office.OpeningOn(Given.Date(date)).ShouldBe(Office.At($"{date} 09:00"));
        (Office.OpeningOn(Given.Date("2026-03-30"))!.Value - Office.OpeningOn(Given.Date("2026-03-27"))!.Value)
            .ShouldBe(Duration.FromHours(71), "a UTC schedule would slide by the hour that the weekend lost");
    }

    [Theory] // Cronos #71, quartznet #204, node-cron #563, temporal #8205
    [InlineData("Europe/Berlin", "02:30", "2026-03-29", "2026-03-29 01:00")]
    [InlineData("Europe/Berlin", "02:30", "2026-10-25", "2026-10-25 00:30")]
    [InlineData("America/Nuuk", "23:30", "2026-03-28", "2026-03-29 01:00")]
    [InlineData("Africa/Cairo", "00:00", "2026-04-24", "2026-04-23 22:00")]
    public void DailyRule_WhenItsTimeIsSkippedOrRepeated_FiresOnceAllTheSame(string zone, string time, string date, string utc)
    {
        var firings = new DailyRule(Given.Zone(zone), Given.Spans($"{time}-24:00")[0].From)
            .Between(Given.Utc0($"{date} 00:00") - Duration.FromDays(3), Given.Utc0($"{date} 00:00") + Duration.FromDays(3));
        firings.Where(firing => firing.Date == Given.Date(date)).ShouldBe([new DailyFiring(Given.Date(date), Given.Utc0(utc))]);
    }

    [Fact] // the same, everywhere
    public void DailyRule_WhenRunFrom2024To2028InEveryZone_FiresOnceForEveryDate()
    {
        var times = new[] { LocalTime.Midnight, new LocalTime(2, 30), new LocalTime(23, 30) };
        var (from, until) = (Given.Utc0("2023-12-30 00:00"), Given.Utc0("2029-01-03 00:00"));
        Parallel.ForEach(DateTimeZoneProviders.Tzdb.Ids, (id, _, index) =>
        {
            var rule = new DailyRule(Given.Zone(id), times[index % times.Length]);
            // Cut where the heartbeat might have been cut.
            var middle = from + Duration.FromHours(7_777 + index);
            var dates = rule.Between(from, middle).Concat(rule.Between(middle, until)).Select(firing => firing.Date)
                .Where(date => date.Year is >= 2024 and <= 2028).ToList();
            for (var i = 0; i < dates.Count; i++)
            {
                if (dates[i] != new LocalDate(2024, 1, 1).PlusDays(i))
                    throw new ShouldAssertException($"{id} at {rule.Time}: {dates[i]}");
            }
            dates.Count.ShouldBe(1827, id);
        });
    }
}
