using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>Support gives the solution, which the customer reads.</summary>
public sealed class ResolveTicket(TicketActs acts)
{
    public async Task<Outcome<Changed>> Do(ActOn on, string? text, string? note = null, bool withoutApproval = false, int minutes = 0, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters) { Within = Knowledge.ArticleLinks.Kept(on.Caller, text, acts.Now(on.Caller)) };
        var resolve = new Resolve(on.Caller.Person, await words.Put(text), await words.Put(note)) { WithoutApproval = withoutApproval };
        return await acts.Do(on, Permission.ActOnTickets, words, Decision.InOrder(resolve.Decide, TimeOf.Act(on, minutes)), stop);
    }
}

/// <summary>A ticket ends without a solution: nobody reached, cancelled, or a duplicate.</summary>
public sealed class CloseTicket(TicketActs acts)
{
    public async Task<Outcome<Changed>> Do(ActOn on, CloseCode code, string? note, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        var close = new Close(on.Caller.Person, code, await words.Put(note));
        return await acts.Do(on, Permission.ActOnTickets, words, close.Decide, stop);
    }
}
