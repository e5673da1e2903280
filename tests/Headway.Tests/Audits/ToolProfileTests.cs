using Headway.Application.Audits.Reading;
using Headway.Domain.Audits;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

/// <summary>The exports that other tools write: the right profile is named by itself.</summary>
public sealed class ToolProfileTests
{
    [Theory]
    [InlineData("jira", "Issue key,Status,Priority,Assignee,Reporter,Created,Updated,Resolved\nHD-1,Waiting for customer,High,a,b,02/Jan/24 9:00 AM,03/Jan/24 9:00 AM,\nHD-2,Resolved,Low,a,b,02/Jan/24 9:00 AM,04/Jan/24 9:00 AM,04/Jan/24 9:00 AM\nHD-3,Open,Low,,b,14/Jan/24 9:00 AM,14/Jan/24 9:00 AM,\n")]
    [InlineData("zendesk", "Id,Requester,Assignee,Group,Status,Priority,Created at,Updated at,Solved at\n1,a,b,Support,Pending,High,2024-01-02 09:00:00,2024-01-03 09:00:00,\n2,a,b,Support,Closed,Low,2024-01-02 09:00:00,2024-01-04 09:00:00,2024-01-04 09:00:00\n3,a,b,Support,Open,Low,2024-01-02 09:00:00,2024-01-02 09:00:00,\n")]
    [InlineData("zammad", "Number,Title,State,Group,Owner,Priority,Customer,Created at,Updated at,Close at,First response at\n101,x,pending reminder,Users,o,2 normal,c,2024-01-02 09:00:00,2024-01-03 09:00:00,,2024-01-02 09:30:00\n102,x,closed,Users,o,3 high,c,2024-01-02 09:00:00,2024-01-03 09:00:00,2024-01-03 09:00:00,\n103,x,open,Users,o,2 normal,c,2024-01-02 09:00:00,2024-01-03 09:00:00,,\n")]
    [InlineData("freshservice", "Ticket Id,Subject,Status,Priority,Source,Requester Name,Group,Agent,Created Time,Last Updated Time,Resolved Time,Closed Time,Initial Response Time\nINC-1,x,Waiting on Third Party,High,Email,r,G,a,2024-01-02 09:00:00,2024-01-03 09:00:00,,,2024-01-02 10:00:00\nINC-2,x,Closed,Low,Email,r,G,a,2024-01-02 09:00:00,2024-01-03 09:00:00,2024-01-03 09:00:00,2024-01-05 09:00:00,\nINC-3,x,Open,Low,Email,r,G,a,2024-01-02 09:00:00,2024-01-03 09:00:00,,,\n")]
    [InlineData("servicenow-audit", "documentkey,fieldname,oldvalue,newvalue,sys_created_on,user\nk1,state,,New,2024-01-02 09:00:00,u\nk1,assignment_group,,Network,2024-01-02 09:10:00,u\nk1,state,New,In Progress,2024-01-02 10:00:00,u\nk1,work_notes,,x,2024-01-03 10:00:00,u\nk1,state,In Progress,Resolved,2024-01-04 10:00:00,u\n")]
    public void Export_OfATool_IsKnownByItsColumns(string profile, string text)
    {
        var run = AuditCases.Run(text);
        run.Reading.Profile.Name.ShouldBe(profile);
        run.Reading.Unmapped.ShouldBeEmpty();
        run.Reading.Problems.Count.ShouldBe(0);
        run.Reading.Log.Situations.ShouldNotContain(Situation.Unmapped);
    }

    [Theory]
    [InlineData("jira", LogShape.History, "Issue key,created,field,fromString,toString,author\nHD-1,02/01/2024 09:00,status,,Open,u\nHD-1,02/01/2024 10:00,status,Open,Waiting for customer,u\nHD-1,15/01/2024 10:00,Comment,,x,u\nHD-1,16/01/2024 10:00,status,Waiting for customer,Done,u\n")]
    [InlineData("zendesk", LogShape.History, "Ticket ID,Update - Timestamp,Field name,New value,Updater\n1,2024-01-02 09:00:00,status,New,u\n1,2024-01-02 09:10:00,group_id,Support,u\n1,2024-01-02 10:00:00,status,Pending,u\n1,2024-01-16 10:00:00,status,Closed,u\n")]
    [InlineData("csv", LogShape.Tickets, "Vorgang;Betreff;Erstellt;Aktualisiert;Geschlossen;Status;Gruppe;Priorität\n7;x;02.01.2024 09:00;03.01.2024 09:00;;In Bearbeitung;Desk;Hoch\n8;y;02.01.2024 09:00;16.01.2024 10:00;16.01.2024 10:00;Geschlossen;Desk;Niedrig\n")]
    public void Export_OfAnotherShape_IsReadAsThatShape(string profile, LogShape shape, string text)
    {
        var run = AuditCases.Run(text);
        (run.Reading.Profile.Name, run.Reading.Profile.Shape).ShouldBe((profile, shape));
        (run.Reading.Unmapped.Count, run.Reading.Problems.Count).ShouldBe((0, 0));
        run.Reading.Log.Last.ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture).ShouldBe("2024-01-16 10:00", "the day comes first where the numbers say so");
        run.Reading.Log.Situations[^1].ShouldBe(Situation.Closed);
    }

    [Fact]
    public void History_OfFields_CarriesTheTeamUntilItChanges()
    {
        var log = AuditCases.Run("documentkey,fieldname,oldvalue,newvalue,sys_created_on,user\nk1,state,,New,2024-01-02 09:00:00,u\nk1,assignment_group,,Network,2024-01-02 09:10:00,u\nk1,state,New,In Progress,2024-01-02 10:00:00,u\n").Reading.Log;
        log.TeamName(log.Team[2]).ShouldBe("Network");
        log.Situations.ShouldBe([Situation.New, Situation.New, Situation.InProgress]);
    }
}
