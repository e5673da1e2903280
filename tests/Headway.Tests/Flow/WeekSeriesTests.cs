using Headway.Domain.Flow;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

public sealed class WeekSeriesTests
{
    private static readonly LocalDate First = new(2026, 1, 5);

    [Fact]
    public void Of_WhenTheSystemChanged_GivesEachPhaseLimitsOfItsOwn()
    {
        var series = Of([.50, .52, .49, .51, .53, .90, .91, .89, .92, .90], First.PlusWeeks(5));
        series.Phases.Select(phase => (phase.From, phase.To)).ShouldBe([(0, 5), (5, 10)]);
        series.Phases[0].Limits.ShouldNotBeNull().Mean.ShouldBe(.51, 1e-9);
        series.Current.Limits.ShouldNotBeNull().Mean.ShouldBe(.904, 1e-9);
        series.News.ShouldBeNull("within each phase it is noise");
        var change = series.Change.ShouldNotBeNull();
        (change.Before, change.Since).ShouldBe((.51, .904), new Near());
    }

    [Fact]
    public void Of_WhenOneSystemIsTakenForTwo_WouldHaveCalledTheChangeNoiseOrShift()
    {
        Of([.50, .52, .49, .51, .53, .90, .91, .89, .92, .90]).Phases.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 5)]
    [InlineData(4, 6)]
    public void Of_WhenTheChangeFallsIntoAWeek_BeginsWithTheWeekThatIsMostlyNew(int daysIn, int from)
    {
        Of(Enumerable.Repeat<double?>(.5, 10), First.PlusWeeks(5).PlusDays(daysIn)).Current.From.ShouldBe(from);
    }

    [Fact]
    public void Of_WhenThePhaseIsYoung_SaysNothing()
    {
        var series = Of([.50, .52, .49, .51, .53, .90, .91], First.PlusWeeks(5));
        series.Current.Limits.ShouldBeNull();
        (series.News, series.Change).ShouldBe((null, null));
    }

    [Fact]
    public void News_WhenAWeekLeavesTheLimits_IsThatWeek()
    {
        var series = Of([10, 11, 10, 11, 10, 11, 10, 11, 30, 10]);
        series.News.ShouldBe(new WeekNews(First.PlusWeeks(8), 30, WeekSignal.Above));
    }

    [Fact]
    public void News_WhenItIsAShift_IsToldFromItsFirstWeek()
    {
        var series = Of([10, 12, 10, 12, 10, 12, 13, 12.6, 13, 12.7, 13, 12.5, 13, 12.9]);
        var news = series.News.ShouldNotBeNull();
        (news.Signal, news.Monday).ShouldBe((WeekSignal.ShiftUp, First.PlusWeeks(6)));
    }

    [Fact]
    public void Of_WhenTheWeekStillRuns_NeitherJudgesItNorLetsItMoveTheLimits()
    {
        var points = Weeks([10, 11, 10, 11, 10]).Append(new WeekPoint(First.PlusWeeks(5), 90, Running: true)).ToList();
        var series = WeekSeries.Of(points, []);
        series.Current.Limits.ShouldNotBeNull().Mean.ShouldBe(10.4, 1e-9);
        series.News.ShouldBeNull();
    }

    private static WeekSeries Of(IEnumerable<double?> values, params LocalDate[] restarts) => WeekSeries.Of(Weeks(values), restarts);

    private static List<WeekPoint> Weeks(IEnumerable<double?> values) => [.. values.Select((value, at) => new WeekPoint(First.PlusWeeks(at), value))];

    private sealed class Near : IEqualityComparer<(double A, double B)>
    {
        public bool Equals((double A, double B) x, (double A, double B) y) => Math.Abs(x.A - y.A) < 1e-9 && Math.Abs(x.B - y.B) < 1e-9;

        public int GetHashCode((double A, double B) pair) => 0;
    }
}
