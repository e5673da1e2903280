using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Flow;
using Headway.Domain.Rota;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

public sealed class OverloadTests
{
    private static readonly WorkCalendar Office = WorkCalendar.Create(
        "office", 1, DateTimeZone.Utc,
        Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => (IReadOnlyList<Span>)[new Span(new LocalTime(9, 0), new LocalTime(17, 0))]), new Dictionary<LocalDate, DayOverride>()).Value;

    private static readonly Instant Nine = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData(0, AlertState.Normal)]
    [InlineData(2.99, AlertState.Normal)]
    [InlineData(3, AlertState.Approaching)]
    [InlineData(4, AlertState.Approaching)]
    [InlineData(4.01, AlertState.Breached)]
    [InlineData(8, AlertState.Breached)]
    [InlineData(8.5, AlertState.Escalated)]
    public void Alert_WhenTimePasses_GoesFromNormalToEscalated(double hours, AlertState expected)
    {
        var always = WorkCalendar.AlwaysOpen("always", DateTimeZone.Utc);
        Alerts.Of(always, Nine, Nine + Duration.FromHours(4), Nine + Duration.FromHours(hours)).ShouldBe(expected);
    }

    [Fact]
    public void Alert_WhenTheNightPasses_IsNoLaterForIt()
    {
        var due = Instant.FromUtc(2026, 3, 2, 16, 30);
        Alerts.Of(Office, Nine, due, Instant.FromUtc(2026, 3, 3, 9, 30)).ShouldBe(AlertState.Breached);
        Alerts.Of(Office, Instant.FromUtc(2026, 2, 25, 9, 0), due, Instant.FromUtc(2026, 3, 3, 16, 0)).ShouldBe(AlertState.Breached, "7.5 working hours of more than eight");
        Alerts.Of(Office, Instant.FromUtc(2026, 2, 25, 9, 0), due, Instant.FromUtc(2026, 3, 3, 16, 45)).ShouldBe(AlertState.Escalated);
    }

    [Fact]
    public void Capacity_WhenOneOfTwoIsAwayForHalfTheDay_IsThreeHalvesOfTheFocusedHours()
    {
        var noon = Instant.FromUtc(2026, 3, 2, 13, 0);
        var capacity = new Capacity(Office, [new PersonId(1), new PersonId(2)], [new Absence(new PersonId(2), Nine, noon), new Absence(new PersonId(2), Nine, noon)], 0.75);
        capacity.Between(Nine, Instant.FromUtc(2026, 3, 3, 0, 0)).ShouldBe(WorkingTime.FromHours(0.75 * 12));
        (capacity.At(Nine), capacity.At(noon), capacity.At(Nine - Duration.FromHours(1))).ShouldBe((1, 2, 0));
    }

    [Fact]
    public void Days_WhenThursdayHoldsMoreThanItsPeopleCan_SaysByHowMuch()
    {
        var thursday = new LocalDate(2026, 3, 5);
        var items = Enumerable.Range(0, 29).Select(i => Due(i, thursday, 17, 0.5) with { Ready = Morning(thursday) }).ToList();
        var days = Overload.Days(items, Person(8), Nine, Week(4), DateTimeZone.Utc);
        days.Select(day => day.Short.Hours).ShouldBe([0, 0, 0, 6.5]);
        days[3].Spare.ShouldBe(WorkingTime.Zero);
        days[3].From.ShouldBe(Morning(thursday));
        days[0].Spare.ShouldBe(WorkingTime.FromHours(8));
    }

    [Fact]
    public void Days_WhenTheWholeDayFitsButNotItsMorning_IsShortAllTheSame()
    {
        var monday = new LocalDate(2026, 3, 2);
        var items = new[] { Due(1, monday, 10, 2), Due(2, monday, 11, 1), Due(3, monday, 16, 1) };
        var day = Overload.Days(items, Person(8), Nine, Week(1), DateTimeZone.Utc).Single();
        (day.Due.Hours, day.Capacity.Hours, day.Short.Hours).ShouldBe((4, 8, 1), "two hours of work by ten, and one hour until then");
    }

    [Fact]
    public void Days_WhenWorkCanBeDoneAhead_UsesTheDaysBefore()
    {
        var thursday = new LocalDate(2026, 3, 5);
        var items = Enumerable.Range(0, 29).Select(i => Due(i, thursday, 17, 0.5)).ToList();
        Overload.Days(items, Person(8), Nine, Week(4), DateTimeZone.Utc).ShouldAllBe(day => !day.IsShort, "Monday to Wednesday are free");
        items.AddRange(Enumerable.Range(100, 48).Select(i => Due(i, new LocalDate(2026, 3, 4), 17, 0.5)));
        Overload.Days(items, Person(8), Nine, Week(4), DateTimeZone.Utc).Select(day => day.Short.Hours).ShouldBe([0, 0, 0, 6.5], "now they are full");
    }

    [Fact]
    public void Days_WhenAnEarlierDayIsShortToo_EachSaysWhatItAdds()
    {
        var (monday, tuesday) = (new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 3));
        var items = new[] { Due(1, monday, 17, 10), Due(2, tuesday, 17, 11) };
        Overload.Days(items, Person(8), Nine, Week(3), DateTimeZone.Utc).Select(day => day.Short.Hours).ShouldBe([2, 3, 0]);
    }

    [Fact]
    public void Days_WhenSomethingIsOverdue_HasToFitIntoTodayAndSpoilsNoOtherDue()
    {
        var monday = new LocalDate(2026, 3, 2);
        var items = new[] { Due(1, monday.PlusDays(-3), 12, 6), Due(2, monday, 10, 1), Due(3, monday, 17, 1.5) };
        var day = Overload.Days(items, Person(8), Nine, Week(2), DateTimeZone.Utc)[0];
        (day.Activities, day.Due.Hours, day.Short.Hours).ShouldBe((3, 8.5, 0.5));
    }

    [Fact]
    public void Day_WhenLessThanAQuarterOfAnHourIsMissing_IsNotShort()
    {
        DayLoad Missing(double minutes) => new(new LocalDate(2026, 3, 2), WorkingTime.FromHours(8), WorkingTime.FromHours(8), WorkingTime.FromMinutes(minutes), 9);
        (Missing(14.9).IsShort, Missing(15).IsShort).ShouldBe((false, true));
    }

    /// <summary>Against the definition: over every start and every due, what is ready since and due by then, less what can be done.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(20261122)]
    public void Days_WhenComparedWithEveryIntervalOfTheDefinition_AreShortWhenOneIs(int seed)
    {
        var random = new Random(seed);
        var week = Week(4);
        for (var round = 0; round < 80; round++)
        {
            var items = Enumerable.Range(0, 14).Select(i =>
            {
                var date = week[random.Next(4)];
                var due = Due(i, date, 10 + random.Next(8), 0.25 + (random.Next(12) / 4d));
                return random.Next(3) == 0 ? due with { Ready = Morning(date) } : due;
            }).ToList();
            var worst = week.Select(date => date == week[0] ? Nine : Morning(date)).SelectMany(start => items.Select(last =>
                items.Where(item => item.Due <= last.Due && (start == Nine || item.Ready >= start)).Sum(item => item.Work.Hours) - (last.Due > start ? Person(4)(start, last.Due).Hours : 0))
                .Where((_, i) => items[i].Due > start)).Max();
            var days = Overload.Days(items, Person(4), Nine, week, DateTimeZone.Utc);
            (days.Max(day => day.Short.Hours) > 1e-6).ShouldBe(worst > 1e-6, $"seed {seed}, round {round}");
            days.Sum(day => day.Short.Hours).ShouldBeGreaterThanOrEqualTo(worst - 1e-6, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void ToDefer_WhenItDoesNotFit_MovesTheFewestAndNeverWhatMayNotBeMoved()
    {
        var monday = new LocalDate(2026, 3, 2);
        DueWork[] items = [Due(1, monday, 10, 1), Due(2, monday, 11, 3) with { Movable = false }, Due(3, monday, 12, 2), Due(4, monday, 13, 0.5)];
        var moved = Overload.ToDefer(items, Person(8), Nine);
        moved.Select(item => item.Ticket).ShouldBe([1, 3], "one hour until ten, two until eleven");
        moved.ShouldAllBe(item => item.Movable);
    }

    /// <summary>Against every subset: nobody keeps more dues than this rule does.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20260322)]
    public void ToDefer_WhenComparedWithEverySubset_KeepsAsManyDuesAsPossible(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var items = Enumerable.Range(0, 9).Select(i => new DueWork(i, 1, Nine + Duration.FromHours(1 + (random.NextDouble() * 7)), WorkingTime.FromMinutes(10 + random.Next(110)), 1, true))
                .OrderBy(item => item.Due).ToList();
            var best = Enumerable.Range(0, 1 << items.Count)
                .Where(set => Overload.Shortage(items.Where((_, i) => (set & (1 << i)) != 0), Person(8), Nine) == WorkingTime.Zero)
                .Max(set => System.Numerics.BitOperations.PopCount((uint)set));
            var moved = Overload.ToDefer(items, Person(8), Nine);
            (items.Count - moved.Count).ShouldBe(best, $"seed {seed}, round {round}");
            Overload.Shortage(items.Except(moved), Person(8), Nine).ShouldBe(WorkingTime.Zero);
        }
    }

    [Fact]
    public void NewTimes_WhenTomorrowIsFull_GoOnToTheDayWithRoomAtTheSameHour()
    {
        var monday = new LocalDate(2026, 3, 2);
        DayLoad Day(int plus, double spare) => new(monday.PlusDays(plus), WorkingTime.FromHours(8 - spare), WorkingTime.FromHours(8), WorkingTime.Zero, 3);
        var moved = Overload.NewTimes([Due(1, monday, 15, 0.5), Due(2, monday, 16, 0.5)], [Day(0, 0), Day(1, 0.6), Day(2, 3)], monday, Office, DateTimeZone.Utc);
        moved.Select(one => one.To).ShouldBe([Instant.FromUtc(2026, 3, 3, 15, 0), Instant.FromUtc(2026, 3, 4, 16, 0)]);
    }

    [Theory]
    [InlineData(0.5, 8, 0.75, 1, 1)]
    [InlineData(0.375, 8, 0.75, 1, 0.5)]
    [InlineData(6, 8, 0.75, 1, 8)]
    [InlineData(6.1, 8, 0.75, 2, 4.5)]
    [InlineData(6.5, 4, 0.75, 3, 3)]
    [InlineData(2.8, 4, 0.75, 1, 4)]
    [InlineData(1, 0, 0.75, 0, 0)]
    [InlineData(0, 8, 0.75, 0, 0)]
    public void ToCallIn_WhenADayIsShort_SaysHowManyAndForHowLong(double missing, double open, double focus, int people, double each) =>
        Overload.ToCallIn(WorkingTime.FromHours(missing), WorkingTime.FromHours(open), focus).ShouldBe((people, WorkingTime.FromHours(each)));

    private static Func<Instant, Instant, WorkingTime> Person(double aDay) => (from, until) => WorkingTime.FromHours(Office.Between(from, until).Hours * aDay / 8);

    private static IReadOnlyList<LocalDate> Week(int days) => [.. Enumerable.Range(0, days).Select(i => new LocalDate(2026, 3, 2).PlusDays(i))];

    private static Instant Morning(LocalDate date) => date.AtMidnight().InUtc().ToInstant();

    private static DueWork Due(long ticket, LocalDate date, int hour, double hours) =>
        new(ticket, 1, Instant.FromUtc(date.Year, date.Month, date.Day, hour, 0), WorkingTime.FromHours(hours), 1, true);
}
