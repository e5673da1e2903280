using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Approvals;
using Headway.Domain.Chases;
using Headway.Domain.Feedback;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Returns;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>Plays a hand-written conversation through the domain's own decisions.</summary>
public sealed class ConversationPlayer(DeskRules rules, DemoPeople people, StoryTimes times, Func<TextId> nextText, Func<TicketKey> nextKey)
{
    private const string PossibleChase = "possible-chase";

    public TicketTape Play(Conversation story)
    {
        var tape = new TicketTape(nextKey(), rules);
        var requester = people.Of(story.Requester);
        var opened = times.Read(story.Opened);
        foreach (var turn in story.Messages)
        {
            var at = times.Read(turn.When, opened);
            Play(tape, story, turn, requester, at);
        }

        if (story.Tags is { Count: > 0 } tags)
        {
            var last = tape.Facts[^1];
            var by = story.Messages.LastOrDefault(turn => turn.By.Contains('@', StringComparison.Ordinal))?.By;
            tape.Do(
                last.At, new Annotate(by is null ? last.By : Actor.Staff(people.Of(by)), [.. tags.Select(tag => new Tagged(people.Tag(tag)))]).Decide, $"{story.Id}: tags");
        }

        return tape;
    }

    /// <summary>Ties two told stories together from both sides, at the time of the later one's last act.</summary>
    public static void Relate(TicketTape one, TicketTape other)
    {
        var at = Instant.Max(one.Facts[^1].At, other.Facts[^1].At);
        foreach (var (here, there) in new[] { (one, other), (other, one) })
        {
            var by = here.Facts.Last(recorded => recorded.By.Person is not null).By;
            here.Do(at, new Annotate(by, [new Linked(there.State.Key, LinkKind.Related)]).Decide, "related");
        }
    }

    private void Play(TicketTape tape, Conversation story, Turn turn, PersonId requester, Instant at)
    {
        var what = $"{story.Id}: {turn.Do}";
        var by = turn.By is "customer" or "supplier" or "approver" ? requester : people.Of(turn.By);
        var text = tape.Put(nextText(), turn.Text, turn.Do == "open" ? story.Subject : null);
        switch (turn.Do)
        {
            case "open":
                tape.Do(at, Open(story, turn, requester, by, text).Decide, what);
                if (story.Fields.Count > 0)
                {
                    people.Forms.Answer(tape, at, turn.By == "customer" ? Actor.Customer(requester) : Actor.Staff(by), story.Fields, nextText);
                }

                break;
            case "customer":
                tape.Do(at, new CustomerMessage(
                    requester, IntentOf(turn.Intent), ChannelOf(turn.Channel ?? story.Channel), text, turn.Intent == PossibleChase, turn.Intent == PossibleChase ? 41 : null).Decide, what);
                break;
            case "colleague":
                var actor = turn.By == "supplier" ? new Actor(ActorKind.Supplier, null) : turn.By == "approver" ? new Actor(ActorKind.Approver, null) : Actor.Staff(by);
                tape.Do(at, new ColleagueMessage(actor, null, text).Decide, what);
                break;
            case "verdict":
                tape.Do(at, new JudgeChase(by, ChaseWords.Finding(turn.Finding!)!.Value, ChaseGround.UnmetSinceThen).Decide, what);
                break;
            case "note":
                tape.Do(at, new Annotate(Actor.Staff(by), [new Noted(text)]).Decide, what);
                break;
            case "transfer":
                tape.Do(at, new Transfer(by, people.Team(turn.Team!), text, turn.Owner is { } owner ? people.Of(owner) : null).Decide, what);
                break;
            case "resolve":
                tape.Do(at, new Progress(by, StatusCode.Resolved, Reply: text, Channel: ChannelOf(turn.Channel ?? story.Channel)).Decide, what);
                break;
            case "attempt":
                tape.Do(at, new LogAttempt(by, ChannelOf(turn.Channel ?? "phone"), text).Decide, what);
                break;
            case "reschedule":
                tape.Do(at, new Reschedule(by, times.Read(turn.Due!, at), Reason(turn.Reason), Text: text).Decide, what);
                break;
            case "progress":
                tape.Do(at, ProgressOf(tape, turn, by, text, at).Decide, what);
                break;
            case "approve":
                tape.Do(at, new AskApproval(
                    by, people.Of(turn.With!), turn.Owner is { } second ? people.Of(second) : null, text, turn.Due is { } decideBy ? times.Read(decideBy, at) : null).Decide, what);
                break;
            case "decide":
                tape.Do(at, new DecideApproval(by, tape.State.OpenApproval!.Activity, turn.Result == "approved", text).Decide, what);
                break;
            case "rate":
                tape.Do(at, new GiveFeedback(requester, null, turn.Score!.Value, text).Decide, what);
                break;
            case "offer" or "book" or "outcome" or "return" or "assist" or "contribute":
                tape.Do(at, Contact(tape, turn, by, text, at), what);
                break;
            default:
                throw new FormatException($"{what} is no act.");
        }
    }

    private OpenTicket Open(Conversation story, Turn turn, PersonId requester, PersonId by, TextId? text) => new(
        turn.By == "customer" ? Actor.Customer(requester) : Actor.Staff(by),
        story.Type == "request" ? TicketType.Request : TicketType.Incident,
        Enum.Parse<Priority>(story.Priority), people.Team(story.Team), requester, story.Service is { } service ? people.Service(service) : null,
        ChannelOf(story.Channel), text);

    private Progress ProgressOf(TicketTape tape, Turn turn, PersonId by, TextId? text, Instant at)
    {
        // A call that was answered is told to the ticket as a note; everything else by a person is read by the customer.
        var isNote = turn.Kind is "note" or "call";
        var note = isNote ? text : tape.Put(nextText(), turn.Note);
        return new Progress(
            by, new StatusCode(turn.Status!), isNote ? null : text, note,
            Due: turn.Due is { } due ? times.Read(due, at) : null,
            Eta: turn.Eta is { } eta ? times.Read(eta, at) : null,
            Owner: turn.Owner is { } owner ? people.Of(owner) : null,
            Predicted: new StatusCode(turn.Status!), PredictionRule: "demo");
    }

    private Decide Contact(TicketTape tape, Turn turn, PersonId by, TextId? text, Instant at) => turn.Do switch
    {
        "offer" => new OfferSlots(by, [.. (turn.Slots ?? []).Select(slot => Slot(times.Read(slot, at), turn))], text).Decide,
        "book" => new BookAppointment(Actor.Staff(by), BookingOf(turn, by, at), text).Decide,
        "outcome" => new RecordOutcome(by, AppointmentCodes.Result(turn.Result)!.Value, text, MovedTo: turn.Start is null ? null : BookingOf(turn, by, at)).Decide,
        "return" => new ReturnToDesk(by, AppointmentCodes.Reason(turn.Reason)!.Value, text, null, tape.Put(nextText(), turn.NextTime), turn.Keep).Decide,
        "assist" => new AskForHelp(by, people.Team(turn.Team!), turn.Owner is { } helper ? people.Of(helper) : null, text).Decide,
        _ => new Contribute(by, [people.Team(turn.Team!)], text).Decide,
    };

    private ProposedSlot Slot(Instant start, Turn turn) =>
        new(start, start + Duration.FromMinutes(turn.Minutes), turn.With is { } with ? people.Of(with) : null);

    private Booking BookingOf(Turn turn, PersonId by, Instant at)
    {
        var start = times.Read(turn.Start!, at);
        return new Booking(start, start + Duration.FromMinutes(turn.Minutes), turn.With is { } with ? people.Of(with) : by, AppointmentMode.Call, []);
    }

    private static Intent IntentOf(string? text) => text switch
    {
        "answer" => Intent.Answer,
        "solved" => Intent.Solved,
        "not-solved" => Intent.NotSolved,
        "thanks" => Intent.Thanks,
        "chase" => Intent.Chase,
        "appointment" => Intent.Appointment,
        _ => Intent.Information,
    };

    private static string? Reason(string? words) => words is null ? null : words.Contains("supplier", StringComparison.Ordinal) ? "waiting-for-information" : "needs-more-time";

    private static Channel ChannelOf(string text) => text switch
    {
        "mail" => Channel.Mail,
        "phone" => Channel.Phone,
        "chat" => Channel.Chat,
        "walk-in" => Channel.WalkIn,
        _ => Channel.Portal,
    };
}
