using System.Collections.Concurrent;
using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Storage;

/// <summary>
/// Folded tickets that were used lately. A state is what its version says, for ever, so one that has the version of the
/// database needs no refolding; only what is committed comes in.
/// </summary>
internal sealed class StateCache
{
    private const int Most = 4_000;

    private readonly ConcurrentDictionary<(long, long), TicketState> _states = new();

    public TicketState? Find(TenantId tenant, TicketKey ticket, long version) =>
        _states.TryGetValue((tenant.Value, ticket.Value), out var state) && state.Version == version ? state : null;

    public void Keep(TenantId tenant, TicketState state)
    {
        if (_states.Count >= Most)
        {
            foreach (var key in _states.Keys.Take(Most / 4))
            {
                _states.TryRemove(key, out _);
            }
        }

        _states.AddOrUpdate((tenant.Value, state.Key.Value), state, (_, kept) => kept.Version > state.Version ? kept : state);
    }
}
