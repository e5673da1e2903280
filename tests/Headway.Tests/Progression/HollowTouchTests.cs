using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

public sealed class HollowTouchTests
{
    private static readonly ProgressionStep Work = new(StatusCode.InProgress);
    private static readonly ProgressionStep Supplier = new(StatusCode.AwaitSupplier);

    [Fact]
    public void Read_WhenNothingWasDone_IsNotHollow() => HollowTouch.Read([]).IsHollow.ShouldBeFalse();

    [Fact]
    public void Read_WhenTwoInARowSaidTheSame_IsNotHollowYet()
    {
        var reading = HollowTouch.Read([Work, Work]);
        (reading.InARow, reading.IsHollow).ShouldBe((2, false));
        reading.Ways.ShouldBeEmpty();
    }

    [Fact]
    public void Read_WhenTheThirdInARowSaysTheSame_IsHollowAndOffersWays()
    {
        var reading = HollowTouch.Read([Work, Work, Work]);
        reading.IsHollow.ShouldBeTrue();
        reading.Ways[0].ShouldBe(Way.AskHelp);
    }

    [Fact]
    public void Read_WhenAnotherSituationLiesBetween_StartsAnew() => HollowTouch.Read([Work, Work, Supplier, Work]).InARow.ShouldBe(1);

    public static TheoryData<ProgressionStep> Moves =>
    [
        Work with { CustomerVisible = true }, Work with { NewAttempt = true }, Work with { NewEta = true }, Work with { HelpAsked = true },
    ];

    [Theory]
    [MemberData(nameof(Moves))]
    public void Read_WhenSomethingMoved_IsNotHollow(ProgressionStep move)
    {
        HollowTouch.Read([Work, Work, move]).InARow.ShouldBe(0);
        HollowTouch.Read([Work, move, Work]).InARow.ShouldBe(1);
        HollowTouch.Read([move, Work, Work]).IsHollow.ShouldBeFalse();
        HollowTouch.Read([move, Work, Work, Work]).IsHollow.ShouldBeTrue();
    }

    [Theory]
    [InlineData("AWAIT_CUSTOMER", Way.OtherChannel)]
    [InlineData("CUST_SILENT", Way.OtherChannel)]
    [InlineData("AWAIT_SUPPLIER", Way.CallSupplier)]
    [InlineData("AWAIT_APPROVAL", Way.CallSupplier)]
    [InlineData("NEXT_ACTION", Way.AskHelp)]
    public void Read_WhenHollow_OffersTheAptestWayFirst(string status, Way way)
    {
        var step = new ProgressionStep(new StatusCode(status));
        HollowTouch.Read([step, step, step]).Ways[0].ShouldBe(way);
    }

    [Fact]
    public void Count_WhenRunsGoOn_CountsEachFromTheThirdOn() =>
        HollowTouch.Count([Work, Work, Work, Work, Supplier, Supplier, Supplier, Work, Work with { NewEta = true }, Work, Work]).ShouldBe(3);

    [Fact]
    public void Count_WhenEveryPrefixIsRead_AgreesWithTheReading()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var steps = Enumerable.Range(0, random.Next(0, 14))
                .Select(_ => new ProgressionStep(random.Next(2) == 0 ? StatusCode.InProgress : StatusCode.AwaitSupplier, CustomerVisible: random.Next(5) == 0)).ToList();
            var hollow = Enumerable.Range(1, steps.Count).Count(n => HollowTouch.Read(steps[..n]).IsHollow);
            HollowTouch.Count(steps).ShouldBe(hollow, $"seed {seed}");
        }
    }
}
