using Headway.Domain.Flow;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

public sealed class WeekLimitsTests
{
    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.8 })]
    public void Of_WhenThereIsNoRange_GivesNoLimits(double[] weeks) => WeekLimits.Of(Weeks(weeks)).ShouldBeNull();

    [Fact]
    public void Of_WhenWeeksVary_IsMeanAndMeanMovingRange()
    {
        var limits = WeekLimits.Of(Weeks(10, 12, 9, 13, 11)).ShouldNotBeNull();
        limits.Mean.ShouldBe(11);
        limits.MeanRange.ShouldBe((2 + 3 + 4 + 2) / 4d);
        limits.Upper.ShouldBe(11 + (2.66 * 2.75), 1e-9);
        limits.Lower.ShouldBe(11 - (2.66 * 2.75), 1e-9);
        limits.RangeLimit.ShouldBe(3.27 * 2.75, 1e-9);
        limits.Weeks.ShouldAllBe(week => week.Signal == WeekSignal.Noise);
        limits.LatestSignal.ShouldBeNull();
    }

    [Fact]
    public void Of_WhenEveryWeekIsTheSame_HasNoWidthAndNoSignal()
    {
        var limits = WeekLimits.Of(Weeks(Enumerable.Repeat(0.8, 12).ToArray())).ShouldNotBeNull();
        (limits.Lower, limits.Upper).ShouldBe((limits.Mean, limits.Mean));
        limits.LatestSignal.ShouldBeNull();
    }

    [Fact]
    public void Of_WhenOneWeekLeavesTheLimits_SaysSo()
    {
        var limits = WeekLimits.Of(Weeks(10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 30, 10)).ShouldNotBeNull();
        limits.Weeks[10].Signal.ShouldBe(WeekSignal.Above);
        limits.LatestSignal.ShouldBe(10);
    }

    [Fact]
    public void Of_WhenAWeekFallsBelow_SaysSo() =>
        WeekLimits.Of(Weeks(20, 21, 20, 21, 20, 21, 20, 21, 20, 21, 1, 20))!.Weeks[10].Signal.ShouldBe(WeekSignal.Below);

    [Theory]
    [InlineData(7, WeekSignal.Noise)]
    [InlineData(8, WeekSignal.ShiftUp)]
    [InlineData(9, WeekSignal.ShiftUp)]
    public void Of_WhenWeeksStayOnOneSide_IsAShiftFromEightOn(int run, WeekSignal signal)
    {
        var weeks = Enumerable.Range(0, run).Select(_ => 9d).Concat(Enumerable.Range(0, run).Select(week => week % 2 == 0 ? 11d : 11.5)).ToArray();
        var limits = WeekLimits.Of(Weeks(weeks)).ShouldNotBeNull();
        limits.Weeks.Skip(run).ShouldAllBe(week => week.Signal == signal || week.Signal == WeekSignal.Above);
        limits.Weeks.Take(run).ShouldAllBe(week => week.Signal == (signal == WeekSignal.ShiftUp ? WeekSignal.ShiftDown : WeekSignal.Noise) || week.Signal == WeekSignal.Below);
    }

    [Fact]
    public void Of_WhenAWeekHasNoData_LeavesItOutAndKeepsTheRun()
    {
        double?[] weeks = [9, 9.2, 9, 9.2, null, 9, 9.2, 9, 9.2, 11, 11.2, 11, 11.2, 11, 11.2, 11, 11.2];
        var limits = WeekLimits.Of(weeks).ShouldNotBeNull();
        limits.Weeks[4].ShouldBe(new WeekReading(null, WeekSignal.Noise));
        limits.Mean.ShouldBe(weeks.OfType<double>().Average());
        limits.Weeks[0].Signal.ShouldBeOneOf(WeekSignal.ShiftDown, WeekSignal.Below);
    }

    [Fact]
    public void Of_WhenTheFigureIsAShare_StaysWithinItsBounds()
    {
        var limits = WeekLimits.Of(Weeks(0.9, 1.0, 0.7, 0.95, 0.6), 0, 1).ShouldNotBeNull();
        limits.Upper.ShouldBe(1);
        limits.Lower.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Of_WhenWeeksAreOnTheMean_EndsTheRun() =>
        WeekLimits.Of(Weeks(2.4, 1.6, 2.4, 1.6, 1.5, 2.4, 1.6, 2.4, 1.6, 0.6, 1.4, 0.6, 1.4, 1.5, 0.6, 1.4, 0.6, 1.4))!.Weeks.ShouldAllBe(week => week.Signal == WeekSignal.Noise);

    /// <summary>Why limits are drawn from three weeks on: so few can't lie outside of limits that they made.</summary>
    [Theory]
    [InlineData(3, 17)]
    [InlineData(4, 20261122)]
    public void Limits_WhenMadeOfThreeOrFourWeeks_CallNothingNews(int weeks, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            var values = Enumerable.Range(0, weeks).Select(_ => (double?)Math.Pow(random.NextDouble(), 1 + (round % 40))).ToList();
            WeekLimits.Of(values)!.LatestSignal.ShouldBeNull($"seed {seed}, round {round}: {string.Join(' ', values)}");
        }

        WeekLimits.Of([0, 0, 0, 0, 1])!.LatestSignal.ShouldBe(4, "with five it can");
    }

    private static double?[] Weeks(params double[] values) => [.. values.Select(value => (double?)value)];
}
