using Headway.Domain.Flow;
using Headway.Domain.People;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

public sealed class WeekDutiesTests
{
    private static readonly WeekFacts Calm = new(0, 0, 4, 0, 0, 20, "AWAIT_SUPPLIER", 2, 9, "wrong-team", 2, 2, 90, 0);

    [Fact]
    public void Duties_When_NothingHappenedTwice_Then_ThereAreNone() => WeekDuties.Of(Calm).ShouldBeEmpty();

    [Fact]
    public void Duties_When_MuchPresses_Then_TheThreeMostHarmfulStandInOrder()
    {
        var week = Calm with { UnmanagedChases = 1, Overdue = 5, PromisesMissed = 2, LateThere = 7, Returned = 8, Moved = 30, Covered = 12 };

        WeekDuties.Of(week).ShouldBe([new(WeekDutyKind.ChasesUnmanaged, 1, 4), new(WeekDutyKind.Overdue, 5), new(WeekDutyKind.PromisesMissed, 2, 20)]);
        WeekDuties.Of(week with { UnmanagedChases = 0, Overdue = 0, PromisesMissed = 0 })
            .ShouldBe([new(WeekDutyKind.LateIn, 7, 9, "AWAIT_SUPPLIER"), new(WeekDutyKind.ReturnedFor, 8, 0, "wrong-team"), new(WeekDutyKind.Moved, 30, 90)]);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Duties_When_DuesAreMoved_Then_OnlyMoreThanATenthIsTold(int moved, bool told) =>
        WeekDuties.Of(Calm with { Moved = moved, Decided = 90 }).Any(duty => duty.Kind == WeekDutyKind.Moved).ShouldBe(told);

    [Theory]
    [InlineData(null, 8, 0, true)]
    [InlineData("2026-03-09", 12, 0, false)]
    [InlineData("2026-03-02", 7, 59, false)]
    [InlineData("2026-03-02", 8, 0, true)]
    public void Letter_When_ItsHourComes_Then_AWeekHasOne(string? told, int hour, int minute, bool due)
    {
        var last = told is null ? (LocalDate?)null : NodaTime.Text.LocalDatePattern.Iso.Parse(told).Value;
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var now = zone.AtStrictly(new LocalDateTime(2026, 3, 9, hour, minute)).ToInstant();

        WeeklyLetter.IsDue(new LocalTime(8, 0), last, now, zone).ShouldBe(due);
        WeeklyLetter.MondayOf(zone.AtStrictly(new LocalDateTime(2026, 3, 15, 23, 59)).ToInstant(), zone).ShouldBe(new LocalDate(2026, 3, 9), "a Sunday belongs to the week before");
    }
}
