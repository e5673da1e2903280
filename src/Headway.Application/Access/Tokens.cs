using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>What a token opens: all its holder may, only what reads, or only the door by which a directory pushes people and groups.</summary>
public enum TokenScope
{
    All,
    Read,
    Provision,
}

/// <summary>A token as its holder sees it; times in Unix milliseconds.</summary>
public sealed record TokenView(long Id, string Name, TokenScope Scope, long Created, long? LastUsed, long? Expires);

/// <summary>What a program carries to act as a person. Shown once, kept as a hash, as strong as the person's role at every use.</summary>
public sealed class Tokens(Database database, TimeProvider clock, KnownCallers known)
{
    /// <summary>How every token begins, so that a scanner of sources recognises one that leaked.</summary>
    public const string Prefix = "hdwy_";

    public Task<Outcome<string>> Create(Caller caller, string name, bool readOnly = false, Duration? life = null, CancellationToken stop = default) =>
        Create(caller, name, readOnly ? TokenScope.Read : TokenScope.All, life, stop);

    public async Task<Outcome<string>> Create(Caller caller, string name, TokenScope scope, Duration? life = null, CancellationToken stop = default)
    {
        if ((caller.Denies(Permission.HoldTokens) ?? (scope is TokenScope.Provision ? caller.Denies(Permission.ManagePeople) : null)) is { } no)
        {
            return no;
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > 100 || TextCheck.Check(name) is not null)
        {
            return SignInRefusals.TokenNameMissing;
        }

        var secret = Secret.New();
        var now = clock.Milliseconds();
        await database.Write(
            async session =>
            {
                var id = await session.NextId();
                await session.Do(
                    "INSERT INTO tokens (tenant, id, person, name, hash, scope, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    caller.Tenant.Value, id, caller.Person.Value, name.Trim(), Secret.Hash(secret), Code(scope), now,
                    life is { } length ? now + (long)length.TotalMilliseconds : null);
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("token.created", $"token:{id}", new { readOnly = scope is TokenScope.Read, scope = Code(scope) }));
            },
            stop);
        return Prefix + Secret.Address(caller.Tenant, secret);
    }

    /// <summary>Whose token it is, as a caller with the person's present role; null when nobody's.</summary>
    public async Task<Caller?> Find(string? token, CancellationToken stop = default)
    {
        if (token is null || !token.StartsWith(Prefix, StringComparison.Ordinal) || Secret.Read(token[Prefix.Length..]) is not { } key)
        {
            return null;
        }

        if (known.Find(Carried.Token, key, out var caller))
        {
            return caller;
        }

        var epoch = known.Epoch;
        caller = await Look(key, stop);
        known.Keep(Carried.Token, key, caller, epoch);
        return caller;
    }

    private async Task<Caller?> Look((TenantId Tenant, string Hash) key, CancellationToken stop)
    {
        var now = clock.Milliseconds();
        var found = await database.Read(
            async session =>
            {
                var row = await session.One(
                    "SELECT person, scope, last_used, id FROM tokens WHERE tenant = $1 AND hash = $2 AND revoked_at IS NULL AND (expires IS NULL OR expires > $3)",
                    reader => Tuple.Create(reader.GetInt64(0), reader.GetString(1), reader.LongOrNull(2), reader.GetInt64(3)), key.Tenant.Value, key.Hash, now);
                return row is not null && await Callers.Load(session, key.Tenant, new PersonId(row.Item1)) is { } caller && caller.May(Permission.HoldTokens)
                    ? Tuple.Create(As(caller, Scope(row.Item2)), row.Item3, row.Item4)
                    : null;
            },
            stop);
        if (found is not null && now - (found.Item2 ?? 0) > 60_000)
        {
            await database.Write(async session => await session.Do("UPDATE tokens SET last_used = $3 WHERE tenant = $1 AND id = $2", key.Tenant.Value, found.Item3, now), stop);
        }

        return found?.Item1;
    }

    // A directory is a machine: what it does is credited to nobody.
    private static Caller As(Caller caller, TokenScope scope) => scope switch
    {
        TokenScope.Provision => caller with { Provisions = true, Machine = true },
        TokenScope.Read => caller with { ReadOnly = true },
        _ => caller,
    };

    private static string Code(TokenScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>The scope of that code; one that is not known only reads.</summary>
    internal static TokenScope Scope(string code) => Enum.TryParse<TokenScope>(code, ignoreCase: true, out var scope) ? scope : TokenScope.Read;

    public Task<List<TokenView>> Of(Caller caller, CancellationToken stop = default) => database.Read(
        async session => await session.Query(
            "SELECT id, name, scope, created, last_used, expires FROM tokens WHERE tenant = $1 AND person = $2 AND revoked_at IS NULL ORDER BY created",
            reader => new TokenView(reader.GetInt64(0), reader.GetString(1), Scope(reader.GetString(2)), reader.GetInt64(3), reader.LongOrNull(4), reader.LongOrNull(5)),
            caller.Tenant.Value, caller.Person.Value),
        stop);

    /// <summary>Ends one of one's own tokens; it stops at its next use.</summary>
    public async Task<Refusal?> Revoke(Caller caller, long id, CancellationToken stop = default)
    {
        var refusal = await database.Write(session => Revoke(session, caller, id), stop);
        known.ForgetAll();
        return refusal;
    }

    private async Task<Refusal?> Revoke(Session session, Caller caller, long id)
    {
        if (await session.Run(
            "UPDATE tokens SET revoked_at = $4 WHERE tenant = $1 AND person = $2 AND id = $3 AND revoked_at IS NULL",
            caller.Tenant.Value, caller.Person.Value, id, clock.Milliseconds()) == 0)
        {
            return SignInRefusals.TokenUnknown;
        }

        await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("token.revoked", $"token:{id}"));
        return null;
    }
}
