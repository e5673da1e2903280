using Headway.Application.Access;
using Headway.Application.Intake;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Intake;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>
/// A need as it is logged. Without a requester it is the caller's own; without a team, the service's or the desk.
/// <paramref name="RequesterName"/> is for somebody the desk does not know yet. With a <paramref name="Solution"/> support has
/// solved it already: opened and resolved in one act.
/// </summary>
public sealed record NewTicket(
    string? Subject,
    string? Text,
    Priority Priority = Priority.P3,
    string? Team = null,
    string? Service = null,
    string? RequesterEmail = null,
    string? RequesterName = null,
    PersonId? Requester = null,
    TicketType Type = TicketType.Incident,
    Channel Channel = Channel.Portal,
    IReadOnlyList<AttachmentDraft>? Files = null,
    string? Solution = null)
{
    /// <summary>What it is about; how many it concerns and how soon it hurts: high, medium or low.</summary>
    public string? Category { get; init; }

    public string? Impact { get; init; }

    public string? Urgency { get; init; }

    /// <summary>Answers to the service's form by its fields' keys; null where the form is not asked, such as on the phone.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Fields { get; init; }

    /// <summary>Nobody chose the priority: it follows from impact and urgency where both are known.</summary>
    public bool PriorityFollows { get; init; }

    /// <summary>The open major incident it hangs on from its first moment.</summary>
    public TicketKey? ChildOf { get; init; }

    /// <summary>Where that one stands, when it is in hand: the new one stands there too.</summary>
    public JoinCause? Joins { get; init; }

    /// <summary>What else stands or falls with it, in its transaction; may run more than once.</summary>
    public Func<Session, Changed, Task>? Within { get; init; }
}

/// <summary>Logs a need; its first activity, the response, is due by the response target.</summary>
public sealed class RaiseTicket(TicketActs acts, StaffDirectory directory, RequesterBook requesters, Categories categories, IntakeForms forms)
{
    public async Task<Outcome<Changed>> Do(Caller caller, NewTicket asked, RequestKey? key = null, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(asked.Subject))
        {
            return TicketUseRefusals.SubjectMissing;
        }

        var service = asked.Service is { Length: > 0 } named ? await directory.Service(caller.Tenant, named, stop) : null;
        if (asked.Service is { Length: > 0 } && service is null)
        {
            return TicketUseRefusals.ServiceUnknown.Because($"There is no service '{asked.Service}'.");
        }

        var team = asked.Team is { Length: > 0 } wanted && caller.Role != Role.Customer
            ? await directory.Team(caller.Tenant, wanted, stop)
            : service?.Team ?? await directory.Desk(caller.Tenant, stop);
        if (team is not { } receiver)
        {
            return TicketRefusals.TeamUnknown.Because($"There is no team '{asked.Team}'.");
        }

        var requester = caller.Role == Role.Customer ? caller.Person : await Requester(caller, asked, stop);
        if (requester.IsRefused)
        {
            return requester.Refusal!;
        }

        var category = caller.IsStaff && asked.Category is { Length: > 0 } about ? await categories.Named(caller.Tenant, about, stop) : null;
        if (caller.IsStaff && asked.Category is { Length: > 0 } && category is null)
        {
            return TicketUseRefusals.CategoryUnknown.Because($"There is no category '{asked.Category}'.");
        }

        var (impact, urgency) = (Weights.Read(caller.IsStaff ? asked.Impact : null, null), Weights.Read(caller.IsStaff ? asked.Urgency : null, null));
        if ((impact.Refusal ?? urgency.Refusal) is { } heavy)
        {
            return heavy;
        }

        var intake = await Answered(caller, service?.Id, asked.Fields, stop);
        if (intake.IsRefused)
        {
            return intake.Refusal!;
        }

        var words = new ActWords(acts.Counters) { Within = asked.Within };
        var text = await words.Put(asked.Text, subject: asked.Subject.Trim());
        words.Files.AddRange((asked.Files ?? []).Select(file => file with { Text = text }));
        var by = caller.Role == Role.Customer ? Actor.Customer(caller.Person) : Actor.Staff(caller.Person);
        var priority = caller.Role == Role.Customer ? Priority.P3 : asked.Priority;
        var open = new OpenTicket(by, asked.Type, priority, receiver, requester.Value, service?.Id, asked.Channel, text);
        var answers = intake.Value is { } answered ? await AnswerForm.First(answered.Form, answered.Reading, words) : [];
        var solution = caller.IsStaff ? await words.Put(asked.Solution) : null;
        return await acts.Open(caller, caller.IsStaff ? Permission.ActOnTickets : Permission.UsePortal, words, Decide, key, stop);

        Outcome<Decision> Decide(DeskRules rules, TicketState state, NodaTime.Instant now)
        {
            // The response is due by the priority it has from its first moment.
            var heavy = asked.PriorityFollows ? rules.Matrix.Of(impact.Value, urgency.Value) : null;
            List<Decide> all = [(open with { Priority = heavy ?? open.Priority }).Decide];
            List<TicketFact> sorted = [.. answers];
            if (category is not null)
            {
                sorted.Add(new CategorySet(category.Id));
            }

            if (impact.Value is not null || urgency.Value is not null)
            {
                sorted.Add(new Weighed(impact.Value, urgency.Value));
            }

            if (sorted.Count > 0)
            {
                all.Add(new Annotate(by, sorted).Decide);
            }

            if (asked.ChildOf is { } cause)
            {
                all.Add(new Annotate(Actor.Automation, [new Linked(cause, LinkKind.ChildOf)]).Decide);
                if (asked.Joins is { } joins)
                {
                    all.Add(joins.Decide);
                }
            }

            if (solution is not null)
            {
                all.Add(new Progress(caller.Person, StatusCode.Resolved, solution, Channel: asked.Channel).Decide);
            }

            return Decision.InOrder([.. all])(rules, state, now);
        }
    }

    // Who asks for something answers what is needed; support may leave it open, and sees on the ticket what is missing.
    private async Task<Outcome<Filled?>> Answered(Caller caller, ServiceId? service, IReadOnlyDictionary<string, IReadOnlyList<string>>? said, CancellationToken stop)
    {
        if (said is null || service is not { } asked)
        {
            return said is { Count: > 0 } ? AnswerRefusals.NoForm : (Filled?)null;
        }

        var form = await forms.Of(caller.Tenant, asked, stop);
        if (form.Unknown(said.Keys) is { } unknown)
        {
            return AnswerRefusals.FieldUnknown.Because($"'{unknown}' is no field of the service's form.");
        }

        var reading = form.Read(said, byCustomer: !caller.IsStaff);
        return reading.Refused(binds: !caller.IsStaff) is { } no ? no : new Filled(form, reading);
    }

    private sealed record Filled(IntakeForm Form, FormReading Reading);

    private async Task<Outcome<PersonId>> Requester(Caller caller, NewTicket asked, CancellationToken stop)
    {
        if (asked.Requester is { } known)
        {
            return known;
        }

        return asked.RequesterEmail is { Length: > 0 } email
            ? await requesters.FindOrAdd(caller.Tenant, email, asked.RequesterName, stop)
            : TicketUseRefusals.RequesterMissing;
    }
}
