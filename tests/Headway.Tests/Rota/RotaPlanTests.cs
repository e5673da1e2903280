using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Rota;

public sealed class RotaPlanTests
{
    private static readonly TeamId Team = new(1);
    private static readonly PersonId Sam = new(11), Kim = new(12), Lee = new(13);
    private static readonly LocalDate Monday = new(2026, 3, 9);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private static readonly StatusQueue Inflow = new("inflow", Team, [StatusCode.New]) { Id = 1, MinCover = 2 };
    private static readonly StatusQueue Waiting = new("waiting", Team, [StatusCode.AwaitCustomer]) { Id = 2, MinCover = 1 };

    private static WorkCalendar Office => WorkCalendar.Create(
        "office", 1, DateTimeZone.Utc, Enum.GetValues<IsoDayOfWeek>().Where(day => day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Friday)
            .ToDictionary(day => day, _ => (IReadOnlyList<Span>)[Span.Parse("09:00-17:00").Value]),
        new Dictionary<LocalDate, DayOverride>()).Value;

    private static RotaSlot Slot(PersonId person, string hours, IsoDayOfWeek day = IsoDayOfWeek.Monday, params long[] queues) =>
        new(0, person, day, Span.Parse(hours).Value, queues.Length == 0 ? [1] : queues);

    private static RotaPlan Plan(params RotaSlot[] slots) => slots.Aggregate(RotaPlan.Empty, (plan, slot) => plan.Put(slot).Value);

    private static IReadOnlyList<Covered> Cover(RotaPlan plan, params Absence[] away)
    {
        var names = new Dictionary<long, string> { [1] = Inflow.Name, [2] = Waiting.Name };
        var rota = new PublishedRota([Inflow, Waiting], [.. plan.Shifts(Team, Monday, DateTimeZone.Utc, names)], new Absences(away));
        return Coverage.Of(rota, Team, Office, At(0), At(24));
    }

    private static Instant At(double hour) => Monday.AtMidnight().InUtc().ToInstant() + Duration.FromHours(hour);

    [Theory]
    [InlineData("09:00-13:00", "12:59-14:00", true)]
    [InlineData("09:00-13:00", "13:00-14:00", false)]
    [InlineData("22:00-06:00", "21:00-22:00", false)]
    public void Put_WhenAPersonWouldBeInTwoPlaces_IsRefused(string first, string second, bool overlaps) =>
        Plan(Slot(Sam, first)).Put(Slot(Sam, second)).IsRefused.ShouldBe(overlaps);

    [Fact]
    public void Put_WhenANightMeetsTheMorningAfter_IsRefusedAcrossTheEndOfTheWeek()
    {
        var night = Plan(Slot(Sam, "22:00-06:00", IsoDayOfWeek.Sunday));
        night.Put(Slot(Sam, "05:00-07:00", IsoDayOfWeek.Monday)).Refusal.ShouldBe(RotaRefusals.Overlaps);
        night.Put(Slot(Kim, "05:00-07:00", IsoDayOfWeek.Monday)).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public void Put_WhenASlotIsChanged_KeepsItsNumberAndNeverGivesOneTwice()
    {
        var plan = Plan(Slot(Sam, "09:00-13:00"), Slot(Kim, "09:00-13:00"));
        var changed = plan.Put(plan.Slots[0] with { Person = Lee }).Value;
        changed.Slots.Select(slot => slot.Id).ShouldBe([1, 2]);
        changed.Without(1).Put(Slot(Sam, "14:00-15:00")).Value.Slots.Select(slot => slot.Id).ShouldBe([2, 3]);
    }

    [Fact]
    public void Times_WhenTheClocksChangeInTheWeek_StayWhatTheWallShows()
    {
        var (from, to) = RotaPlan.Times(Slot(Sam, "01:00-04:00", IsoDayOfWeek.Sunday), new LocalDate(2026, 3, 23), Berlin);
        (to - from).ShouldBe(Duration.FromHours(2), "the hour from two to three is missing that night");
    }

    [Fact]
    public void Coverage_WhenSomebodyLeavesEarly_IsAGapFromThen()
    {
        var cover = Cover(Plan(Slot(Sam, "09:00-17:00", IsoDayOfWeek.Monday, 1, 2), Slot(Kim, "09:00-14:00")));
        cover.Where(part => part.IsGap).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            gap => gap.Queue.Name.ShouldBe("inflow"), gap => gap.From.ShouldBe(At(14)), gap => gap.To.ShouldBe(At(17)), gap => gap.People.ShouldBe(1));
        cover.Where(part => part.Queue == Waiting).ShouldHaveSingleItem().ShouldSatisfyAllConditions(all => all.From.ShouldBe(At(9)), all => all.To.ShouldBe(At(17)));
    }

    [Fact]
    public void Coverage_WhenSomebodyIsAway_CountsThemOutForThatTime()
    {
        var plan = Plan(Slot(Sam, "09:00-17:00"), Slot(Kim, "09:00-17:00"));
        Cover(plan).Where(part => part.Queue == Inflow && part.IsGap).ShouldBeEmpty();
        Cover(plan, new Absence(Kim, At(10), At(11))).Where(part => part.Queue == Inflow).Select(part => (part.From, part.People)).ShouldBe([(At(9), 2), (At(10), 1), (At(11), 2)]);
    }

    [Fact]
    public void Coverage_WhenTheTeamIsClosed_NeedsNobody() =>
        Cover(Plan(Slot(Sam, "07:00-09:00"), Slot(Kim, "07:00-09:00"))).ShouldAllBe(part => part.From >= At(9) && part.To <= At(17) && part.People == 0);

    [Fact]
    public void Suggest_WhenAQueuesDuesExceedItsPeople_NamesWhoHasRoom()
    {
        var held = new Dictionary<PersonId, IReadOnlyCollection<string>> { [Sam] = ["inflow"], [Kim] = ["waiting"], [Lee] = ["waiting", "inflow"] };
        QueueLoad[] loads = [new(Inflow, 12, 1.5, Duration.FromHours(1)), new(Waiting, 1, 1.5, Duration.FromHours(1))];
        Rebalance.Suggest(loads, held, Rebalance.Touch).ShouldNotBeNull().ShouldSatisfyAllConditions(one => one.Person.ShouldBe(Kim), one => one.To.ShouldBe(Inflow), one => one.Holders.ShouldBe(2));
        Rebalance.Suggest([loads[0] with { Due = 2 }, loads[1]], held, Rebalance.Touch).ShouldBeNull("there is time for all of it");
        Rebalance.Suggest([loads[0], loads[1] with { Due = 40 }], held, Rebalance.Touch).ShouldBeNull("nobody has room");
    }
}
