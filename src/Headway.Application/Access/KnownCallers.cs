using System.Collections.Concurrent;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>What opened the door: the cookie of a session, or a program's token. One never passes for the other.</summary>
internal enum Carried { Session, Token }

/// <summary>
/// Whom this node has let in lately, for <see cref="Freshness"/>: what ended on another node ends here within that time, what
/// ended on this node at once. Held in memory only, by the hash of what was carried.
/// </summary>
public sealed class KnownCallers(TimeProvider clock)
{
    public static readonly Duration Freshness = Duration.FromSeconds(4);

    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(Carried, long Tenant, string Hash), (Caller? Caller, long At)> _known = new();
    private long _epoch;

    /// <summary>Taken before the database is asked: what was asked before everything was forgotten is not kept.</summary>
    internal long Epoch => Volatile.Read(ref _epoch);

    /// <summary>True when it is known whose it is; the caller is null when it is known to be nobody's.</summary>
    internal bool Find(Carried what, (Domain.TenantId Tenant, string Hash) key, out Caller? caller)
    {
        var found = _known.TryGetValue((what, key.Tenant.Value, key.Hash), out var known) && Fresh(known.At, clock.Milliseconds());
        caller = found ? known.Caller : null;
        return found;
    }

    internal void Keep(Carried what, (Domain.TenantId Tenant, string Hash) key, Caller? caller, long epoch)
    {
        MakeRoom();
        _known[(what, key.Tenant.Value, key.Hash)] = (caller, clock.Milliseconds());
        if (epoch != Epoch)
        {
            Forget(what, key);
        }
    }

    internal void Forget(Carried what, (Domain.TenantId Tenant, string Hash) key) => _known.TryRemove((what, key.Tenant.Value, key.Hash), out _);

    /// <summary>Everybody is asked for anew; called when roles, teams or people change.</summary>
    public void ForgetAll()
    {
        Interlocked.Increment(ref _epoch);
        _known.Clear();
    }

    // Whoever tries a thousand made-up secrets fills no memory with them.
    private void MakeRoom()
    {
        if (_known.Count < Most)
        {
            return;
        }

        var now = clock.Milliseconds();
        foreach (var (place, known) in _known)
        {
            if (!Fresh(known.At, now))
            {
                _known.TryRemove(place, out _);
            }
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }
    }

    private static bool Fresh(long at, long now) => now - at is >= 0 and var age && age < Freshness.TotalMilliseconds;
}
