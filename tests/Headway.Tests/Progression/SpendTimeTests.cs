using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>Time spent: how it is written, that it goes with a touch and moves nothing, and who is said to have spent it.</summary>
public sealed class SpendTimeTests
{
    private static DeskWorld World(bool keeps = true)
    {
        var plain = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00"));
        return new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")) { Rules = plain.Rules with { KeepsTime = keeps } }.Opened("2026-03-09 09:00");
    }

    private static Decide Touch(int minutes, PersonId? by = null) => Decision.InOrder(
        new Progress(by ?? DeskWorld.Sam, StatusCode.AwaitCustomer, DeskWorld.Words).Decide, new SpendTime(by ?? DeskWorld.Sam, Min(minutes)).Decide);

    private static Duration Min(int minutes) => Duration.FromMinutes(minutes);

    [Theory]
    [InlineData(null, 0)]
    [InlineData("  ", 0)]
    [InlineData("0", 0)]
    [InlineData("15", 15)]
    [InlineData(" 15 min ", 15)]
    [InlineData("15m", 15)]
    [InlineData("0:20", 20)]
    [InlineData("1:05", 65)]
    [InlineData("1h 10m", 70)]
    [InlineData("1h10", 70)]
    [InlineData("2 h", 120)]
    [InlineData("1.5h", 90)]
    [InlineData("1,25 Std", 75)]
    [InlineData("1 Std. 10 Min.", 70)]
    [InlineData("90 Minuten", 90)]
    [InlineData("24:00", 1440)]
    [InlineData("-10", -10)]
    [InlineData("\u22120:20", -20)]
    public void Read_When_PeopleWriteIt_Then_ItIsMinutes(string? written, int minutes) => SpentText.Read(written).Value.ShouldBe(Min(minutes));

    [Theory]
    [InlineData("a while", "time.unread")]
    [InlineData("1:75", "time.unread")]
    [InlineData("1.5", "time.unread")]
    [InlineData("--5", "time.unread")]
    [InlineData("1h 10m 5s", "time.unread")]
    [InlineData("99999999999999999999999999", "time.unread")]
    [InlineData("-", "time.unread")]
    [InlineData("24:01", "time.outside")]
    [InlineData("1441", "time.outside")]
    public void Read_When_ItIsNone_Then_ItIsRefused(string written, string code) => SpentText.Read(written).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void Spend_When_ItGoesWithATouch_Then_ItIsKeptAndNothingElseIsOtherwise()
    {
        var (with, without) = (World().Did("2026-03-09 10:00", Touch(25)), World().Did("2026-03-09 10:00", Touch(0)));
        with.State.TimeSpent.ShouldBe([new Spent(DeskWorld.Sam, Min(25))]);
        with.State.WorkedFor.ShouldBe(Min(25));
        without.State.WorkedFor.ShouldBe(Min(0));
        Spelled.Out(with.State with { TimeSpent = [], Version = 0 }).ShouldBe(Spelled.Out(without.State with { Version = 0 }), "no due, no verdict, no promise goes by it");
        TicketFold.Of(DeskWorld.Key, with.Ledger).TimeSpent.ShouldBe(with.State.TimeSpent);
    }

    [Fact]
    public void Spend_When_SeveralWorked_Then_EachHasTheirOwnAndMachinesNobody()
    {
        var world = World().Did("2026-03-09 10:00", Touch(25)).Did("2026-03-09 11:00", Touch(40, DeskWorld.Kim)).Did("2026-03-09 12:00", Touch(5));
        world.Did("2026-03-09 12:30", new SpendTime(DeskWorld.Kim, Min(3)) { ByMachine = true }.Decide);
        world.State.TimeSpent.ShouldBe([new Spent(DeskWorld.Sam, Min(30)), new Spent(DeskWorld.Kim, Min(40)), new Spent(null, Min(3))]);
        world.State.WorkedFor.ShouldBe(Min(73));
    }

    [Fact]
    public void Spend_When_TooMuchWasNoted_Then_OnesOwnIsTakenBackAndNoMore()
    {
        var world = World().Did("2026-03-09 10:00", Touch(30));
        new SpendTime(DeskWorld.Kim, Min(-1)).Decide(world.Rules, world.State, world.Now).Refusal.ShouldBe(TimeRefusals.BelowNothing);
        new SpendTime(DeskWorld.Sam, Min(-31)).Decide(world.Rules, world.State, world.Now).Refusal.ShouldBe(TimeRefusals.BelowNothing);
        world.Did("2026-03-09 10:05", new SpendTime(DeskWorld.Sam, Min(-30)).Decide).State.TimeSpent.ShouldBeEmpty();
    }

    [Fact]
    public void Spend_When_TheTouchIsTakenBack_Then_ItIsToo()
    {
        var world = World();
        var touch = world.Do(DeskWorld.At("2026-03-09 10:00"), Touch(25)).Value;
        new Withdraw(DeskWorld.Sam, touch.ActFrom, touch.ActTo).Decide(world.State, world.Ledger, world.Now).Value.After.WorkedFor.ShouldBe(Min(0));
    }

    [Fact]
    public void Spend_When_TheDeskDoesNotKeepIt_Then_TheTouchIsRefusedAndSaysSo()
    {
        var world = World(keeps: false);
        Touch(25)(world.Rules, world.State, world.Now).Refusal.ShouldBe(TimeRefusals.NotKept);
        Touch(0)(world.Rules, world.State, world.Now).IsRefused.ShouldBeFalse();
        new SpendTime(DeskWorld.Sam, SpendTime.Most + Min(1)).Decide(World().Rules, world.State, world.Now).Refusal.ShouldBe(TimeRefusals.Outside);
        new SpendTime(DeskWorld.Sam, Min(5)).Decide(World().Rules, new TicketState { Key = DeskWorld.Key }, world.Now).Refusal.ShouldBe(TicketRefusals.Unknown);
    }
}
