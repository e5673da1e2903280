using Headway.Domain.Audits;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

public sealed class PercentilesTests
{
    [Fact]
    public void Of_BetweenRanks_Interpolates()
    {
        Percentiles.Of(new float[] { 4, 1, 3, 2 }, 0.5).ShouldBe(2.5);
        Percentiles.Of(new float[] { 10, 0 }, 0.9).ShouldNotBeNull().ShouldBe(9, 1e-6);
        Percentiles.Of(new float[] { 7 }, 0.99).ShouldBe(7);
        Percentiles.Of(default, 0.5).ShouldBeNull();
    }

    [Fact]
    public void Of_AnyValues_AgreesWithSorting()
    {
        const int seed = 7;
        var dice = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var values = Enumerable.Range(0, dice.Next(1, 200)).Select(_ => (float)dice.Next(0, 40)).ToArray();
            var share = dice.NextDouble();
            var sorted = values.Order().ToArray();
            var rank = share * (sorted.Length - 1);
            var low = (int)rank;
            var expected = sorted[low] + ((sorted[Math.Min(low + 1, sorted.Length - 1)] - (double)sorted[low]) * (rank - low));
            Percentiles.Of(values, share).ShouldNotBeNull().ShouldBe(expected, 1e-6, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Bootstrap_WithTheSameSeed_GivesTheSameInterval()
    {
        var values = Enumerable.Range(0, 400).Select(at => (float)(at % 17)).ToArray();
        var first = ClusterBootstrap.Total(values, [], 3);
        ClusterBootstrap.Total(values, [], 3).ShouldBe(first);
        first.Best.ShouldBe(values.Sum(), 1e-6);
        first.Low.ShouldBeLessThan(first.Best);
        first.High.ShouldBeGreaterThan(first.Best);
    }

    [Fact]
    public void Parts_GiveWhatTheWholeGives()
    {
        var dice = new Random(7);
        var values = Enumerable.Range(0, 5_000).Select(at => at % 3 == 0 ? 0f : (float)((dice.NextDouble() * dice.NextDouble() * 400) - 3)).ToArray();
        var parted = new PartedPercentiles([new CountedValues(values.AsMemory(0, 1_700)), new CountedValues(values.AsMemory(1_700))]).Hours();
        var whole = Percentiles.Hours([.. values]);
        parted.ShouldBe(whole);
        new PartedPercentiles([]).Hours().ShouldBe(new HourPercentiles(null, null, null, 0));
    }
}
