using System.Globalization;
using System.Text;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Application.Audits.Report;
using Headway.Domain.Audits;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

/// <summary>What no milestone shows: touches, holds, owners, contacts, appointments, solutions that came too early.</summary>
public sealed class HandlingTests
{
    private const string Journal = "Incident ID;DateStamp;IncidentActivity_Number;IncidentActivity_Type;Assignment Group\n";
    private const string Own = "ticket,time,status,told,team,priority\n";

    [Fact]
    public void Touches_FromTheThirdInARowThatReachesNobody_AreHollow()
    {
        var run = Said(Journal, "A;04-03-2024 09:00:00;1;Open;Desk", "A;04-03-2024 09:10:00;2;Operator Update;Desk", "A;04-03-2024 09:20:00;3;Update;Desk",
            "A;04-03-2024 09:30:00;4;Analysis/Research;Desk", "A;04-03-2024 09:30:00;5;Operator Update;Desk", "A;04-03-2024 09:40:00;6;Quality Indicator;Desk",
            "A;04-03-2024 09:50:00;7;Update;Desk", "A;04-03-2024 10:00:00;8;Update;Network", "A;04-03-2024 10:10:00;9;Update;Network", "A;04-03-2024 10:20:00;10;Mail to Customer;Network",
            "A;04-03-2024 10:30:00;11;Update;Network", "A;04-03-2024 10:40:00;12;Update;Network", "A;04-03-2024 10:50:00;13;Closed;Network");

        var hollow = Of(run).Hollow;

        hollow.ShouldBe(new HollowFinding(2, new CaseShare(1, 1)), "09:30, one instant, and 09:50; bookkeeping is no touch, another team and a mail begin anew");
        Behind(run, "hollow").ShouldBe(["A"]);
    }

    [Fact]
    public void Touches_WhereTheLogDoesNotSayWhatACustomerSees_AreNotJudged()
    {
        var run = AuditCases.Run("case,time,status\nA,2024-03-04 09:00,New\nA,2024-03-04 09:10,In Progress\nA,2024-03-04 09:20,In Progress\nA,2024-03-04 09:30,In Progress\nA,2024-03-04 10:00,Closed\n");
        Of(run).Hollow.ShouldBe(new HollowFinding(null, default));
        AuditJson.Of(run)["findings"]!["hollowTouches"]!["touches"].ShouldBeNull();
    }

    [Theory]
    [InlineData("12:35", 0)]
    [InlineData("12:36", 1)]
    [InlineData("13:00", 1)]
    [InlineData("13:01", 0)]
    public void Hold_BetweenNineTenthsAndAllOfTheTimeAllowed_BeganAtTheLastMoment(string held, int atLast)
    {
        // In progress: four hours; nine tenths have passed at 12:36.
        var run = AuditCases.Run($"case,time,status\nA,2024-03-04 09:00,In Progress\nA,2024-03-04 {held},Waiting for supplier\nA,2024-03-04 15:00,Waiting for customer\nA,2024-03-05 10:00,Closed\n");
        (Of(run).Holds.Holds, Of(run).Holds.AtLast).ShouldBe((1, atLast), "from one wait to another is no new hold");
    }

    [Fact]
    public void Hold_ThatOutlastsTheCustomersAnswer_IsCountedByItsHours()
    {
        var run = Said(Own, "1,2024-03-04 09:00,NEW,none,Desk,P3", "1,2024-03-04 10:00,AWAIT_CUSTOMER,responds to-customer,Desk,P3", "1,2024-03-04 12:00,AWAIT_CUSTOMER,from-customer,Desk,P3",
            "1,2024-03-04 13:00,AWAIT_CUSTOMER,from-customer,Desk,P3", "1,2024-03-05 10:00,IN_PROGRESS,responds to-customer,Desk,P3",
            "2,2024-03-04 09:00,NEW,none,Desk,P3", "2,2024-03-04 10:00,AWAIT_CUSTOMER,responds to-customer,Desk,P3", "2,2024-03-04 12:00,CUST_UPDATED,from-customer,Desk,P3", "2,2024-03-05 10:00,CLOSED,none,Desk,P3");

        var holds = Of(run).Holds;

        holds.KeptTickets.ShouldBe(1);
        holds.KeptHours.ShouldNotBeNull().ShouldBe(6, 1e-9, "12:00 to 17:00 and an hour of the next day");
        Behind(run, "kept").ShouldBe(["1"]);
    }

    [Fact]
    public void Tickets_OfSeveralTouches_MayHangOnOnePerson()
    {
        var run = AuditCases.Run("case,time,status,actor\nA,2024-03-04 09:00,New,web\nA,2024-03-04 10:00,In Progress,Kim\nA,2024-03-05 10:00,In Progress,Kim\nA,2024-03-05 11:00,Resolved,Kim\nA,2024-03-12 11:00,Closed,auto\n"
            + "B,2024-03-04 09:00,New,web\nB,2024-03-04 10:00,In Progress,Kim\nB,2024-03-04 11:00,Resolved,Sam\nC,2024-03-04 09:00,New,web\nC,2024-03-04 10:00,Resolved,Sam\n");

        var owner = Of(run).OneOwner;

        (owner.Tickets.Cases, owner.Of, owner.Tickets.Share).ShouldBe((1, 2, 0.5), "who opened it and what closed it later touched nothing; one touch is not several");
        owner.Inertia.ShouldBe(1);
        Of(AuditCases.Run("case,time,status\nA,2024-03-04 09:00,New\nA,2024-03-04 10:00,In Progress\nA,2024-03-04 11:00,Closed\n")).OneOwner.ShouldBe(new OwnerFinding(default, null, null));
    }

    [Fact]
    public void Contact_ThatIsRepeatedBeforeTheCustomerSpoke_Failed()
    {
        var run = Said(Journal, "A;04-03-2024 09:00:00;1;Open;Desk", "A;04-03-2024 10:00:00;2;Mail to Customer;Desk", "A;05-03-2024 10:00:00;3;Communication with customer;Desk",
            "A;06-03-2024 10:00:00;4;Update from customer;Desk", "A;06-03-2024 11:00:00;5;Mail to Customer;Desk", "A;07-03-2024 11:00:00;6;Closed;Desk",
            "B;04-03-2024 09:00:00;1;Open;Desk", "B;04-03-2024 10:00:00;2;Mail to Customer;Desk", "B;04-03-2024 11:00:00;3;Operator Update;Desk", "B;04-03-2024 12:00:00;4;Mail to Customer;Desk", "B;05-03-2024 11:00:00;5;Closed;Desk");

        Of(run).Contacts.ShouldBe(new FailedContacts(1, new CaseShare(1, 0.5)), "of B nobody waited when it was told again");
        Behind(run, "contacts").ShouldBe(["A"]);
    }

    [Fact]
    public void Appointment_ThatIsAskedForInVainOrMissed_IsCounted()
    {
        var run = Said(Own, "1,2024-03-04 09:00,NEW,none,Desk,P3", "1,2024-03-04 10:00,APPT_REQUESTED,from-customer,Desk,P3", "1,2024-03-04 11:00,APPT_BOOKED,to-customer,Desk,P3",
            "1,2024-03-05 10:00,APPT_REQUESTED,none,Desk,P3", "1,2024-03-05 10:30,CLOSED,to-customer,Desk,P3",
            "2,2024-03-04 09:00,NEW,none,Desk,P3", "2,2024-03-04 10:00,APPT_REQUESTED,from-customer,Desk,P3", "2,2024-03-04 11:01,CLOSED,to-customer,Desk,P3");

        Of(run).Appointments.ShouldBe(new AppointmentFinding(2, 1, 1));
        Behind(run, "appointments").ShouldBe(["1", "2"], ignoreOrder: true);
        Of(Said(Journal, "A;04-03-2024 09:00:00;1;Open;Desk", "A;04-03-2024 10:00:00;2;Closed;Desk")).Appointments.ShouldBe(new AppointmentFinding(null, null, null));
    }

    [Theory]
    [InlineData("2024-03-18 10:00", 1)]
    [InlineData("2024-03-18 10:01", 0)]
    public void Solution_OpenedAgainWithinTenWorkingDays_CameTooEarly(string again, int early)
    {
        var run = AuditCases.Run($"case,time,status\nA,2024-03-04 09:00,In Progress\nA,2024-03-04 10:00,Resolved\nA,{again},In Progress\nA,2024-03-19 10:00,Closed\n");
        (run.Result.Findings.Reopened.Cases, Of(run).Premature.Cases).ShouldBe((1, early));
    }

    [Fact]
    public void Chases_OfOneTicket_AreMoreThanOne()
    {
        var run = Said(Journal, "A;04-03-2024 09:00:00;1;Open;Desk", "A;04-03-2024 10:00:00;2;Update from customer;Desk", "A;04-03-2024 11:00:00;3;Update from customer;Desk", "A;04-03-2024 12:00:00;4;Update from customer;Desk",
            "A;04-03-2024 13:00:00;5;Closed;Desk", "B;04-03-2024 09:00:00;1;Open;Desk", "B;04-03-2024 10:00:00;2;Update from customer;Desk", "B;04-03-2024 11:00:00;3;Update from customer;Desk", "B;04-03-2024 13:00:00;4;Closed;Desk");
        (run.Result.Findings.Chases.Count, run.Result.Findings.Chases.Tickets, run.Result.Findings.Chases.Multi).ShouldBe((3, 2, 1));
    }

    [Fact]
    public void List_OfTickets_TellsNothingOfHandling()
    {
        var run = AuditCases.Run("number,opened_at,sys_updated_on,resolved_at,closed_at,incident_state,assignment_group,priority,assigned_to\nI1,2024-03-04 09:00,2024-03-14 09:00,2024-03-14 09:00,,6,Desk,1,Kim\n", new ReadingWishes("servicenow"));
        Of(run).ShouldBe(new Handling(new HollowFinding(null, default), new HoldFinding(null, null, null, null), new OwnerFinding(default, null, null), new AppointmentFinding(null, null, null), new FailedContacts(null, default), default));
    }

    [Fact]
    public void Handling_OfManyCasesCountedSideBySide_IsTheSumOfEach()
    {
        var text = new StringBuilder("case,time,status,actor\n");
        for (var at = 0; at < 6_000; at++)
            text.Append(CultureInfo.InvariantCulture, $"T{at},2024-03-04 09:00,New,web\nT{at},2024-03-04 09:30,In Progress,Kim\nT{at},2024-03-04 13:{(at % 2 == 0 ? "20" : "59")},Waiting for customer,{(at % 3 == 0 ? "Kim" : "Sam")}\nT{at},2024-03-05 10:00,Resolved,Kim\n");
        var found = Of(AuditCases.Run(text.ToString()));
        (found.Holds.Holds, found.Holds.AtLast, found.OneOwner.Tickets.Cases, found.OneOwner.Of).ShouldBe((6_000, 3_000, 2_000, 6_000));
    }

    private static AuditRun Said(string header, params string[] rows) => AuditCases.Run(header + string.Join('\n', rows) + "\n", new ReadingWishes(header == Own ? "headway" : "hp-service-manager"));

    private static Handling Of(AuditRun run) => run.Result.Findings.Handling.ShouldNotBeNull();

    private static IReadOnlyList<string> Behind(AuditRun run, string name) => MakeReport.Of(run).Behind[name];
}
