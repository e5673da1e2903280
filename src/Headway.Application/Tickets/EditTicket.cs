using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>What a ticket is said to be. Null leaves a field as it is; an empty service or no tags take them away.</summary>
public sealed record TicketEdit(string? Subject = null, Priority? Priority = null, string? Service = null, TicketType? Type = null, IReadOnlyList<string>? Tags = null, PlannedDate? Planned = null)
{
    /// <summary>The category's name; empty for none.</summary>
    public string? Category { get; init; }

    /// <summary>high, medium or low; empty for unknown. The desk's matrix gives the priority, unless another one is named with it.</summary>
    public string? Impact { get; init; }

    public string? Urgency { get; init; }

    /// <summary>Answers to the form of the service it is then of, by the fields' keys; an empty one takes an answer away.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Fields { get; init; }
}

/// <summary>When a change or fix is to be in place; no date takes it away. What waits for it follows.</summary>
public sealed record PlannedDate(NodaTime.Instant? Date);

/// <summary>Corrects what stands on a ticket. No due moves: a new priority is for the dues to come.</summary>
public sealed class EditTicket(TicketActs acts, TicketPageQuery tickets, StaffDirectory directory, Categories categories, Database database)
{
    public const int MostTags = 20, LongestTag = 40, LongestSubject = 300;

    public async Task<Outcome<Changed>> Do(ActOn on, TicketEdit edit, CancellationToken stop = default)
    {
        if (on.Caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var read = await tickets.Read(on.Caller, on.Number, stop);
        if (read.IsRefused)
        {
            return read.Refusal!;
        }

        var page = read.Value;
        var words = new ActWords(acts.Counters);
        var facts = new List<TicketFact>();
        if (edit.Subject is { } subject && subject.Trim() != page.Subject)
        {
            if (string.IsNullOrWhiteSpace(subject))
            {
                return TicketUseRefusals.SubjectMissing;
            }

            if (subject.Length > LongestSubject)
            {
                return TicketUseRefusals.SubjectTooLong;
            }

            facts.Add(new SubjectSet(await words.Put(null, subject: subject.Trim())));
        }

        if (edit.Type is { } type)
        {
            facts.Add(new TypeSet(type));
        }

        if (edit.Planned is { } planned)
        {
            facts.Add(new PlannedFor(planned.Date));
        }

        var service = page.State.Service;
        if (edit.Service is { } named)
        {
            var found = named.Length == 0 ? null : await directory.Service(on.Caller.Tenant, named, stop);
            if (named.Length > 0 && found is null)
            {
                return TicketUseRefusals.ServiceUnknown.Because($"There is no service '{named}'.");
            }

            service = found?.Id;
            facts.Add(new ServiceSet(service));
        }

        if (edit.Category is { } wanted && wanted.Trim() != (page.Category ?? ""))
        {
            var category = wanted.Trim().Length == 0 ? null : await categories.Named(on.Caller.Tenant, wanted, stop);
            if (wanted.Trim().Length > 0 && category is null)
            {
                return TicketUseRefusals.CategoryUnknown.Because($"There is no category '{wanted}'.");
            }

            facts.Add(new CategorySet(category?.Id));
        }

        if (edit.Tags is { } tags)
        {
            var tagged = await TagTicket.Facts(database, on.Caller.Tenant, page.State, tags, [.. page.Tags.Except(TagTicket.Plain(tags))], stop);
            if (tagged.IsRefused)
            {
                return tagged.Refusal!;
            }

            facts.AddRange(tagged.Value);
        }

        if (edit.Fields is { } said)
        {
            var answered = await Intake.AnswerForm.Facts(database, on.Caller, page.State.Key, service, said, words, stop);
            if (answered.IsRefused)
            {
                return answered.Refusal!;
            }

            facts.AddRange(answered.Value);
        }

        var weighed = Weigh(on.Caller, page.State, edit);
        return weighed.IsRefused
            ? weighed.Refusal!
            : await acts.Do(on, Permission.ActOnTickets, words, Decision.InOrder(new Annotate(Actor.Staff(on.Caller.Person), facts).Decide, weighed.Value.Decide), stop);
    }

    // A form says the priority that stands, too: when only impact or urgency is new, the matrix decides.
    private static Outcome<Weigh> Weigh(Caller caller, TicketState state, TicketEdit edit)
    {
        var (impact, urgency) = (Weights.Read(edit.Impact, state.Impact), Weights.Read(edit.Urgency, state.Urgency));
        if ((impact.Refusal ?? urgency.Refusal) is { } no)
        {
            return no;
        }

        var heavier = impact.Value != state.Impact || urgency.Value != state.Urgency;
        return new Weigh(Actor.Staff(caller.Person), impact.Value, urgency.Value, edit.Priority is { } named && !(heavier && named == state.Priority) ? named : heavier ? null : state.Priority);
    }
}

/// <summary>Impact and urgency as words.</summary>
internal static class Weights
{
    /// <summary>What the word says; nothing given leaves what stands, an empty word takes it away.</summary>
    public static Outcome<Weight?> Read(string? word, Weight? stands) => word switch
    {
        null => stands,
        "" => (Weight?)null,
        _ when Enum.TryParse<Weight>(word, ignoreCase: true, out var weight) && Enum.IsDefined(weight) && !char.IsAsciiDigit(word[0]) => weight,
        _ => TicketUseRefusals.WeightUnknown,
    };
}
