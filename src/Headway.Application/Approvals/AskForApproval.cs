using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Approvals;
using Headway.Domain.Progression;
using NodaTime;

namespace Headway.Application.Approvals;

/// <summary>Whom to ask by their addresses, what, and by when; without a due the status' own time counts.</summary>
public sealed record ApprovalInput(string? Approver, string? Question, string? Substitute = null, Instant? Due = null);

/// <summary>
/// Somebody of support asks a colleague, or anybody who has a mail address, whether a ticket may go on. Whoever the desk does not know
/// yet is entered as a customer. Where the approver is away now, the substitute is asked at once.
/// </summary>
public sealed class AskForApproval(TicketActs acts, RequesterBook book, Database database)
{
    public async Task<Outcome<Changed>> Do(ActOn on, ApprovalInput input, CancellationToken stop = default)
    {
        var caller = on.Caller;
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        // Nobody is entered for a ticket that can't be asked about.
        if (await TicketLookup.Find(database, caller, on.Number, stop) is null)
        {
            return TicketRefusals.Unknown;
        }

        if (string.IsNullOrWhiteSpace(input.Approver))
        {
            return ApprovalRefusals.ApproverMissing;
        }

        if (string.IsNullOrWhiteSpace(input.Question))
        {
            return ApprovalRefusals.QuestionMissing;
        }

        var approver = await Person(caller.Tenant, input.Approver, stop);
        var substitute = string.IsNullOrWhiteSpace(input.Substitute) ? (Outcome<PersonId>?)null : await Person(caller.Tenant, input.Substitute, stop);
        if ((approver.Refusal ?? substitute?.Refusal) is { } wrong)
        {
            return wrong;
        }

        var away = await database.Read(session => AwayToday.Read(session, caller.Tenant, acts.Now(caller)), stop);
        var standsIn = substitute?.Value ?? (away.TryGetValue(approver.Value, out var gone) ? gone.Substitute : null);
        var words = new ActWords(acts.Counters);
        var ask = new AskApproval(
            caller.Person, approver.Value, standsIn, await words.Put(input.Question), input.Due, away.ContainsKey(approver.Value));
        // Whoever stands in for an absent approver decides nothing that they requested or ask themselves.
        return await acts.Do(
            on, Permission.ActOnTickets, words,
            (rules, state, now) => (substitute is null && (standsIn == state.Requester || standsIn == caller.Person) ? ask with { Substitute = null } : ask).Decide(rules, state, now), stop);
    }

    // Who can't come in can't decide.
    private async Task<Outcome<PersonId>> Person(TenantId tenant, string address, CancellationToken stop)
    {
        var found = await book.FindOrAdd(tenant, address.Trim(), null, stop);
        return found.IsRefused || await Callers.Find(database, tenant, found.Value, stop) is not null
            ? found
            : TicketRefusals.PersonUnknown.Because($"{address.Trim()} can't come in any more: name somebody else.");
    }
}

/// <summary>Support needs no decision any more, with a reason colleagues read, if it is given.</summary>
public sealed class TakeBackApproval(TicketActs acts)
{
    /// <param name="on">The ticket.</param>
    /// <param name="activity">Which approval; null for the open one.</param>
    /// <param name="why">Why, for colleagues.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<Changed>> Do(ActOn on, int? activity = null, string? why = null, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        var text = await words.Put(why);
        return await acts.Do(
            on, Permission.ActOnTickets, words,
            (rules, state, now) => (activity ?? state.OpenApproval?.Activity) is { } meant ? new RevokeApproval(on.Caller.Person, meant, text).Decide(rules, state, now) : ApprovalRefusals.Unknown, stop);
    }
}
