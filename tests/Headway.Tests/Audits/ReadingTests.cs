using System.Globalization;
using System.Text;
using Headway.Application.Audits.Reading;
using Headway.Domain.Audits;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

/// <summary>The importer's checklist that real exports give: dialects, dates, order, what is missing, what is malformed.</summary>
public sealed class ReadingTests
{
    private const string Plain = "case,time,status,team\nA,2024-03-04 09:00,New,Desk\nA,2024-03-04 10:00,In Progress,Desk\nA,2024-03-05 10:00,Closed,Net\nB,2024-03-04 09:30,New,Desk\nB,2024-03-04 11:00,Resolved,Desk\n";

    [Theory]
    [InlineData(',', "\n", "")]
    [InlineData(';', "\r\n", "")]
    [InlineData('\t', "\n", "\uFEFF")]
    [InlineData('|', "\r\n", "\uFEFF")]
    public void Csv_OfAnyDialect_ReadsTheSame(char delimiter, string end, string mark)
    {
        var run = AuditCases.Run(mark + Plain.Replace(',', delimiter).Replace("\n", end));
        run.Reading.Profile.Name.ShouldBe("csv");
        (run.Reading.Log.Cases, run.Reading.Log.Events).ShouldBe((2, 5));
        run.Result.ShouldNotBeNull().Findings.ShouldBeEquivalentTo(AuditCases.Run(Plain).Result.Findings);
    }

    [Fact]
    public void Read_WhenARowNeverEnds_IsRefusedBeforeItFillsMemory()
    {
        var bomb = AuditCases.Gzip(string.Concat("case,time,status\n", new string('a', 70_000_000)));
        bomb.Length.ShouldBeLessThan(2_000_000);
        var refused = AuditCases.Try(bomb, name: "bomb.csv.gz").Refusal.ShouldNotBeNull();
        (refused.Code, refused.Message).ShouldSatisfyAllConditions(no => no.Code.ShouldBe("audit.file-broken"), no => no.Message.ShouldContain("more than 64 MB"));
    }

    [Fact]
    public void Csv_WithQuotes_KeepsDelimitersAndLineBreaksInside()
    {
        var run = AuditCases.Run("case,subject,time,status\n\"A,1\",\"a \"\"b\"\"\nc; d\",2024-03-04 09:00,New\n\"A,1\",x,2024-03-04 10:00,\"In Progress\"\n");
        run.Reading.Log.CaseName(0).ShouldBe("A,1");
        run.Reading.Log.Events.ShouldBe(2);
        run.Reading.Problems.Count.ShouldBe(0);
    }

    [Fact]
    public void Csv_WhenAQuoteNeverCloses_LosesItsRowOnly()
    {
        var run = AuditCases.Run(Plain + "B,\"2024-03-04 12:00,Closed,Desk\nC,2024-03-04 09:00,New,Desk\nC,2024-03-04 09:10,Closed,Desk\n");
        run.Reading.Log.Cases.ShouldBe(3);
        run.Reading.Problems.Count.ShouldBe(1);
    }

    [Fact]
    public void Csv_WithDuplicateHeaderNames_ReadsTheFirstAndSaysSo() =>
        AuditCases.Run(Plain.Replace("case,time,status,team", "case,time,status,status")).Reading.Notes.ShouldContain(note => note.Code == "duplicate-columns");

    [Theory]
    [InlineData("29/2/2016 01:16", "2016-02-29T01:16:00Z")]
    [InlineData("29-02-2016 01:16", "2016-02-29T01:16:00Z")]
    [InlineData("13.02.2013 12:03:35", "2013-02-13T12:03:35Z")]
    [InlineData("2016-12-14 02:46:44", "2016-12-14T02:46:44Z")]
    [InlineData("2010-03-31T15:59:42+01:00", "2010-03-31T14:59:42Z")]
    [InlineData("2022-01-02 11:12:51+00:00", "2022-01-02T11:12:51Z")]
    [InlineData("2024-03-04T10:00:00.123456Z", "2024-03-04T10:00:00Z")]
    [InlineData("02/Jan/22 3:15 PM", "2022-01-02T15:15:00Z")]
    [InlineData("1704103200", "2024-01-01T10:00:00Z")]
    [InlineData("1704103200000", "2024-01-01T10:00:00Z")]
    public void Time_InAnyFormat_IsThatInstant(string text, string expected)
    {
        new TimeReader(DateTimeZone.Utc, DateOrder.DayFirst, ignoreOffsets: false).TryRead(Encoding.UTF8.GetBytes(text), out var at).ShouldBeTrue();
        Instant.FromUnixTimeMilliseconds(at / 1000 * 1000).ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("31/2/2016 10:00")]
    [InlineData("yesterday")]
    [InlineData("2016-13-01")]
    public void Time_WhenItIsNone_IsNotRead(string text) =>
        new TimeReader(DateTimeZone.Utc, DateOrder.DayFirst, ignoreOffsets: false).TryRead(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void Time_WithAWrongOffsetLabel_CanBeReadByItsClockFace()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        var text = Encoding.UTF8.GetBytes("2013-11-08T13:54:13+10:00");
        new TimeReader(zone, DateOrder.DayFirst, ignoreOffsets: true).TryRead(text, out var at).ShouldBeTrue();
        Instant.FromUnixTimeMilliseconds(at).ShouldBe(Instant.FromUtc(2013, 11, 8, 12, 54, 13));
    }

    [Fact]
    public void Missing_AsAQuestionMark_IsNoTeam()
    {
        var run = AuditCases.Run(Plain.Replace(",Net\n", ",?\n"));
        run.Result.Findings.TeamChanges[0].ShouldBe(1);
    }

    [Fact]
    public void Snapshots_OutOfOrderWithRepeatedNumbers_AreOrderedByNumberThenTime()
    {
        var run = AuditCases.Run("""
            number,incident_state,sys_mod_count,sys_updated_at,opened_at,assignment_group,assigned_to,reopen_count,sys_updated_by,caller_id,priority,resolved_at
            I1,Closed,4,6/3/2024 10:00,4/3/2024 09:00,Net,?,0,rule,c,3 - Moderate,5/3/2024 10:00
            I1,Active,1,4/3/2024 09:30,4/3/2024 09:00,Net,a,0,u,c,3 - Moderate,5/3/2024 10:00
            I1,New,0,4/3/2024 09:10,4/3/2024 09:00,?,?,0,u,c,3 - Moderate,5/3/2024 10:00
            I1,Active,1,4/3/2024 09:20,4/3/2024 09:00,Net,a,0,u,c,3 - Moderate,5/3/2024 10:00
            I1,-100,3,4/3/2024 12:00,4/3/2024 09:00,Net,a,0,u,c,3 - Moderate,5/3/2024 10:00
            """);
        run.Reading.Profile.Name.ShouldBe("uci-498");
        run.Reading.Log.At.ShouldBeInOrder();
        run.Reading.Unmapped.ShouldBe([("-100", 1)]);
        run.Reading.Notes.ShouldContain(note => note.Code == "future");
        run.Reading.Notes.ShouldContain(note => note.Code == "unchanged");
        run.Result.Findings.FirstResponse.P50.ShouldNotBeNull().ShouldBe(20 / 60d, 1e-5);
    }

    [Fact]
    public void Journal_WithTwoUpdatesInARow_TellsAChaseAndKeepsUnlistedKinds()
    {
        var run = AuditCases.Run("""
            Incident ID;DateStamp;IncidentActivity_Number;IncidentActivity_Type;Assignment Group
            IM1;04-03-2024 09:00:00;001A1;Open;T1
            IM1;04-03-2024 09:00:00;001A2;Assignment;T1
            IM1;04-03-2024 10:00:00;001A3;Operator Update;T1
            IM1;04-03-2024 11:00:00;001A4;Update from customer;T1
            IM1;05-03-2024 11:00:00;001A5;Update from customer;T1
            IM1;05-03-2024 13:00:00;001A6;Dial-in;T1
            IM1;05-03-2024 13:00:00;001A7;Closed;T1
            """);
        run.Reading.Profile.Name.ShouldBe("hp-service-manager");
        var found = run.Result.Findings;
        (found.CustomerUpdates.Cases, found.CustomerUpdates.Episodes).ShouldBe((1, 2));
        (found.Chases.Tickets, found.Chases.Count).ShouldBe((1, 1));
        run.Reading.Unmapped.ShouldBe([("Dial-in", 1)]);
        run.Reading.Log.Situations[^2].ShouldBe(Situation.CustomerUpdated);
    }

    [Fact]
    public void Xes_WithTheSubStatusInTheLifecycleKey_ReadsAsTheTableDoes()
    {
        var run = AuditCases.Run("""
            <?xml version="1.0"?><log xmlns="http://www.xes-standard.org/"><global scope="event"><string key="concept:name" value="U"/></global>
            <trace><string key="concept:name" value="1-1"/>
            <event><string key="concept:name" value="Queued"/><string key="lifecycle:transition" value="Awaiting Assignment"/><string key="org:group" value="V1"/><date key="time:timestamp" value="2012-05-02T10:00:00+02:00"/></event>
            <event><string key="concept:name" value="Accepted"/><string key="lifecycle:transition" value="Wait - User"/><string key="org:group" value="V1"/><date key="time:timestamp" value="2012-05-02T11:00:00+02:00"/></event>
            <event><string key="concept:name" value="Accepted"/><string key="lifecycle:transition" value="Wait"/><string key="org:group" value="V2"/><date key="time:timestamp" value="2012-05-02T12:00:00+02:00"/></event>
            </trace></log>
            """, name: "log.xes");
        run.Reading.Profile.Name.ShouldBe("volvo-vinst");
        run.Reading.Log.Situations.ShouldBe([Situation.Assigned, Situation.AwaitCustomer, Situation.Unmapped]);
        run.Reading.Log.First.ShouldBe(Instant.FromUtc(2012, 5, 2, 8, 0));
        run.Reading.Unmapped.ShouldBe([("Accepted/Wait", 1)]);
    }

    [Fact]
    public void Ocel_ByTheTicketItsEventsShare_IsACaseEach()
    {
        var run = AuditCases.Run("""
            {"objectTypes":[{"name":"ticket"},{"name":"person"}],"eventTypes":[{"name":"New"}],
             "objects":[{"id":"T1","type":"ticket"},{"id":"p","type":"person"}],
             "events":[{"id":"e1","type":"New","time":"2024-03-04T09:00:00Z","relationships":[{"objectId":"T1","qualifier":"of"},{"objectId":"p","qualifier":"by"}]},
                       {"id":"e2","type":"Closed","time":"2024-03-04T12:00:00Z","relationships":[{"objectId":"T1","qualifier":"of"}]}]}
            """, name: "log.jsonocel");
        run.Reading.Profile.Name.ShouldBe("ocel");
        (run.Reading.Log.CaseName(0), run.Reading.Log.Events).ShouldBe(("T1", 2));
    }

    [Fact]
    public void Conversation_OfSentences_IsOfCommentsWithBotsAndNotesApart()
    {
        var run = AuditCases.Run("""
            issueid,id,comment_seq,utr_seq,author,created,is_private,actionbody,author_role
            1.0,10.0,0,0,cust,2022-01-03 06:00:00+00:00,0.0,it is broken,reporter
            1.0,10.0,0,1,cust,2022-01-03 06:00:00+00:00,0.0,please help,reporter
            1.0,11.0,1,0,z2w_x,2022-01-03 06:00:10+00:00,1.0,.,others
            1.0,12.0,2,0,4abc,2022-01-03 07:00:00+00:00,0.0,we are looking,others
            1.0,13.0,3,0,cust,2022-01-03 08:00:00+00:00,0.0,thanks and also this,reporter
            1.0,14.0,4,0,cust,2022-01-04 08:00:00+00:00,0.0,any update please,reporter
            1.0,15.0,5,0,4abc,2022-01-04 09:00:00+00:00,1.0,asked the network,assignee
            1.0,16.0,6,0,4abc,2022-01-04 10:00:00+00:00,0.0,done,assignee
            """);
        run.Reading.Profile.Name.ShouldBe("jira-conversation");
        run.Reading.Log.Events.ShouldBe(7);
        var found = run.Result.Findings;
        found.FirstResponse.P50.ShouldNotBeNull().ShouldBe(1, 1e-5);
        (found.CustomerUpdates.Episodes, found.CustomerUpdates.NeverAnswered).ShouldBe((1, 0));
        found.CustomerUpdates.Answer.P50.ShouldNotBeNull().ShouldBe(11, 1e-5);
        (found.Chases.Tickets, found.Chases.Count, found.Chases.Unanswered).ShouldBe((1, 1, 0));
        found.EndOfCustomerWait.Closed.ShouldBeNull();
    }

    [Fact]
    public void Packed_ByGzip_IsReadAsItIs() => AuditCases.Run(AuditCases.Gzip(Plain), name: "log.csv.gz").Reading.Log.Events.ShouldBe(5);

    [Fact]
    public void Row_WhenMalformed_IsCountedLocatedAndSurvived()
    {
        var run = AuditCases.Run(Plain + "B,nonsense,Closed,Desk\n,2024-03-04 12:00,Closed,Desk\nB\n");
        run.Reading.Log.Events.ShouldBe(5);
        run.Reading.Problems.First.Select(problem => problem.Line).ShouldBe([7L, 8L, 9L]);
        run.Reading.Notes.ShouldContain(note => note.Code == "malformed" && note.Text.Contains("line 7: time \"nonsense\""));
    }

    [Fact]
    public void File_WhenItsLastCaseIsCut_SaysWhichOne()
    {
        var text = new StringBuilder("case,time,status,team\n");
        for (var of = 0; of < 40; of++)
            text.Append(CultureInfo.InvariantCulture, $"C{of},2024-03-04 09:00,New,Desk\nC{of},2024-03-04 10:00,Closed,Desk\n");
        var run = AuditCases.Run(text + "C99,2024-03-04 09:00,New,Desk\n");
        run.Reading.Notes.ShouldContain(note => note.Code == "last-case-cut" && note.Text.Contains("C99"));
        AuditCases.Run(text + "C99,2024-03-04 09:00,New,Desk\nC99,2024-").Reading.Notes.ShouldContain(note => note.Code == "file-cut");
    }

    [Fact]
    public void Profile_WhenItIsTheWrongOne_GivesItsFirstProblems()
    {
        var wrong = AuditCases.Try(Encoding.UTF8.GetBytes(Plain), new ReadingWishes("hp-service-manager")).Refusal!;
        wrong.Code.ShouldBe("audit.profile-mismatch");
        wrong.Message.ShouldContain("no column for case (looked for Incident ID)");
        var rows = string.Concat(Enumerable.Range(0, 1200).Select(at => $"C{at},soon,New,Desk\n"));
        var hopeless = AuditCases.Try(Encoding.UTF8.GetBytes("case,time,status,team\n" + rows), new ReadingWishes("csv")).Refusal!;
        hopeless.Code.ShouldBe("audit.profile-mismatch");
        hopeless.Message.ShouldContain("line 11:");
        hopeless.Message.ShouldNotContain("line 12:");
        AuditCases.Try(Encoding.UTF8.GetBytes(Plain), new ReadingWishes("nobodys")).Refusal!.Code.ShouldBe("audit.profile-unknown");
        AuditCases.Try([]).Refusal!.Code.ShouldBe("audit.file-empty");
    }

    [Fact]
    public void Proposal_ForAnUnknownFile_NamesColumnsAndWhatItCannotMap()
    {
        var text = "Vorgangsnr;Zeitpunkt;Zustand;Gruppe\nV-1;04.03.2024 09:00;Eingegangen;Desk\nV-1;14.03.2024 10:00;In Bearbeitung;Desk\nV-2;04.03.2024 10:00;Geschlossen;Desk\nV-2;05.03.2024 10:00;Geschlossen;Desk\n";
        var run = AuditCases.Run(text);
        run.Reading.Profile.Name.ShouldBe("proposed");
        run.Reading.Profile.Columns["case"].ShouldBe(["Vorgangsnr"]);
        run.Reading.Profile.Columns["time"].ShouldBe(["Zeitpunkt"]);
        run.Reading.Unmapped.ShouldBe([("Eingegangen", 1)]);
    }

    [Fact]
    public void Table_WhenLargeEnoughToBeHalved_ReadsAsInOneGo()
    {
        var text = new StringBuilder("case,time,status,team,note\n");
        var filler = new string('x', 150);
        for (var at = 0; at < 210_000; at++)
            text.Append(CultureInfo.InvariantCulture, $"C{at % 5000},2024-{(at / 18_000) + 1:00}-{(at / 700 % 28) + 1:00} 10:{at % 60:00},{(at % 7 == 0 ? "Odd" : "In Progress")},T{at % 3},\"{filler}, {at}\"\n");
        text.Append("C1,never,New,T1,x\n");
        var halved = AuditCases.Run(text.ToString());
        var whole = AuditCases.Run(AuditCases.Gzip(text.ToString()), name: "log.csv.gz");
        Headway.Application.Audits.AuditJson.Of(halved).ToJsonString().ShouldBe(Headway.Application.Audits.AuditJson.Of(whole).ToJsonString());
        halved.Reading.Problems.First[0].Line.ShouldBe(210_002);
    }

    [Fact]
    public void ShippedProfiles_All_AreUnderstoodAndNamedAsPromised() =>
        ShippedProfiles.Names.Order().ShouldBe(["csv", "freshservice", "headway", "hp-service-manager", "jira", "jira-conversation", "ocel", "servicenow", "servicenow-audit", "uci-498", "volvo-vinst", "xes", "zammad", "zendesk"]);
}
