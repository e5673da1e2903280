using Headway.Domain.Audits;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

public sealed class RulerTests
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 1, 5, 0, 0);

    [Fact]
    public void Line_WhenTheLastWeekLeavesTheLimits_IsASignal()
    {
        Line([20, 22, 21, 19, 20, 21], change: 5, last: 9).Signal.ShouldBe(LineSignal.Better);
        Line([20, 22, 21, 19, 20, 21], change: 5, last: 35).Signal.ShouldBe(LineSignal.Worse);
        Line([20, 22, 21, 19, 20, 21], change: 5, last: 18.5).Signal.ShouldBe(LineSignal.Noise);
        Line([20, 22], change: 5, last: 9).Signal.ShouldBe(LineSignal.TooFew);
    }

    [Fact]
    public void Limits_ComeFromTheMovingRangeOfTheWeeksBeforeTheChange()
    {
        var line = Line([20, 22, 20, 22], change: 4, last: 10);
        line.Middle.ShouldBe(21);
        line.High!.Value.ShouldBe(21 + (2.66 * 2), 1e-9);
    }

    [Fact]
    public void Window_KnowsNothingThatCameLater()
    {
        var log = AuditCases.Run("""
            case,time,status
            A,2026-01-05 09:00,New
            A,2026-01-20 09:00,Resolved
            B,2026-01-19 09:00,New
            """).Reading.Log;
        var then = LogWindow.Of(log, Monday, Instant.FromUtc(2026, 1, 12, 0, 0));
        (then.Cases, then.Events, then.CaseName(0)).ShouldBe((1, 1, "A"));
    }

    [Fact]
    public void Wilson_OfAllConfirmed_DoesNotClaimCertainty()
    {
        var (low, high) = ReviewFigures.Wilson(10, 10);
        low.ShouldBe(0.7225, 0.001);
        high.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Review_KeepsTheTwoBasesApartAndRefusesTooFew()
    {
        var one = (Labels: (IReadOnlyList<string>)["nobody"], Inertia: 8d, Review: new CaseReview(NeedOutcome.Late, 4, Impact.Blocked, Duration.FromMinutes(90), ["nobody"], ["chased"]));
        var few = ReviewFigures.Of([one], ["nobody", "chased"], 100);
        few.ByImpact.ShouldBeNull();
        few.NamedHours.ShouldBe(1.5);
        few.Labels.Select(label => (label.Given, label.Confirmed, label.Missed)).ShouldBe([(1, 0, 0), (0, 0, 1)]);
        var enough = ReviewFigures.Of([.. Enumerable.Repeat(one, 12)], ["nobody"], 100);
        enough.ByImpact!.Value.Best.ShouldBe(800, 1e-6);
    }

    private static RulerLine Line(double[] before, int change, double last)
    {
        var values = before.Append(last).ToArray();
        var weeks = values.Select((value, at) => new RulerWeek(Monday + Duration.FromDays(7 * at), 50, new Dictionary<string, double?> { ["idle"] = value })).ToList();
        return RulerLine.Of("idle", false, weeks, Monday + Duration.FromDays((7 * Math.Min(change, before.Length)) - 1));
    }
}
