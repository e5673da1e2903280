using System.Globalization;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Heartbeat;

/// <summary>What a beat did: tickets on which something lapsed, and those that could not be written just now.</summary>
public sealed record Beat(int Lapsed, int Failed, bool Held);

/// <summary>
/// The clock's door. It finds the tickets whose time has come and passes each through the store's one change, with the
/// domain's own decision on the time that has passed; after a downtime that is simply a longer interval. Two nodes share
/// the work by lease; even without it nothing would lapse twice, since what has lapsed is a fact of the ticket.
/// </summary>
public sealed class Heartbeat(TicketStore store, Func<TenantId, CancellationToken, ValueTask<DeskRules>> rules)
{
    private const string Name = "heartbeat";
    private const int Page = 500, Together = 32;
    private static readonly Duration LeaseLength = Duration.FromSeconds(30);

    private readonly Leases _leases = new(store.Database);
    private readonly string _owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");

    /// <summary>What goes with every lapse into its transaction (the reminder's mail, say).</summary>
    public Enclosure Enclosure { get; init; } = Enclosure.None;

    /// <summary>Told of a ticket on which time could not pass; the others go on.</summary>
    public Action<TenantId, TicketKey, Exception>? Failure { get; init; }

    /// <summary>Lets everything lapse in the tenant that does so before <paramref name="to"/>, oldest first.</summary>
    public async Task<Beat> Until(TenantId tenant, Instant to, CancellationToken stop = default)
    {
        var (lapsed, failed) = (0, 0);
        var desk = await rules(tenant, stop);
        var tried = new HashSet<TicketKey>();
        Lease? lease = null;
        while (true)
        {
            lease = await _leases.Acquire(tenant, Name, _owner, LeaseLength, stop);
            if (lease is null)
            {
                return new Beat(lapsed, failed, Held: false);
            }

            var due = (await Due(tenant, to, stop)).Where(tried.Add).ToList();
            if (due.Count == 0)
            {
                await _leases.Release(lease, to.ToUnixTimeMilliseconds(), stop);
                return new Beat(lapsed, failed, Held: true);
            }

            foreach (var group in due.Chunk(Together))
            {
                foreach (var outcome in await Task.WhenAll(group.Select(ticket => Lapse(tenant, ticket, desk, to, stop))))
                {
                    if (outcome.IsRefused)
                    {
                        failed++;
                    }
                    else if (!outcome.Value.AlreadySo)
                    {
                        lapsed++;
                    }
                }
            }
        }
    }

    private async Task<Outcome<Changed>> Lapse(TenantId tenant, TicketKey ticket, DeskRules desk, Instant to, CancellationToken stop)
    {
        try
        {
            return await store.Change(tenant, ticket, null, state => Domain.Progression.Lapse.Until(desk, state, to), Enclosure, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failure?.Invoke(tenant, ticket, e);
            return StorageRefusals.Unavailable;
        }
    }

    private Task<List<TicketKey>> Due(TenantId tenant, Instant to, CancellationToken stop) => store.Database.Read(
        async session => await session.Query(
            string.Create(CultureInfo.InvariantCulture, $"SELECT ticket FROM tickets WHERE tenant = $1 AND wakes_at < $2 AND wakes_at IS NOT NULL ORDER BY wakes_at, ticket LIMIT {Page}"),
            reader => new TicketKey(reader.GetInt64(0)), tenant.Value, to.ToUnixTimeMilliseconds()),
        stop);
}
