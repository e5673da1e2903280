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
        return await acts.Do(
            on, Permission.ActOnTickets, words, (rules, state, now) => ColleaguesWork(on.Caller, state, person) is { } no ? no : transfer.Decide(rules, state, now), stop);
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
            if (ColleaguesWork(on.Caller, state, owner) is { } no)
            {
                return no;
            }

            // Within the team there is nobody to explain it to: a note that nothing names would be lost, so none is asked.
            var stays = receiver == state.Team && state.Owner == owner;
            return stays && text is not null
                ? TicketUseRefusals.AlreadyThere
                : new Transfer(on.Caller.Person, receiver, text, owner).Decide(rules, state, now);
        }
    }

    /// <summary>Gives back to its team what somebody held who no longer comes in: for those who manage people.</summary>
    public Task<Outcome<Changed>> Release(ActOn on, TeamId team, CancellationToken stop = default) => acts.Do(
        on, Permission.ManagePeople, new ActWords(acts.Counters), new Transfer(on.Caller.Person, team, null, null) { Machine = on.Caller.Machine }.Decide, stop);

    // A colleague's work is a lead's to give away. Anybody may take it, and then it is theirs to hand on.
    private static Refusal? ColleaguesWork(Caller caller, TicketState state, PersonId? to) =>
        state.Owner is { } owner && owner != caller.Person && to != owner && to != caller.Person && !caller.May(Permission.SteerTickets)
            ? TicketUseRefusals.NotYoursToGive
            : null;

    /// <summary>Makes the caller the owner, in the team that holds the ticket.</summary>
    public Task<Outcome<Changed>> Take(ActOn on, CancellationToken stop = default) => acts.Do(
        on, Permission.ActOnTickets, new ActWords(acts.Counters),
        (rules, state, now) => new Transfer(on.Caller.Person, state.Team, null, on.Caller.Person).Decide(rules, state, now), stop);
}
