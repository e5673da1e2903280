using Headway.Domain;
using Headway.Domain.Rota;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Rota;

public sealed class OnCallRotaTests
{
    private static readonly PersonId Kim = new(1), Sam = new(2), Oto = new(3);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private static OnCallRota Weekly(params OnCallInstead[] instead) => new(Berlin, new OnCallTurn([Kim, Sam], new LocalDate(2026, 3, 2), new LocalTime(9, 0), 7), instead);

    private static Instant At(int day, int hour, int minute = 0, int month = 3) => new LocalDateTime(2026, month, day, hour, minute).InZoneStrictly(Berlin).ToInstant();

    [Fact]
    public void At_WhenTheTurnIsHandedOver_ChangesAtThatTimeOfDay()
    {
        var rota = Weekly();
        rota.At(At(2, 9)).ShouldBe(Kim);
        rota.At(At(9, 8, 59)).ShouldBe(Kim);
        rota.At(At(9, 9)).ShouldBe(Sam);
        rota.At(At(16, 9)).ShouldBe(Kim);
    }

    [Fact]
    public void At_BeforeTheFirstTurn_IsSomebodyAllTheSame()
    {
        Weekly().At(At(2, 8, 59)).ShouldBe(Sam);
        Weekly().At(At(23, 10, month: 2)).ShouldBe(Sam);
        Weekly().At(At(16, 10, month: 2)).ShouldBe(Kim);
    }

    [Fact]
    public void At_WhenSomebodyStandsIn_IsThatPersonFromHandOverToHandOver()
    {
        var rota = Weekly(new OnCallInstead(new LocalDate(2026, 3, 4), new LocalDate(2026, 3, 5), Oto));
        rota.At(At(4, 8, 59)).ShouldBe(Kim);
        rota.At(At(4, 9)).ShouldBe(Oto);
        rota.At(At(6, 8, 59)).ShouldBe(Oto);
        rota.At(At(6, 9)).ShouldBe(Kim);
    }

    [Fact]
    public void HandOver_AcrossTheClockChange_KeepsItsTimeOfDay()
    {
        Weekly().HandOver(At(26, 12)).ShouldBe(At(30, 9));
        (At(30, 9) - At(23, 9)).ShouldBe(Duration.FromHours((7 * 24) - 1));
    }

    [Fact]
    public void HandOver_WhenOnePersonIsAlwaysOnCall_IsNever() =>
        new OnCallRota(Berlin, new OnCallTurn([Kim], new LocalDate(2026, 1, 1), LocalTime.Midnight, 7), []).HandOver(At(2, 9)).ShouldBeNull();

    [Fact]
    public void From_ListsShifts_ThatTouch()
    {
        var shifts = Weekly(new OnCallInstead(new LocalDate(2026, 3, 4), new LocalDate(2026, 3, 5), Oto)).From(At(3, 12), 5);
        shifts.Select(shift => shift.Person).ShouldBe([Kim, Oto, Kim, Sam, Kim]);
        shifts.Zip(shifts.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
    }

    [Fact]
    public void Check_WhenNobodyIsNamed_Refuses()
    {
        OnCallRota.Check(new OnCallTurn([], new LocalDate(2026, 1, 1), LocalTime.Midnight, 7), []).ShouldBe(OnCallRefusals.NobodyOnCall);
        OnCallRota.Check(new OnCallTurn([Kim], new LocalDate(2026, 1, 1), LocalTime.Midnight, 0), []).ShouldBe(OnCallRefusals.TurnLength);
        OnCallRota.Check(new OnCallTurn([Kim], new LocalDate(2026, 1, 1), LocalTime.Midnight, 7), [new OnCallInstead(new LocalDate(2026, 2, 2), new LocalDate(2026, 2, 1), Kim)]).ShouldBe(OnCallRefusals.DatesReversed);
        OnCallRota.Check(Weekly().Turn, []).ShouldBeNull();
    }
}
