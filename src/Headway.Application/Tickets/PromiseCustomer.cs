using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>Tells the customer by when they hear from us; moves nothing.</summary>
public sealed class PromiseCustomer(TicketActs acts)
{
    public async Task<Outcome<Changed>> Do(ActOn on, Instant? at, string? note, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        return await acts.Do(on, Permission.ActOnTickets, words, new MakePromise(on.Caller.Person, at, await words.Put(note)).Decide, stop);
    }
}
