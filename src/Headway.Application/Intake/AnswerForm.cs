using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Intake;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Intake;

/// <summary>Answers the fields of a ticket's form by their keys; an empty answer takes one away. No due moves.</summary>
public sealed class AnswerForm(TicketActs acts, TicketStore store)
{
    public async Task<Outcome<Changed>> Do(ActOn on, IReadOnlyDictionary<string, IReadOnlyList<string>> said, CancellationToken stop = default)
    {
        if (on.Caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(store.Database, on.Caller, on.Number, stop) is not { } ticket || await store.Find(on.Caller.Tenant, ticket, stop) is not { } state)
        {
            return TicketRefusals.Unknown;
        }

        var words = new ActWords(acts.Counters);
        var facts = await Facts(store.Database, on.Caller, ticket, state.Service, said, words, stop);
        return facts.IsRefused ? facts.Refusal! : await acts.Do(on, Permission.ActOnTickets, words, new Annotate(Actor.Staff(on.Caller.Person), facts.Value).Decide, stop);
    }

    /// <summary>
    /// What has to be recorded so that a ticket says this in the form of the service it has, or is given in the same act; nothing where nothing
    /// differs. Words go with the act.
    /// </summary>
    internal static async Task<Outcome<IReadOnlyList<TicketFact>>> Facts(
        Database database, Caller caller, TicketKey ticket, ServiceId? service, IReadOnlyDictionary<string, IReadOnlyList<string>> said, ActWords words, CancellationToken stop)
    {
        if (service is null)
        {
            return said.Count == 0 ? Array.Empty<TicketFact>() : AnswerRefusals.NoForm;
        }

        var intake = await database.Snapshot(session => TicketAnswers.Intake(session, caller, ticket, service), stop);
        if (intake.Form.Unknown(said.Keys) is { } unknown)
        {
            return AnswerRefusals.FieldUnknown.Because($"'{unknown}' is no field of the service's form.");
        }

        var stands = intake.Answers.ToDictionary(answer => answer.Field.Key, answer => answer.Value);
        var reading = intake.Form.Over(stands, said, byCustomer: false);
        return reading.Refused(binds: false) is { } no ? no : (await Differing(intake.Form, stands, reading, words)).ToArray();
    }

    /// <summary>The facts of a new ticket's answers.</summary>
    internal static Task<List<TicketFact>> First(IntakeForm form, FormReading reading, ActWords words) => Differing(form, new Dictionary<string, FieldValue>(), reading, words);

    private static async Task<List<TicketFact>> Differing(IntakeForm form, IReadOnlyDictionary<string, FieldValue> stands, FormReading reading, ActWords words)
    {
        var facts = new List<TicketFact>();
        foreach (var field in form.Live)
        {
            var (before, after) = (stands.GetValueOrDefault(field.Key), reading.Values.GetValueOrDefault(field.Key));
            if (before?.Said == after?.Said)
            {
                continue;
            }

            facts.Add(
                after is null ? new FieldAnswered(field.Id)
                : field.IsTyped ? new FieldAnswered(field.Id, Text: await words.Put(after.Said))
                : after.Yes is { } yes ? new FieldAnswered(field.Id, Yes: yes)
                : new FieldAnswered(field.Id, Choices: [.. after.Choices.Select(choice => choice.Id)]));
        }

        return facts;
    }
}
