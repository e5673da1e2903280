using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

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

    /// <summary>
    /// The same by ids. A person of another team than the one named says which team is meant; without a person anybody of
    /// the team may take it.
    /// </summary>
    public async Task<Outcome<Changed>> To(ActOn on, TeamId team, string? note, PersonId? owner, CancellationToken stop = default)
    {
        var receiver = team;
        if (owner is { } person)
        {
            var teams = await staff.TeamsOf(on.Caller.Tenant, person, stop);
            if (teams.Count == 0)
            {
                return TicketRefusals.PersonUnknown;
            }

            receiver = teams.Contains(team) ? team : teams[0];
        }

        var words = new ActWords(acts.Counters);
        var text = await words.Put(note);
        return await acts.Do(on, Permission.ActOnTickets, words, Decide, stop);

        Outcome<Decision> Decide(DeskRules rules, TicketState state, NodaTime.Instant now)
        {
            // Within the team there is nobody to explain it to: a note that nothing names would be lost, so none is asked.
            var stays = receiver == state.Team && state.Owner == owner;
            return stays && text is not null
                ? TicketUseRefusals.AlreadyThere
                : new Transfer(on.Caller.Person, receiver, text, owner).Decide(rules, state, now);
        }
    }

    /// <summary>Makes the caller the owner, in the team that holds the ticket.</summary>
    public Task<Outcome<Changed>> Take(ActOn on, CancellationToken stop = default) => acts.Do(
        on, Permission.ActOnTickets, new ActWords(acts.Counters),
        (rules, state, now) => new Transfer(on.Caller.Person, state.Team, null, on.Caller.Person).Decide(rules, state, now), stop);
}
