using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>Where somebody is signed in. <paramref name="Id"/> names the session and opens nothing.</summary>
public sealed record SessionOf(string Id, PersonId Person, string Name, bool Staff, Instant Began, Instant LastSeen, string? Browser, bool Current);

/// <summary>A program that may act as somebody.</summary>
public sealed record TokenOf(long Id, PersonId Person, string Name, string Token, TokenScope Scope, Instant Created, Instant? LastUsed, Instant? Expires);

/// <summary>Everybody's sessions and tokens, for those who manage people. The first <see cref="AccessList.Most"/> of each, the newest use first.</summary>
public sealed record AccessListed(IReadOnlyList<SessionOf> Sessions, IReadOnlyList<TokenOf> Tokens, int SessionCount, int TokenCount);

/// <summary>Who can come in just now, and ending it.</summary>
public sealed class AccessList(Database database, Sessions sessions, TimeProvider clock)
{
    public const int Most = 200;

    /// <param name="caller">Who asks.</param>
    /// <param name="of">Only this person's; null for everybody's.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task<Outcome<AccessListed>> Read(Caller caller, PersonId? of = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        var (tenant, person, now) = (caller.Tenant.Value, of?.Value ?? 0, clock.Milliseconds());
        return await database.Snapshot<Outcome<AccessListed>>(
            async session =>
            {
                var live = await session.Query(
                    $"SELECT s.id, s.person, p.name, p.kind, s.created, s.last_seen, s.agent {LiveSessions} ORDER BY s.last_seen DESC LIMIT {Most}",
                    row => new SessionOf(
                        row.GetString(0), new PersonId(row.GetInt64(1)), row.GetString(2), row.GetString(3) == "staff", At(row.GetInt64(4)), At(row.GetInt64(5)), row.TextOrNull(6),
                        Secret.Same(row.GetString(0), caller.Session)),
                    tenant, person, now);
                var tokens = await session.Query(
                    $"SELECT k.id, k.person, p.name, k.name, k.scope, k.created, k.last_used, k.expires {LiveTokens} ORDER BY coalesce(k.last_used, k.created) DESC LIMIT {Most}",
                    row => new TokenOf(
                        row.GetInt64(0), new PersonId(row.GetInt64(1)), row.GetString(2), row.GetString(3), Tokens.Scope(row.GetString(4)), At(row.GetInt64(5)),
                        row.LongOrNull(6) is { } used ? At(used) : null, row.LongOrNull(7) is { } expires ? At(expires) : null),
                    tenant, person, now);
                return new AccessListed(
                    live, tokens, (int)(await session.Number($"SELECT count(*) {LiveSessions}", tenant, person, now) ?? 0),
                    (int)(await session.Number($"SELECT count(*) {LiveTokens}", tenant, person, now) ?? 0));
            },
            stop);
    }

    /// <summary>Ends somebody's session, at once on this node and within seconds on others.</summary>
    public Task<Refusal?> EndSession(Caller caller, string id, CancellationToken stop = default) => End(
        caller, "session.ended", SignInRefusals.SessionUnknown,
        async (session, now) => await session.Number("SELECT person FROM sessions WHERE tenant = $1 AND id = $2 AND revoked_at IS NULL", caller.Tenant.Value, id) is { } person
            && await session.Run("UPDATE sessions SET revoked_at = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id, now) == 1 ? person : null,
        stop);

    /// <summary>Ends every session of a person.</summary>
    public Task<Refusal?> EndAll(Caller caller, PersonId person, CancellationToken stop = default) => End(
        caller, "sessions.ended", PeopleRefusals.Unknown,
        async (session, _) =>
        {
            if (await PersonRows.Find(session, caller.Tenant, person) is null)
            {
                return null;
            }

            await sessions.EndAll(session, caller.Tenant, person);
            return person.Value;
        },
        stop);

    /// <summary>Ends somebody's token; it stops at its next use.</summary>
    public Task<Refusal?> Revoke(Caller caller, long id, CancellationToken stop = default) => End(
        caller, "token.revoked", SignInRefusals.TokenUnknown,
        async (session, now) => await session.Number("SELECT person FROM tokens WHERE tenant = $1 AND id = $2 AND revoked_at IS NULL", caller.Tenant.Value, id) is { } person
            && await session.Run("UPDATE tokens SET revoked_at = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id, now) == 1 ? person : null,
        stop);

    private async Task<Refusal?> End(Caller caller, string kind, Refusal unknown, Func<Session, long, Task<long?>> end, CancellationToken stop)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        var done = await Refusable.Write<bool>(
            database,
            async session =>
            {
                if (await end(session, clock.Milliseconds()) is not { } person)
                {
                    return unknown;
                }

                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(kind, PersonRows.Target(new PersonId(person))));
                return true;
            },
            stop);
        sessions.ForgetAll();
        return done.Refusal;
    }

    private const string LiveSessions =
        """
        FROM sessions s JOIN people p ON p.tenant = s.tenant AND p.id = s.person
        WHERE s.tenant = $1 AND (s.person = $2 OR $2 = 0) AND s.revoked_at IS NULL AND s.expires > $3 AND s.stamp = p.security_stamp AND p.active
        """;

    private const string LiveTokens =
        """
        FROM tokens k JOIN people p ON p.tenant = k.tenant AND p.id = k.person
        WHERE k.tenant = $1 AND (k.person = $2 OR $2 = 0) AND k.revoked_at IS NULL AND (k.expires IS NULL OR k.expires > $3) AND p.active
        """;

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
