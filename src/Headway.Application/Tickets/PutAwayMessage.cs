using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>
/// A message that needs no answer is put away with one key: "thanks" leaves the situation beneath as it was, "it works
/// now" ends the ticket as the customer wished. Both are noted.
/// </summary>
public sealed class PutAwayMessage(TicketActs acts)
{
    public async Task<Outcome<Changed>> Do(ActOn on, bool solved, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        var note = await words.Put(solved ? "The customer says it works." : "Only thanks.");
        return await acts.Do(on, Permission.ActOnTickets, words, Decide, stop);

        Outcome<Decision> Decide(DeskRules rules, TicketState state, NodaTime.Instant now)
        {
            if (!state.Has(StatusCode.CustomerUpdated))
            {
                return new Decision(state, state, []);
            }

            if (solved)
            {
                return new CustomerMessage(state.Requester, Intent.Solved, state.Channel, null).Decide(rules, state, now);
            }

            if (state.ResolvedAt is not null && state.Base is null)
            {
                return new PutAway(on.Caller.Person, note).Decide(rules, state, now);
            }

            // Without a base beneath, what waited for the customer before the message waits again.
            var beneath = state.Base?.Status ?? LastWaiting(state) ?? StatusCode.InProgress;
            return new Progress(on.Caller.Person, beneath, Note: note).Decide(rules, state, now);
        }
    }

    private static StatusCode? LastWaiting(TicketState state) =>
        state.Activities.FindLast(activity => activity is { IsBase: true, Outcome: ActivityOutcome.Superseded })?.Status is { } status
            && status != StatusCode.CustomerSilent ? status : null;
}
