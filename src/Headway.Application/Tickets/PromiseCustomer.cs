using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>Tells the customer by when they hear from us; moves nothing.</summary>
public sealed class PromiseCustomer(TicketActs acts)
{
    /// <param name="on">The ticket.</param>
    /// <param name="at">By when.</param>
    /// <param name="note">Why so late; support reads it.</param>
    /// <param name="told">Why it takes longer; the customer reads it, on the page and by mail.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<Changed>> Do(ActOn on, Instant? at, string? note, string? told = null, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        return await acts.Do(on, Permission.ActOnTickets, words, new MakePromise(on.Caller.Person, at, await words.Put(note), await words.Put(told)) { ByMachine = on.Caller.Machine }.Decide, stop);
    }
}
