using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Tickets;

/// <summary>Asks a team or a colleague to contribute; the ticket stays where it is.</summary>
public sealed class AskColleague(TicketActs acts, StaffDirectory staff)
{
    /// <param name="on">The ticket.</param>
    /// <param name="of">A team's name or a colleague's address.</param>
    /// <param name="question">What is needed.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    public async Task<Outcome<Changed>> Do(ActOn on, string? of, string? question, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        var part = await Part(on, words, of, question, stop);
        return part.Refusal is { } no ? no : await acts.Do(on, Permission.ActOnTickets, words, part.Value.Decide, stop);
    }

    /// <summary>Asks several at once, each for a part of their own: one act, or none of it.</summary>
    public async Task<Outcome<Changed>> Together(ActOn on, IReadOnlyList<(string? Of, string? Question)> parts, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        var asked = new List<AskForHelp>();
        foreach (var (of, question) in parts.Take(AskTogether.Most + 1))
        {
            var part = await Part(on, words, of, question, stop);
            if (part.Refusal is { } no)
            {
                return no;
            }

            asked.Add(part.Value);
        }

        return await acts.Do(on, Permission.ActOnTickets, words, new AskTogether(asked).Decide, stop);
    }

    private async Task<Outcome<AskForHelp>> Part(ActOn on, ActWords words, string? of, string? question, CancellationToken stop)
    {
        var tenant = on.Caller.Tenant;
        var (team, helper) = (await staff.Team(tenant, of ?? "", stop), (PersonId?)null);
        if (team is null && (helper = await staff.Find(tenant, of ?? "", stop)) is { } person)
        {
            team = (await staff.TeamsOf(tenant, person, stop)).Select(id => (TeamId?)id).FirstOrDefault();
        }

        if (team is not { } asked)
        {
            return TicketRefusals.PersonUnknown.Because($"There is no team and nobody in support called '{of}'.");
        }

        return new AskForHelp(on.Caller.Person, asked, helper, await words.Put(question));
    }
}

/// <summary>Gives the help that was asked of the caller, or of a team of the caller's.</summary>
public sealed class GiveHelp(TicketActs acts)
{
    public async Task<Outcome<Changed>> Do(ActOn on, string? note, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        var help = new Contribute(on.Caller.Person, [.. on.Caller.Teams], await words.Put(note));
        return await acts.Do(on, Permission.ActOnTickets, words, help.Decide, stop);
    }
}

/// <summary>
/// "I've got this": the ledger and the claims that "take the next" goes by say the same, in one transaction.
/// </summary>
public sealed class TakeClaim(TicketActs acts)
{
    public Task<Outcome<Changed>> Do(ActOn on, int? activity = null, CancellationToken stop = default) => acts.Do(
        on, Permission.ActOnTickets, Words(on, Hold), new ClaimActivity(on.Caller.Person, activity) { ByMachine = on.Caller.Machine }.Decide, stop);

    public Task<Outcome<Changed>> GiveBack(ActOn on, CancellationToken stop = default) => acts.Do(
        on, Permission.ActOnTickets, Words(on, GiveUp), new ReleaseClaim(on.Caller.Person).Decide, stop);

    private ActWords Words(ActOn on, Func<Session, Changed, PersonId, Task> within) =>
        new(acts.Counters) { Within = (session, changed) => within(session, changed, on.Caller.Person) };

    private static async Task Hold(Session session, Changed changed, PersonId person)
    {
        foreach (var held in changed.State.Claims.Where(claim => claim.Person == person))
        {
            if (!await Claims.Hold(session, changed.Tenant, changed.Ticket, held))
            {
                throw new StorageException(ClaimRefusals.Held);
            }
        }
    }

    private static async Task GiveUp(Session session, Changed changed, PersonId person) => await session.Do(
        "DELETE FROM claims WHERE tenant = $1 AND ticket = $2 AND person = $3", changed.Tenant.Value, changed.Ticket.Value, person.Value);
}
