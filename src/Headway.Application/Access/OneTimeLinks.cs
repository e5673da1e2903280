using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Access;

public enum LinkPurpose { SignIn, Invitation, Reset, Claim }

/// <summary>Whom a link that still works is for; nobody yet for the claim of an empty desk.</summary>
public sealed record LiveLink(TenantId Tenant, LinkPurpose Purpose, PersonId? Person, string? Name);

/// <summary>
/// Links and codes that work once. Looking at one changes nothing, since scanners look at every link in a mail; only
/// <see cref="Use"/> spends it. The store keeps hashes.
/// </summary>
public sealed class OneTimeLinks(Database database, TimeProvider clock)
{
    public static readonly Duration Longest = Duration.FromHours(24);

    /// <summary>What a new link will carry. Nothing yet: see <see cref="Keep"/>.</summary>
    public static string New(TenantId tenant) => Secret.Address(tenant, Secret.New());

    /// <summary>From the commit of the caller's transaction on, <paramref name="carried"/> works.</summary>
    public ValueTask Keep(Session session, string carried, LinkPurpose purpose, PersonId? person, Duration life)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(life, Longest);
        var (tenant, hash) = Secret.Read(carried) ?? throw new ArgumentException("Not made by New.", nameof(carried));
        var now = clock.Milliseconds();
        return session.Do(
            "INSERT INTO sign_in_links (tenant, hash, purpose, person, created, expires) VALUES ($1, $2, $3, $4, $5, $6)",
            tenant.Value, hash, Code(purpose), person?.Value, now, now + (long)life.TotalMilliseconds);
    }

    /// <summary>What the link is for, without spending it.</summary>
    public async Task<Outcome<LiveLink>> Look(string? carried, CancellationToken stop = default) =>
        Secret.Read(carried) is { } key && await database.Read(session => Live(session, key).AsTask(), stop) is { } live ? live : SignInRefusals.LinkDead;

    /// <summary>Spends it in the caller's transaction; whoever comes second is refused.</summary>
    public async ValueTask<Outcome<LiveLink>> Use(Session session, string? carried, LinkPurpose purpose)
    {
        if (Secret.Read(carried) is not { } key || await Live(session, key) is not { } live || live.Purpose != purpose)
        {
            return SignInRefusals.LinkDead;
        }

        var now = clock.Milliseconds();
        return await session.Run(
            "UPDATE sign_in_links SET used_at = $3 WHERE tenant = $1 AND hash = $2 AND used_at IS NULL AND expires > $3",
            key.Tenant.Value, key.Hash, now) == 1 ? live : SignInRefusals.LinkDead;
    }

    /// <summary>Spends all that a person still has, in the caller's transaction.</summary>
    public ValueTask UseUp(Session session, TenantId tenant, PersonId person) => session.Do(
        "UPDATE sign_in_links SET used_at = $3 WHERE tenant = $1 AND person = $2 AND used_at IS NULL", tenant.Value, person.Value, clock.Milliseconds());

    private async ValueTask<LiveLink?> Live(Session session, (TenantId Tenant, string Hash) key) => await session.One(
        """
        SELECT l.purpose, l.person, p.name FROM sign_in_links l LEFT JOIN people p ON p.tenant = l.tenant AND p.id = l.person
        WHERE l.tenant = $1 AND l.hash = $2 AND l.used_at IS NULL AND l.expires > $3 AND (l.person IS NULL OR p.active)
        """,
        reader => new LiveLink(
            key.Tenant, Read(reader.GetString(0)), reader.LongOrNull(1) is { } person ? new PersonId(person) : null, reader.TextOrNull(2)),
        key.Tenant.Value, key.Hash, clock.Milliseconds());

    private static string Code(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.SignIn => "sign-in",
        LinkPurpose.Invitation => "invitation",
        LinkPurpose.Reset => "reset",
        LinkPurpose.Claim => "claim",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private static LinkPurpose Read(string code) => Enum.GetValues<LinkPurpose>().First(purpose => Code(purpose) == code);
}
