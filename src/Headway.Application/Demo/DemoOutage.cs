using System.Text.Json;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>One cause and many who ask: a major incident with its children, some of whom have asked twice.</summary>
internal sealed class DemoOutage(DeskRules rules, DemoPeople people, StoryTimes times, Func<TextId> nextText, Func<TicketKey> nextKey)
{
    public IReadOnlyList<TicketTape> Play(JsonElement outage)
    {
        var told = outage.GetProperty("parent");
        var by = people.Of(told.Text("by")!);
        var service = people.Service("remote-access");
        var opened = times.Read(told.Text("opened")!);
        var parent = Open(told, opened, Priority.P1, service, by);
        parent.Do(opened + Duration.FromMinutes(5), new Annotate(Actor.Staff(by), [new MajorIncidentSet(true)]).Decide, "outage: major");
        parent.Do(opened + Duration.FromMinutes(6), Answer(parent, told, by).Decide, "outage: answer");
        var toChildren = outage.GetProperty("child");
        var children = outage.GetProperty("children").EnumerateArray().Select(child => Child(child, toChildren, parent, by, service)).ToList();
        return [parent, .. children];
    }

    private TicketTape Child(JsonElement child, JsonElement told, TicketTape parent, PersonId by, ServiceId service)
    {
        var at = times.Read(child.Text("at")!);
        var tape = Open(child, at, Priority.P2, service, by);
        tape.Do(at + Duration.FromMinutes(4), Answer(tape, told, by).Decide, "outage: child");
        tape.Do(at + Duration.FromMinutes(5), new Annotate(Actor.Staff(by), [new Linked(parent.State.Key, LinkKind.ChildOf)]).Decide, "outage: link");
        parent.Do(Instant.Max(at + Duration.FromMinutes(5), parent.Facts[^1].At), new Annotate(Actor.Staff(by), [new Linked(tape.State.Key, LinkKind.ParentOf)]).Decide, "outage: link");
        if (child.Text("chased") is { } chased)
        {
            var asks = tape.Put(nextText(), child.Text("asks"));
            tape.Do(times.Read(chased), new CustomerMessage(tape.State.Requester, Intent.Chase, Channel.Portal, asks).Decide, "outage: chase");
        }

        return tape;
    }

    private TicketTape Open(JsonElement told, Instant at, Priority priority, ServiceId service, PersonId by)
    {
        var tape = new TicketTape(nextKey(), rules);
        var requester = people.Of(told.Text("requester")!);
        var text = tape.Put(nextText(), told.Text("text"), told.Text("subject"));
        tape.Do(at, new OpenTicket(Actor.Customer(requester), TicketType.Incident, priority, rules.Desk!.Id, requester, service, Channel.Portal, text).Decide, "outage: open");
        return tape;
    }

    private Progress Answer(TicketTape tape, JsonElement told, PersonId by) =>
        new(by, StatusCode.AwaitChange, tape.Put(nextText(), told.Text("answer")), Eta: times.Read(told.Text("eta")!), Predicted: StatusCode.AwaitChange, PredictionRule: "demo");
}
