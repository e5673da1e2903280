using System.Globalization;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

/// <summary>What an importer meets in real exports beside their form: rows that change nothing, the tool's own closing, cut cases, samples.</summary>
public sealed class ChecklistTests
{
    [Fact]
    public void Snapshots_ThatChangeNothing_AreToldAndNoTouchOfTheirs()
    {
        var run = AuditCases.Run("number,incident_state,sys_mod_count,sys_updated_at,opened_at,assignment_group,assigned_to,reopen_count,sys_updated_by,caller_id,priority,resolved_at\n"
            + "I1,New,0,4/3/2024 09:10,4/3/2024 09:00,Net,a,0,u,c,3 - Moderate,?\nI1,New,1,4/3/2024 09:20,4/3/2024 09:00,Net,a,0,u,c,3 - Moderate,?\nI1,New,2,6/3/2024 09:20,4/3/2024 09:00,Net,a,0,u,c,3 - Moderate,?\n");
        run.Reading.Notes.Single(note => note.Code == "unchanged").Values.ShouldBe(["2"]);
        // New until its first row, then one stint that runs, however often it was written: a row that changes nothing is no progress.
        (run.Result.Progression.Success, run.Result.Progression.Late).ShouldBe((1, 1));
    }

    [Fact]
    public void Closing_ByTheToolItself_IsKnownByItsAccountAndNoInertia()
    {
        var rows = string.Concat(Enumerable.Range(0, 30).Select(at => string.Create(CultureInfo.InvariantCulture,
            $"C{at},2024-03-04 09:00,New,Desk,ann\nC{at},2024-03-04 10:00,In Progress,Desk,ann\nC{at},2024-03-04 11:00,Resolved,Desk,ann\nC{at},2024-03-14 11:00,Closed,Desk,rule\n")));
        var run = AuditCases.Run("case,time,status,team,actor\n" + rows);
        run.Reading.Notes.Single(note => note.Code == "auto-close").Values.ShouldBe(["30", "rule"]);
        (run.Result.Progression.Inertia, run.Result.Findings.Idle3.Cases).ShouldBe((0, 0));
    }

    [Fact]
    public void Cases_WithoutABeginningOrAnEnd_AreCountedAndSaid()
    {
        var run = AuditCases.Run("case,time,status,team\nA,2024-03-04 09:00,Pending,Desk\nA,2024-03-05 10:00,Closed,Desk\nB,2024-03-04 09:00,New,Desk\nB,2024-03-05 10:00,In Progress,Desk\n");
        run.Reading.Notes.Single(note => note.Code == "no-beginning").Values.ShouldBe(["1"]);
        run.Reading.Notes.Single(note => note.Code == "still-open").Values.ShouldBe(["1"]);
    }

    [Fact]
    public void Log_ThatIsASample_SaysThatItsVolumesAreNotTheDesks()
    {
        AuditCases.Real("uci498_excel_dialect_5998rows.csv.xz").Reading.Notes.Single(note => note.Code == "profile-note").Text.ShouldContain("a sample", Case.Sensitive, "the log's beginning has most of its numbers");
        var share = int.Parse(AuditCases.Real("bpic14_incident_activity_sample16.csv.xz").Reading.Notes.Single(note => note.Code == "numbers").Values[0], CultureInfo.InvariantCulture);
        share.ShouldBeInRange(14, 18);
    }

    [Theory]
    [InlineData("INC", 3, "33")]
    [InlineData("INC", 2, null)]
    [InlineData("INC", 101, null)]
    [InlineData("", 5, "20")]
    [InlineData("a-b", 5, null)]
    public void Numbers_OfWhichMostAreMissing_AreSaid(string kind, int apart, string? said)
    {
        // The last of the kinds differs from ticket to ticket: such numbers count nothing.
        var rows = string.Concat(Enumerable.Range(0, 300).Select(at => $"{(kind == "a-b" ? $"{(char)('a' + (at % 2))}-" : kind)}{1000 + (at * apart)},2024-03-04 09:00,New\n"));
        AuditCases.Run("case,time,status\n" + rows).Reading.Notes.SingleOrDefault(note => note.Code == "numbers")?.Values[0].ShouldBe(said ?? "nothing");
        AuditCases.Run("case,time,status\n" + rows).Reading.Notes.Any(note => note.Code == "numbers").ShouldBe(said is not null);
    }
}
