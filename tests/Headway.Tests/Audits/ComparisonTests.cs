using Headway.Domain.Audits;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

/// <summary>Two periods against each other: figures computed by hand or known in closed form.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void RestrictedMean_WithAnOpenCase_IsTheAreaUnderTheCurve()
    {
        // Ended after 1, 2 and 4, one still open at 3: S is 1, 3/4, 1/2 from 2 on, 0 from 4 on. 1 + 0.75 + 2 * 0.5 = 2.75.
        var mean = new RestrictedMean([(1, true, 0), (2, true, 0), (3, false, 0), (4, true, 0)]);
        mean.Of(5).ShouldBe(2.75, 1e-9);
        mean.Of(3).ShouldBe(2.25, 1e-9);
        mean.TryOf(5, [0]).ShouldBeNull();
    }

    [Fact]
    public void Effect_WithAnotherCaseMix_IsThatOfTheLaterPeriodsMix()
    {
        // By kind: 10 h to 6 h, and 2 h to 1 h. The later period has three quarters of the quick kind: 0.25 * 4 + 0.75 * 1.
        var before = Cases(40, 10, stratum: 0).Concat(Cases(20, 2, stratum: 2)).ToArray();
        var after = Cases(20, 6, stratum: 0).Concat(Cases(60, 1, stratum: 2)).ToArray();
        var effect = Effect.Of(before, after).ShouldNotBeNull();
        effect.Saved.Best.ShouldBe(1.75, 1e-9);
        effect.Saved.Low.ShouldBe(1.75, 1e-6, "nothing varies within a kind");
        effect.Covered.ShouldBe(1);
        (before.Average(one => one.Hours) - after.Average(one => one.Hours)).ShouldBeGreaterThan(5, "the bare means would claim three times as much");
    }

    [Fact]
    public void Effect_WhereTheBacklogIsCleared_ClaimsNothing()
    {
        // The same desk: half are solved after 8 h, half after 100 h. Later it was only looked at for 60 h, the slow half still open.
        var before = Cases(100, 8).Concat(Cases(100, 100)).ToArray();
        var after = Cases(100, 8).Concat(Cases(100, 60, ended: false)).ToArray();
        var effect = Effect.Of(before, after).ShouldNotBeNull();
        effect.Limit.ShouldBe(60);
        effect.Saved.Best.ShouldBe(0, 1e-9);
        var naive = before.Where(one => one.Ended).Average(one => one.Hours) - after.Where(one => one.Ended).Average(one => one.Hours);
        naive.ShouldBe(46, 0.1, "closed tickets alone would say so many hours");
    }

    [Fact]
    public void Interval_OfAMean_HasTheWidthOfTheTextbook()
    {
        // 400 requesters each with one ticket of 0 or 2 h: the standard error of a difference of two such means is sqrt(2 / 400).
        var before = Enumerable.Range(0, 400).Select(at => new Observation(at % 2 * 2, true, 0, at, -1)).ToArray();
        var effect = Effect.Of(before, before).ShouldNotBeNull();
        var wanted = 2 * 1.96 * Math.Sqrt(2 / 400d);
        (effect.Saved.High - effect.Saved.Low).ShouldBe(wanted, wanted * 0.06, $"seeds {string.Join(", ", Effect.Seeds)}");
        effect.Saved.Best.ShouldBe(0, 1e-9);
        effect.ProbabilityOfGain.ShouldBe(0.5, 0.05);
        Effect.Of(before, before).ShouldBe(effect, "the same seeds give the same figures");
    }

    [Fact]
    public void Interval_WhereWeeksDiffer_IsTheWiderOneOfWeeks()
    {
        // Every ticket of a week takes what that week takes: to draw requesters alone would be far too sure.
        Observation[] weeks(int shift) => [.. from week in Enumerable.Range(0, 10) from at in Enumerable.Range(0, 30)
            select new Observation(10 + (week * 7 % 10) - shift, true, 0, (week * 30) + at, 4 + (week * 7))];
        var effect = Effect.Of(weeks(0), weeks(1)).ShouldNotBeNull();
        effect.Together.ShouldBe(DrawnTogether.Weeks);
        effect.Saved.Low.ShouldBeLessThan(0);
        var blind = Effect.Of(weeks(0).Select(one => one with { Day = -1 }).ToArray(), weeks(1).Select(one => one with { Day = -1 }).ToArray()).ShouldNotBeNull();
        blind.Together.ShouldBe(DrawnTogether.Requesters);
        blind.Saved.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Interval_OverManyPairsWithoutADifference_CoversItAsOftenAsItSays()
    {
        const int seed = 5, pairs = 200;
        var dice = new Random(seed);
        Observation[] one() => [.. Enumerable.Range(0, 200).Select(at => new Observation((float)(-10 * Math.Log(1 - dice.NextDouble())), true, 0, at, -1))];
        var covered = Enumerable.Range(0, pairs).Count(_ => Effect.Of(one(), one(), draws: 300) is { Saved: { Low: < 0, High: > 0 } });
        ((double)covered / pairs).ShouldBeInRange(0.91, 0.99, $"seed {seed}");
    }

    [Fact]
    public void Trend_OfWeeksThatAllFall_IsSaidWithItsSlopeAndChance()
    {
        // Eight weeks, each two hours less: S = -28, var = 8 * 7 * 21 / 18, z = 27 / 8.083 = 3.340.
        var falling = PreTrend.Of([.. Enumerable.Range(0, 8).Select(week => 30d - (2 * week))]);
        falling.Slope.ShouldBe(-2, 1e-6);
        falling.Chance.ShouldBe(0.00084, 0.00001);
        falling.IsFalling.ShouldBeTrue();
        PreTrend.Of([20, 23, 19, 22, 20, 21, 23, 19]).IsFalling.ShouldBeFalse();
        PreTrend.Of([7, 7, 7, 7, 7, 7]).Chance.ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Verdict_BeforeAnybodySaidWhatElseChanged_ClaimsNothing()
    {
        var compared = Comparison.Of(Spans(300, 60, 20), Spans(300, 60, 8));
        compared.Verdict(othersSaid: false).ShouldBe(ComparisonVerdict.OthersUnsaid);
        compared.Verdict(othersSaid: true).ShouldBe(ComparisonVerdict.Sooner);
        compared.Solution!.Saved.Best.ShouldBe(12, 0.5);
        Comparison.Of(Spans(300, 60, 8), Spans(300, 60, 20)).Verdict(true).ShouldBe(ComparisonVerdict.Later);
        Comparison.Of(Spans(300, 60, 8), Spans(300, 60, 8)).Verdict(true).ShouldBe(ComparisonVerdict.NoDifference);
    }

    [Fact]
    public void Verdict_OnTooFewTicketsOrDays_HasNoHeadline()
    {
        Comparison.Of(Spans(199, 60, 20), Spans(400, 60, 8)).Verdict(true).ShouldBe(ComparisonVerdict.TooLittle);
        var short1 = Comparison.Of(Spans(400, 60, 20), Spans(400, 7, 8));
        (short1.Verdict(true), short1.FewestDays, short1.Solution).ShouldBe((ComparisonVerdict.TooLittle, 7, null));
    }

    [Fact]
    public void Verdict_WhereTheLaterTicketsAreOfAnotherKind_IsThatTheyCannotBeCompared()
    {
        var other = Spans(300, 60, 8) with { Priority = [.. Enumerable.Range(0, 300).Select(at => (byte)(at % 10 < 3 ? 2 : 0))] };
        Comparison.Of(Spans(300, 60, 20), other).Verdict(true).ShouldBe(ComparisonVerdict.OtherMix);
    }

    [Fact]
    public void Verdict_WhereItFellBefore_ClaimsNoGain()
    {
        // Before: week by week two hours less, from 30 h down. After: as quick as that would have gone on.
        var before = Spans(600, 56, 0) with { Hours = [.. Enumerable.Range(0, 600).Select(at => 32f - (2 * (at % 56 / 7)) + (at % 3))] };
        var after = Spans(600, 56, 9, from: 56 + 4);
        var compared = Comparison.Of(before, after);
        compared.Trend.ShouldNotBeNull().IsFalling.ShouldBeTrue();
        compared.Verdict(true).ShouldBe(ComparisonVerdict.FellAlready);
    }

    [Fact]
    public void Answers_OfUpdatesThatNobodyAnswered_CountAsLongAsTheyWereSeen()
    {
        var updates = new UpdateSpans([.. Enumerable.Range(0, 80).Select(at => at % 2 == 0 ? 4f : 90f)], [.. Enumerable.Range(0, 80).Select(at => at % 2 == 0)], [.. Enumerable.Range(0, 80)], [.. Enumerable.Range(0, 80).Select(at => 100 + at)]);
        var answered = updates with { Hours = [.. updates.Hours.Select(_ => 4f)], Answered = [.. updates.Answered.Select(_ => true)] };
        var compared = Comparison.Of(Spans(300, 60, 8) with { Updates = updates }, Spans(300, 60, 8) with { Updates = answered });
        // Half of the first were open after 90 h: (4 + 90) / 2 against 4.
        compared.Answer.ShouldNotBeNull().Saved.Best.ShouldBe(43, 1e-6);
        compared.Verdict(true).ShouldBe(ComparisonVerdict.AnsweredSooner);
    }

    private static Observation[] Cases(int count, float hours, byte stratum = 0, bool ended = true) =>
        [.. Enumerable.Range(0, count).Select(at => new Observation(hours, ended, stratum, at, -1))];

    private static CaseSpans Spans(int count, int days, float hours, int from = 4) => new(
        [.. Enumerable.Range(0, count).Select(at => hours + (at % 5) - 2)], [.. Enumerable.Repeat(true, count)], [.. Enumerable.Repeat((byte)2, count)],
        [.. Enumerable.Range(0, count).Select(at => at % 97)], new float[count])
    {
        Day = [.. Enumerable.Range(0, count).Select(at => from + (at % days))], LastDay = from + days + 14,
    };
}
