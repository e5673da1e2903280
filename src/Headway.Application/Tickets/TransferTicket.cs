using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Tickets;

/// <summary>Hands a ticket to another team with a note, or to another person of the same team.</summary>
public sealed class TransferTicket(TicketActs acts, StaffDirectory staff)
{
    public async Task<Outcome<Changed>> Do(ActOn on, string team, string? note, string? owner, CancellationToken stop = default)
    {
        if (await staff.Team(on.Caller.Tenant, team, stop) is not { } receiver)
        {
            return TicketRefusals.TeamUnknown.Because($"There is no team '{team}'.");
        }

        PersonId? person = null;
        if (!string.IsNullOrWhiteSpace(owner) && (person = await staff.Find(on.Caller.Tenant, owner, stop)) is null)
        {
            return TicketRefusals.PersonUnknown.Because($"There is nobody with the address {owner} in support.");
        }

        var words = new ActWords(acts.Counters);
        var transfer = new Transfer(on.Caller.Person, receiver, await words.Put(note), person);
        return await acts.Do(on, Permission.ActOnTickets, words, transfer.Decide, stop);
    }

    /// <summary>Makes the caller the owner, in the team that holds the ticket.</summary>
    public Task<Outcome<Changed>> Take(ActOn on, CancellationToken stop = default) => acts.Do(
        on, Permission.ActOnTickets, new ActWords(acts.Counters),
        (rules, state, now) => new Transfer(on.Caller.Person, state.Team, null, on.Caller.Person).Decide(rules, state, now), stop);
}
