using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>For what a link of a mail is.</summary>
public enum LinkFor { Approval, Feedback }

/// <summary>What a link that still works lets whom do: <paramref name="Place"/> is the fact it is about.</summary>
public sealed record TicketLink(TenantId Tenant, TicketKey Ticket, long Number, int Place, PersonId Person);

/// <summary>
/// Links by which one person does one thing on one ticket without signing in. Looking changes nothing, since machines look at every
/// link of a mail; that it is done once is the ticket's own rule. A link is made when its mail is written, so that it lies nowhere; the
/// store keeps hashes.
/// </summary>
public sealed class TicketLinks(Database database, TimeProvider time)
{
    public static string Path(LinkFor purpose, string carried) => purpose switch
    {
        LinkFor.Approval => $"/approve/{carried}",
        LinkFor.Feedback => $"/how-it-was/{carried}",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    /// <summary>The path of a link that works from now on for <paramref name="life"/>. Not inside another write.</summary>
    public async Task<string> Make(LinkFor purpose, TenantId tenant, TicketKey ticket, int place, PersonId person, Duration life, CancellationToken stop = default)
    {
        var carried = Secret.Address(tenant, Secret.New());
        var (_, hash) = Secret.Read(carried) ?? throw new InvalidOperationException("A secret was made that can't be read.");
        await database.Write(
            session => session.Do(
                "INSERT INTO ticket_links (tenant, hash, purpose, ticket, place, person, expires) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                tenant.Value, hash, purpose.ToString(), ticket.Value, (long)place, person.Value, time.Milliseconds() + (long)life.TotalMilliseconds).AsTask(),
            stop);
        return Path(purpose, carried);
    }

    /// <summary>What the link is for, without doing it; dead for another purpose, too old, or of somebody who is no longer here.</summary>
    public async Task<Outcome<TicketLink>> Look(LinkFor purpose, string? carried, CancellationToken stop = default) =>
        Secret.Read(carried) is { } key && await database.Read(session => Find(session, purpose, key).AsTask(), stop) is { } link ? link : SignInRefusals.LinkDead;

    private async ValueTask<TicketLink?> Find(Session session, LinkFor purpose, (TenantId Tenant, string Hash) key) => await session.One(
        """
        SELECT l.ticket, t.number, l.place, l.person FROM ticket_links l JOIN tickets t ON t.tenant = l.tenant AND t.ticket = l.ticket
        JOIN people p ON p.tenant = l.tenant AND p.id = l.person WHERE l.tenant = $1 AND l.hash = $2 AND l.purpose = $3 AND l.expires > $4 AND p.active
        """,
        row => new TicketLink(key.Tenant, new TicketKey(row.GetInt64(0)), row.GetInt64(1), (int)row.GetInt64(2), new PersonId(row.GetInt64(3))),
        key.Tenant.Value, key.Hash, purpose.ToString(), time.Milliseconds());
}
