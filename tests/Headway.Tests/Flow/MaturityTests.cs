using Headway.Domain.Flow;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

/// <summary>Each level with all of its tests, and with each of them missing.</summary>
public sealed class MaturityTests
{
    private static readonly MaturityEvidence Everything = new()
    {
        Guided = true, BreachPrevention = true, FullStatusSet = true, Confirmed = 0.8, Standard = true, Open = 300, Unscheduled = 0, Progression = 0.85, Chases = true, Appointments = true, Returns = true,
        Advanced = true, HighCover = 0.15, Contributions = 1, Promises = 1, PerfectOrAdvancedEverywhere = true, Audits = 2, AuditsImproved = true, ValidChases = 1,
    };

    [Fact]
    public void Level_WhenEveryTestIsMetExactly_IsFiveAndNothingIsMissing()
    {
        var all = Maturity.Of(Everything);
        (all.Reached, all.Next).ShouldBe((5, null));
        all.Levels.Select(level => (level.Number, level.Reached)).ShouldBe([(1, true), (2, true), (3, true), (4, true), (5, true)]);
    }

    [Fact]
    public void Level_WhenNothingIsKnown_IsNoneAndTheFirstTestIsNext()
    {
        var none = Maturity.Of(new MaturityEvidence());
        (none.Reached, none.Next?.Key).ShouldBe((0, "guided"));
    }

    public static TheoryData<string, int> Missing => new()
    {
        { "guided", 0 }, { "breach-prevention", 0 }, { "statuses", 1 }, { "confirmed", 1 }, { "standard", 2 }, { "all-dated", 2 }, { "sla-reported", 2 }, { "chases", 2 }, { "appointments", 2 }, { "returns", 2 },
        { "advanced", 3 }, { "high-cover", 3 }, { "contributions", 3 }, { "promises", 3 }, { "progression", 3 }, { "perfect", 4 }, { "audits", 4 }, { "few-chases", 4 },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public void Level_WhenOneTestIsMissing_StopsBelowItAndNamesIt(string test, int reached)
    {
        var read = Maturity.Of(Without(test));
        (read.Reached, read.Next?.Key).ShouldBe((reached, test));
        read.Levels.SelectMany(level => level.Tests).Where(one => !one.Met).Select(one => one.Key).ShouldContain(test);
        read.Levels.Count(level => level.Reached).ShouldBe(reached);
    }

    [Fact]
    public void Tests_WhenListed_AreEachTriedHere() =>
        Maturity.Of(Everything).Levels.SelectMany(level => level.Tests).Select(test => test.Key).ShouldBe(Missing.Select(row => row.Data.Item1));

    [Fact]
    public void Level_WhenAHigherOneIsMetButNotAllBelow_IsTheLower()
    {
        var read = Maturity.Of(Everything with { FullStatusSet = false });
        read.Reached.ShouldBe(1);
        read.Levels.Single(level => level.Number == 4).Tests.ShouldAllBe(test => test.Met, "its own tests are met all the same");
    }

    [Fact]
    public void Audits_WhenTheLaterIsNoBetter_AreNoProof() => Maturity.Of(Everything with { AuditsImproved = false }).Next?.Key.ShouldBe("audits");

    private static MaturityEvidence Without(string test) => test switch
    {
        "guided" => Everything with { Guided = false },
        "breach-prevention" => Everything with { BreachPrevention = false },
        "statuses" => Everything with { FullStatusSet = false },
        "confirmed" => Everything with { Confirmed = 0.7999 },
        "standard" => Everything with { Standard = false },
        "all-dated" => Everything with { Unscheduled = 1 },
        // Without a figure the level above that asks for more of it is not met either; the lower one is named.
        "sla-reported" => Everything with { Progression = null },
        "chases" => Everything with { Chases = false },
        "appointments" => Everything with { Appointments = false },
        "returns" => Everything with { Returns = false },
        "advanced" => Everything with { Advanced = false },
        "high-cover" => Everything with { HighCover = 0.149 },
        "contributions" => Everything with { Contributions = 0 },
        "promises" => Everything with { Promises = 0 },
        "progression" => Everything with { Progression = 0.8499 },
        "perfect" => Everything with { PerfectOrAdvancedEverywhere = false },
        "audits" => Everything with { Audits = 1 },
        "few-chases" => Everything with { ValidChases = 1.01 },
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, "No such test."),
    };
}
