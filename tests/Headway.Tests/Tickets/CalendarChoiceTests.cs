using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.People;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Tickets;

public sealed class CalendarChoiceTests
{
    private static readonly WorkCalendar Office = Given.Weekdays("UTC", "09:00-17:00");
    private static readonly WorkCalendar OnCall = WorkCalendar.AlwaysOpen("on call", DateTimeZone.Utc);
    private static readonly ServiceId Payroll = new(5);

    private static DeskRules Rules(params CalendarChoice[] choices) => new(
        StatusBook.Default, new Dictionary<TeamId, Team> { [DeskWorld.Desk] = new(DeskWorld.Desk, "Service Desk", true, PrioritisationMode.Standard, Office) }, choices);

    [Fact]
    public void CalendarFor_WhenSeveralNameOne_TakesServiceAndPriorityThenServiceThenPriorityThenTeam()
    {
        CalendarChoice both = new(OnCall, Payroll, Priority.P1), service = new(OnCall, Payroll, null), priority = new(OnCall, null, Priority.P1);
        string Reason(params CalendarChoice[] choices) => Rules(choices).CalendarFor(DeskWorld.Desk, Payroll, Priority.P1).Reason;
        Reason(priority, service, both).ShouldBe("service+priority");
        Reason(priority, service).ShouldBe("service");
        Reason(priority).ShouldBe("priority");
        Reason(new CalendarChoice(OnCall, new ServiceId(6), null), new CalendarChoice(OnCall, null, Priority.P2)).ShouldBe("team");
    }

    [Fact]
    public void Due_WhenAP1IsOnCall_CountsAroundTheClockAndSaysWhy()
    {
        var night = DeskWorld.At("2026-03-08 03:00");
        var open = new OpenTicket(Actor.Customer(DeskWorld.Ann), TicketType.Incident, Priority.P1, DeskWorld.Desk, DeskWorld.Ann, null, Channel.Phone, null);
        var ticket = open.Decide(Rules(new CalendarChoice(OnCall, null, Priority.P1)), new TicketState { Key = DeskWorld.Key }, night).Value.After;
        var why = DueExplanation.Of(ticket.Activities[0]);
        (why.Due, why.Calendar, why.CalendarReason).ShouldBe((night + Duration.FromMinutes(30), "on call", "priority"));
    }
}
