using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Application.Audits.Report;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

/// <summary>What a log cannot tell is null and said, never a figure of nought.</summary>
public sealed class LackingTests
{
    [Fact]
    public void Log_WithoutTeams_KnowsNoMoves()
    {
        var run = AuditCases.Run("case,time,status,priority\nA,2024-03-04 09:00,New,High\nA,2024-03-04 10:00,In Progress,High\nA,2024-03-08 10:00,Awaiting Customer,High\nA,2024-03-12 10:00,Closed,High\n");
        var found = run.Result.Findings;
        found.TeamChanges.ShouldAllBe(share => share == null);
        (found.BackToEarlierTeam.Cases, found.BackToEarlierTeam.Share).ShouldBe((null, null));
        Codes(run).ShouldBe(["no-teams"]);
        AuditJson.Of(run)["findings"]!["teamChanges"]!["0"].ShouldBeNull();
        found.Idle3.Cases.ShouldBe(1);
        found.EndOfCustomerWait.Ended.ShouldBe(1);
    }

    [Fact]
    public void Log_WithoutAStatusForWaiting_AccusesNobodyOfSilence()
    {
        var run = AuditCases.Run("case,time,status,team,priority\nA,2024-03-04 09:00,New,Desk,High\nA,2024-03-04 10:00,In Progress,Desk,High\nA,2024-03-12 10:00,Closed,Net,High\n");
        var found = run.Result.Findings;
        found.Idle3.Cases.ShouldBe(1);
        (found.Idle3NotWaiting.Cases, found.WaitedForCustomer.Cases, found.EndOfCustomerWait.Ended, found.ClosedAfterSilence.Cases).ShouldBe((null, null, null, null));
        (found.CustomerUpdates.Cases, found.CustomerUpdates.Episodes, found.CustomerUpdates.NeverAnswered).ShouldBe((null, null, null));
        Codes(run).ShouldBe(["no-waiting"]);
        found.TeamChanges[1].ShouldBe(1);
        found.Reopened.Cases.ShouldBe(0);
    }

    [Fact]
    public void Log_ThatNeverEndsATicket_KnowsNoReopening()
    {
        var run = AuditCases.Run("case,time,status,team,priority\nA,2024-03-04 09:00,New,Desk,High\nA,2024-03-04 10:00,In Progress,Desk,High\nA,2024-03-05 10:00,Pending,Desk,High\n");
        run.Result.Findings.Reopened.Cases.ShouldBeNull();
    }

    [Fact]
    public void Log_WithoutPriorities_SaysThatAllCountAsOne() =>
        Codes(AuditCases.Run("case,time,status,team\nA,2024-03-04 09:00,New,Desk\nA,2024-03-05 10:00,Pending,Desk\nA,2024-03-06 10:00,Closed,Desk\n")).ShouldBe(["no-priorities"]);

    [Fact]
    public void List_OfTickets_TellsHowTheyStandAndNothingBetween()
    {
        var run = AuditCases.Run("number,opened_at,sys_updated_on,resolved_at,closed_at,incident_state,assignment_group,priority\n"
            + "I1,2024-03-04 09:00,2024-03-14 09:00,2024-03-14 09:00,,6,Desk,1\nI2,2024-03-05 09:00,2024-03-06 09:00,,,2,Net,2\nI3,2024-03-05 10:00,2024-03-05 10:00,,,1,Net,2\n", new ReadingWishes("servicenow"));
        var (found, report) = (run.Result.Findings, MakeReport.Of(run));
        (found.Idle3.Cases, found.Idle3NotWaiting.Cases, found.Idle5.Cases, found.Reopened.Cases, found.WaitedForCustomer.Cases).ShouldBe((null, null, null, null, null));
        (found.OpenGapsBusiness.P50, found.OpenTime.Queue, found.TeamChanges[0], found.Chases.Count, found.CustomerUpdates.Episodes).ShouldBe((null, null, null, null, null));
        var said = AuditJson.Of(run)["progression"]!;
        foreach (var key in (string[])["success", "late", "progressionSla", "inertiaBusinessHours"])
            said[key].ShouldBeNull(key);
        (report.Lines.Count, report.Stories.Count, report.Lost.IsKnown).ShouldBe((0, 0, false));
        report.Morning.Select(line => line.Case).ShouldBe(["I2", "I3"], ignoreOrder: true);
        report.OpenByAge[0].ShouldBe(2);
        Codes(run).ShouldContain("list");
    }

    private static string[] Codes(AuditRun run) => [.. run.Reading.Notes.Select(note => note.Code).Where(code => code is "list" or "no-teams" or "no-waiting" or "no-priorities")];
}
