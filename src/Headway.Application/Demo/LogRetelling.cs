using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>Tells a ticket of the log in the desk's own words and people, at the log's own times.</summary>
internal sealed class LogRetelling(DemoCast cast, IReadOnlyDictionary<string, string> toldAs)
{
    private static readonly StatusCode[] Waiting = [StatusCode.AwaitCustomer, StatusCode.AwaitSupplier, StatusCode.AwaitChange];

    /// <summary>Opens the ticket as the log did, logged at the desk; answers what it is about.</summary>
    public DemoCase Open(TicketTape tape, LogTicket ticket, Instant at)
    {
        var (customer, language) = cast.Customer();
        var told = cast.Case(ticket.Category, language);
        var text = cast.Ask(tape, told, customer);
        var desk = tape.Rules.Desk!.Id;
        tape.Do(
            at,
            new OpenTicket(
                Actor.Customer(customer), told.IsRequest ? TicketType.Request : TicketType.Incident, DemoCast.Softer(ticket.Priority), desk, customer,
                cast.Service(told.Category), cast.Channel(), text).Decide,
            "log: open");
        return told;
    }

    public void Change(TicketTape tape, DemoCase told, LogChange change, Instant at)
    {
        if (change.Person == LogFacts.Rule || !tape.State.IsOpen && change.State is not { Value: "REOPENED" })
        {
            return;
        }

        if (change.Team is { } team && toldAs.TryGetValue(team, out var name) && cast.People.Team(name) != tape.State.Team)
        {
            Transfer(tape, told, cast.People.Team(name), at);
        }

        var by = cast.By(tape.State, change.Person is "-" ? null : change.Person);
        switch (change.State?.Value)
        {
            case "CUST_UPDATED":
                tape.Try(at, new CustomerMessage(tape.State.Requester, Intent.Answer, tape.State.Channel, cast.Say(tape, told, "answer")).Decide);
                break;
            case "REOPENED":
                tape.Try(at, new CustomerMessage(tape.State.Requester, Intent.NotSolved, tape.State.Channel, cast.Say(tape, told, "not-solved")).Decide);
                break;
            case "RESOLVED":
                tape.Try(at, new Progress(by, StatusCode.Resolved, Reply: cast.Say(tape, told, "resolution", by)).Decide);
                break;
            case "IN_PROGRESS" when tape.State.Base?.Status != StatusCode.InProgress:
                Work(tape, told, by, StatusCode.InProgress, at, visible: cast.Happens(0.6));
                break;
            case { } status when Waiting.Contains(new StatusCode(status)):
                Work(tape, told, by, new StatusCode(status), at, visible: true);
                break;
        }
    }

    private void Work(TicketTape tape, DemoCase told, PersonId by, StatusCode status, Instant at, bool visible)
    {
        var part = visible ? DemoCast.PartFor(status) : "note";
        var text = cast.Say(tape, told, part, by);
        tape.Try(at, new Progress(by, status, visible ? text : null, visible ? null : text).Decide);
    }

    private void Transfer(TicketTape tape, DemoCase told, TeamId team, Instant at)
    {
        var by = cast.By(tape.State);
        var transfer = new Transfer(by, team, cast.Say(tape, told, "transfer", by));
        if (tape.Try(at, transfer.Decide) is { Code: "transfer.use-return" })
        {
            Work(tape, told, by, StatusCode.InProgress, at, visible: false);
            tape.Try(at, transfer.Decide);
        }
    }
}
