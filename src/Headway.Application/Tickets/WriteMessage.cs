using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>
/// The customer is heard: from the portal, or logged by support for a caller (<paramref name="From"/> is then who spoke;
/// null for the requester). An intent of None is read from the text.
/// </summary>
public sealed record CustomerInput(Intent Intent, string? Text, Channel Channel, PersonId? From = null, IReadOnlyList<AttachmentDraft>? Files = null);

public sealed class WriteMessage(TicketActs acts)
{
    public async Task<Outcome<Changed>> Do(ActOn on, CustomerInput input, CancellationToken stop = default)
    {
        // "It works now" and "thanks" say all in one tap; everything else needs words.
        var needsWords = input.Intent is not (Intent.Solved or Intent.NotSolved or Intent.Thanks or Intent.Chase);
        if (needsWords && string.IsNullOrWhiteSpace(input.Text) && input.Files is not { Count: > 0 })
        {
            return TicketUseRefusals.MessageMissing;
        }

        var words = new ActWords(acts.Counters);
        var text = await words.Put(input.Text);
        if (input.Intent is Intent.NotSolved or Intent.None)
        {
            // Said too late to take the ticket up again, it begins another one.
            words.Beside = new TextDraft(await acts.Counters.NextText(stop), input.Text);
        }

        words.Files.AddRange((input.Files ?? []).Select(file => file with { Text = text }));
        var need = on.Caller.Role == Role.Customer ? Permission.UsePortal : Permission.ActOnTickets;
        return await acts.Do(on with { Follows = !on.Caller.IsStaff }, need, words, Decide, stop);

        Outcome<Decision> Decide(DeskRules rules, TicketState state, NodaTime.Instant now)
        {
            var read = input.Intent == Intent.None ? IntentOfText.Read(input.Text, state, now, Chases.ChaseLists.Of(rules)) : null;
            var from = input.From ?? (on.Caller.IsStaff ? state.Requester : on.Caller.Person);
            return new CustomerMessage(from, read?.Intent ?? input.Intent, input.Channel, text, read is not null, read?.Suspected).Decide(rules, state, now);
        }
    }
}
