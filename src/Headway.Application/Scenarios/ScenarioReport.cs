using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Scenarios;

/// <summary>The outcome of a run in the contract's shape: every key present, instants to the second, shares to four decimals.</summary>
public static class ScenarioReport
{
    private static readonly InstantPattern Seconds = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(ScenarioRun run)
    {
        var desk = run.Desk;
        var activities = desk.Tickets
            .SelectMany(state => state.Activities.Select(activity => (State: state, Activity: activity)))
            .OrderBy(row => row.Activity.Opened).ThenBy(row => row.State.Key).ThenBy(row => row.Activity.Seq)
            .ToList();
        var report = new JsonObject
        {
            ["tickets"] = Array(desk.Tickets.Select(state => Ticket(desk, state))),
            ["activities"] = Array(activities.Select(row => Activity(desk, row.State, row.Activity))),
            ["flow"] = Flow(activities.Select(row => row.Activity).ToList()),
            ["chases"] = Array(ScenarioChases.Of(desk)),
            ["appointments"] = Array(Appointments(desk)),
            ["looks"] = Array(run.Looks.Select(Look)),
            ["refusals"] = Array(run.Refusals.Select(refusal => new JsonObject
            {
                ["line"] = refusal.Line, ["code"] = refusal.Code, ["message"] = refusal.Message,
            })),
        };
        return report.ToJsonString(Indented);
    }

    public static string Text(Instant at) => Seconds.Format(at);

    // A desk that keeps no time has nothing to say of it.
    private static JsonObject Ticket(ScenarioDesk desk, TicketState state)
    {
        var told = Told(desk, state);
        if (desk.Rules.KeepsTime)
        {
            told["minutes"] = (int)state.WorkedFor.TotalMinutes;
        }

        return told;
    }

    private static JsonObject Told(ScenarioDesk desk, TicketState state) => new()
    {
        ["ticket"] = desk.NameOf(state.Key),
        ["status"] = state.Status.Value,
        ["team"] = desk.Rules.Teams[state.Team].Name,
        ["owner"] = state.Owner is { } owner ? desk.NameOf(owner) : null,
        ["priority"] = state.Priority.ToString(),
        ["promise"] = state is { IsOpen: true, Promise: { } promise }
            ? new JsonObject
            {
                ["at"] = Text(promise.At),
                ["setBy"] = Name(desk, promise.SetBy),
                ["status"] = promise.Outcome switch { null => "open", PromiseOutcome.Kept => "kept", PromiseOutcome.Missed => "missed", _ => "renewed" },
            }
            : null,
    };

    private static JsonObject Activity(ScenarioDesk desk, TicketState state, Activity activity) => new()
    {
        ["ticket"] = desk.NameOf(state.Key),
        ["type"] = activity.Meaning.Type.Code(),
        ["status"] = activity.Status.Value,
        ["opened"] = Text(activity.Opened),
        ["originalDue"] = Text(activity.OriginalDue),
        ["due"] = Text(activity.Due),
        ["closed"] = activity.Closed is { } closed ? Text(closed) : null,
        ["outcome"] = activity.Outcome?.ToString(),
        ["verdict"] = activity.Verdict?.ToString(),
        ["responsible"] = activity.Verdict is null
            ? Responsible(desk, state.ResponsibleFor(activity), activity.Team)
            : Responsible(desk, activity.JudgedPerson, activity.JudgedTeam ?? activity.Team),
        ["doneBy"] = activity.DoneBy is { } actor ? Name(desk, actor) : null,
    };

    private static IEnumerable<JsonObject> Appointments(ScenarioDesk desk) => desk.Tickets
        .SelectMany(state => state.Appointments.Select(kept => (State: state, Kept: kept)))
        .OrderBy(row => row.Kept.BookedAt).ThenBy(row => row.State.Key).ThenBy(row => row.Kept.Activity)
        .Select(row => Appointment(desk, row.State, row.Kept));

    private static JsonObject Appointment(ScenarioDesk desk, TicketState state, Appointment kept) => new()
    {
        ["ticket"] = desk.NameOf(state.Key),
        ["bookedAt"] = Text(kept.BookedAt),
        ["bookedBy"] = Name(desk, kept.BookedBy),
        ["start"] = Text(kept.Start),
        ["end"] = Text(kept.End),
        ["with"] = desk.NameOf(kept.With),
        ["mode"] = AppointmentCodes.Of(kept.Mode),
        ["result"] = kept.Result is { } result ? AppointmentCodes.Of(result) : null,
        ["outcomeAt"] = kept.EndedAt is { } ended ? Text(ended) : null,
        ["outcomeBy"] = kept.EndedBy is { } by ? Name(desk, by) : null,
        ["verdict"] = state.Activities.First(row => row.Seq == kept.Activity).Verdict?.ToString(),
    };

    private static JsonObject Flow(IReadOnlyCollection<Activity> activities)
    {
        var all = Parts(ProgressionSla.Of(activities));
        all["midLifecycle"] = Parts(ProgressionSla.Of(activities.Where(ProgressionSla.IsMidLifecycle)));
        return all;
    }

    private static JsonObject Parts(ProgressionSla sla) => new()
    {
        ["success"] = sla.Success,
        ["rescheduled"] = sla.Rescheduled,
        ["late"] = sla.Late,
        ["excluded"] = sla.Excluded,
        ["progressionSla"] = Share(sla.Share),
        ["cleanOnTimeShare"] = Share(sla.CleanOnTimeShare),
    };

    private static JsonObject Look(LookTaken look) => new()
    {
        ["at"] = Text(look.At),
        ["as"] = look.As,
        ["team"] = look.Team,
        ["items"] = Array(look.Items.Select(item => new JsonObject
        {
            ["ticket"] = item.Ticket, ["type"] = item.Type, ["status"] = item.Status, ["due"] = Text(item.Due),
            ["overdue"] = item.Overdue, ["highPriority"] = item.HighPriority, ["why"] = item.Why,
        })),
    };

    private static JsonNode? Share(double? share) => share is { } value ? JsonValue.Create(Math.Round(value, 4, MidpointRounding.AwayFromZero)) : null;

    private static string Responsible(ScenarioDesk desk, PersonId? person, TeamId team) =>
        person is { } one ? desk.NameOf(one) : desk.Rules.Teams[team].Name;

    private static string Name(ScenarioDesk desk, Actor actor) =>
        actor.Person is { } person ? desk.NameOf(person) : actor.Kind switch { ActorKind.Supplier => "supplier", ActorKind.Approver => "approver", _ => "automation" };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
