using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>A session as its person sees it; times in Unix milliseconds.</summary>
public sealed record SessionView(string Id, long Created, long LastSeen, string? Browser, bool Current);

/// <summary>
/// Who is signed in. The cookie carries a random secret, the store its hash; every request asks whether the session, the
/// person and the person's stamp still stand; <see cref="KnownCallers"/> remembers the answer for a moment.
/// </summary>
public sealed class Sessions(Database database, TimeProvider clock, KnownCallers known)
{
    private static readonly Duration StaffLife = Duration.FromDays(14), StaffIdle = Duration.FromHours(24);
    private static readonly Duration CustomerLife = Duration.FromDays(30), CustomerIdle = Duration.FromDays(14);
    private static readonly Duration SeenEvery = Duration.FromMinutes(5);

    /// <summary>Begins a session in the caller's transaction; answers what the cookie carries.</summary>
    public async ValueTask<string> Begin(Session session, TenantId tenant, PersonId person, bool staff, string? browser)
    {
        var secret = Secret.New();
        var now = clock.Milliseconds();
        await session.Do(
            "INSERT INTO sessions (tenant, id, person, created, last_seen, expires, stamp, agent) SELECT $1, $2, $3, $4, $4, $5, p.security_stamp, $6 FROM people p WHERE p.tenant = $1 AND p.id = $3",
            tenant.Value, Secret.Hash(secret), person.Value, now, now + (long)(staff ? StaffLife : CustomerLife).TotalMilliseconds,
            browser is { Length: > 200 } ? browser[..200] : browser);
        return Secret.Address(tenant, secret);
    }

    /// <summary>Whose session the cookie is; null when it is nobody's, or nobody's any more.</summary>
    public async ValueTask<Caller?> Find(string? cookie, CancellationToken stop = default)
    {
        if (Secret.Read(cookie) is not { } key)
        {
            return null;
        }

        if (known.Find(Carried.Session, key, out var caller))
        {
            return caller;
        }

        var epoch = known.Epoch;
        caller = await Look(key.Tenant, key.Hash, clock.Milliseconds(), stop);
        known.Keep(Carried.Session, key, caller, epoch);
        return caller;
    }

    public Task<List<SessionView>> Of(Caller caller, CancellationToken stop = default) => database.Read(
        async session => await session.Query(
            "SELECT id, created, last_seen, agent FROM sessions WHERE tenant = $1 AND person = $2 AND revoked_at IS NULL AND expires > $3 ORDER BY last_seen DESC",
            reader => new SessionView(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.TextOrNull(3), Secret.Same(reader.GetString(0), caller.Session)),
            caller.Tenant.Value, caller.Person.Value, clock.Milliseconds()),
        stop);

    /// <summary>Ends one of one's own sessions.</summary>
    public async Task<Refusal?> End(Caller caller, string id, CancellationToken stop = default)
    {
        var now = clock.Milliseconds();
        var ended = await database.Write(
            async session => await session.Run(
                "UPDATE sessions SET revoked_at = $4 WHERE tenant = $1 AND person = $2 AND id = $3 AND revoked_at IS NULL",
                caller.Tenant.Value, caller.Person.Value, id, now),
            stop);
        known.Forget(Carried.Session, (caller.Tenant, id));
        return ended == 0 ? SignInRefusals.SessionUnknown : null;
    }

    /// <summary>Ends all of a person's sessions in the caller's transaction, but the one to <paramref name="keep"/>.</summary>
    public async ValueTask EndAll(Session session, TenantId tenant, PersonId person, string? keep = null)
    {
        await session.Do(
            "UPDATE sessions SET revoked_at = $3 WHERE tenant = $1 AND person = $2 AND id <> $4 AND revoked_at IS NULL",
            tenant.Value, person.Value, clock.Milliseconds(), keep ?? "");
        ForgetAll();
    }

    /// <summary>What this node remembers is asked anew; called when roles, teams or people change.</summary>
    public void ForgetAll() => known.ForgetAll();

    private async Task<Caller?> Look(TenantId tenant, string hash, long now, CancellationToken stop)
    {
        var found = await database.Read(
            async session =>
            {
                var row = await session.One(
                    """
                    SELECT s.person, s.last_seen, p.kind FROM sessions s JOIN people p ON p.tenant = s.tenant AND p.id = s.person
                    WHERE s.tenant = $1 AND s.id = $2 AND s.revoked_at IS NULL AND s.expires > $3 AND s.stamp = p.security_stamp AND p.active
                    """,
                    reader => Tuple.Create(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)), tenant.Value, hash, now);
                if (row is null || now - row.Item2 > (row.Item3 == "staff" ? StaffIdle : CustomerIdle).TotalMilliseconds)
                {
                    return null;
                }

                var caller = await Callers.Load(session, tenant, new PersonId(row.Item1));
                return caller is null ? null : Tuple.Create(caller with { Session = hash }, now - row.Item2 > SeenEvery.TotalMilliseconds);
            },
            stop);
        if (found is { Item2: true })
        {
            await database.Write(async session => await session.Do("UPDATE sessions SET last_seen = $3 WHERE tenant = $1 AND id = $2", tenant.Value, hash, now), stop);
        }

        return found?.Item1;
    }
}
