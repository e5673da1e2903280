using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>The customer was tried and not reached.</summary>
public sealed class LogContactAttempt(TicketActs acts)
{
    public async Task<Outcome<Changed>> Do(ActOn on, Channel channel, string? note, Instant? due = null, string? predicted = null, string? rule = null, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        var attempt = new LogAttempt(
            on.Caller.Person, channel, await words.Put(note), due, predicted is { } code ? new StatusCode(code) : null, rule);
        return await acts.Do(on, Permission.ActOnTickets, words, attempt.Decide, stop);
    }
}
