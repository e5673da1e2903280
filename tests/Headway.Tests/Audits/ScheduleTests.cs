using System.Globalization;
using Headway.Application.Audits;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

/// <summary>History through the real thresholds: one activity per open stint.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void Stints_ByTheirThresholds_AreInTimeOrLate()
    {
        // New P3: 4 h. In time at 13:00 sharp; in progress 4 h: late by an hour; the supplier's 16 h: in time.
        var run = AuditCases.Run("case,time,status,priority\nA,2024-03-04 09:00,New,P3\nA,2024-03-04 13:00,In Progress,P3\nA,2024-03-05 10:00,Waiting for supplier,P3\nA,2024-03-06 10:00,Closed,P3\n");
        var flow = run.Result.Progression;
        (flow.Success, flow.Late, flow.Excluded).ShouldBe((2L, 1L, 0L));
        flow.Sla.ShouldNotBeNull().ShouldBe(2 / 3d, 1e-9);
        flow.MidLifecycleSla.ShouldBe(0.5);
        flow.Inertia.ShouldBe(1, 1e-9);
        flow.LongestSilence.ShouldBe(8, 1e-9);
    }

    [Fact]
    public void Touch_InTheSameSituation_IsNoNewActivity()
    {
        var flow = AuditCases.Run("case,time,status\nA,2024-03-04 09:00,In Progress\nA,2024-03-04 11:00,In Progress\nA,2024-03-04 14:00,In Progress\nA,2024-03-04 15:00,Closed\n").Result.Progression;
        (flow.Success, flow.Late).ShouldBe((0L, 1L));
    }

    [Fact]
    public void Transfer_InTheSameStatus_BeginsANewActivity()
    {
        var flow = AuditCases.Run("case,time,status,team\nA,2024-03-04 09:00,In Progress,One\nA,2024-03-04 12:00,In Progress,Two\nA,2024-03-04 15:00,Closed,Two\n").Result.Progression;
        (flow.Success, flow.Late).ShouldBe((2L, 0L));
    }

    [Fact]
    public void Wait_ThatTheCustomerEndsInTime_IsExcludedAndTheReplyHasTwoHours()
    {
        var flow = AuditCases.Run("case,time,status\nA,2024-03-04 09:00,Waiting for customer\nA,2024-03-04 12:00,In Progress\nA,2024-03-04 15:00,Waiting for customer\nA,2024-03-04 16:00,Resolved\n").Result.Progression;
        (flow.Success, flow.Late, flow.Excluded).ShouldBe((1L, 1L, 1L));
    }

    [Fact]
    public void Activity_StillOpenAtTheEnd_IsLateOnlyPastItsDue()
    {
        const string text = "case,time,status\nA,2024-03-04 09:00,In Progress\nB,2024-03-04 12:00,In Progress\nB,{0},Closed\n";
        AuditCases.Run(string.Format(CultureInfo.InvariantCulture, text, "2024-03-04 13:00")).Result.Progression.Late.ShouldBe(0);
        AuditCases.Run(string.Format(CultureInfo.InvariantCulture, text, "2024-03-04 13:01")).Result.Progression.Late.ShouldBe(1);
    }

    [Fact]
    public void Morning_OfWhatIsOpen_IsOrderedByDueAsTheWorkListIs()
    {
        var run = AuditCases.Run("case,time,status,priority\nA,2024-03-04 09:00,Waiting for supplier,P3\nB,2024-03-04 10:00,In Progress,P3\nC,2024-03-04 11:00,New,P1\nD,2024-03-04 11:30,Closed,P1\n");
        run.Morning.Select(item => run.Reading.Log.CaseName(item.Case)).ShouldBe(["C", "B", "A"]);
        Morning.Why(run.Morning[0]).ShouldContain("NEW, 0 business hours past its due");
    }

    [Fact]
    public void Gap_AfterAResolution_NeverCounts()
    {
        var found = AuditCases.Run("case,time,status\nA,2024-03-04 09:00,New\nA,2024-03-04 10:00,Resolved\nA,2024-03-20 10:00,Closed\n").Result.Findings;
        found.Idle3.Cases.ShouldBe(0);
        found.OpenGapsBusiness.Count.ShouldBe(1);
    }

    [Fact]
    public void Passes_SideBySide_CountAsOneDoes()
    {
        const int seed = 11;
        var dice = new Random(seed);
        var statuses = new[] { "New", "In Progress", "Waiting for customer", "Waiting for supplier", "Resolved", "Closed" };
        var text = new System.Text.StringBuilder("case,time,status,team\n");
        for (var at = 0; at < 30_000; at++)
            text.Append(CultureInfo.InvariantCulture, $"C{dice.Next(0, 3000)},2024-{dice.Next(1, 13):00}-{dice.Next(1, 29):00} {dice.Next(0, 24):00}:{dice.Next(0, 60):00},{statuses[dice.Next(statuses.Length)]},T{dice.Next(6)}\n");
        var run = AuditCases.Run(text.ToString());
        var figures = new Domain.Audits.CaseFigures(run.Reading.Log.Cases);
        var one = new Domain.Audits.AuditPass(run.Reading.Log, run.Method, run.Clock, run.Reading.Log.Last, figures);
        one.Count(0, run.Reading.Log.Cases);
        var alone = Domain.Audits.AuditPass.Total([one], figures, run.Reading.Log.Cases);
        alone.Progression.ShouldBe(run.Result.Progression, $"seed {seed}");
        alone.Findings.OpenGapsBusiness.ShouldBe(run.Result.Findings.OpenGapsBusiness);
        alone.Findings.OpenTime.ShouldBe(run.Result.Findings.OpenTime);
    }
}
