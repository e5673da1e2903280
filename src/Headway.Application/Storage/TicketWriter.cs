using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>Puts a decision into the tables: ledger, texts, projections, search, outbox. The caller holds the transaction.</summary>
internal static class TicketWriter
{
    public const string InsertFact = "INSERT INTO facts (tenant, ticket, seq, at, actor, kind, version, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    private const string InsertText =
        "INSERT INTO texts (tenant, id, ticket, seq, kind, author, at, subject, body, html, withdrawn) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, FALSE)";

    public static async ValueTask Facts(Session session, TenantId tenant, TicketKey ticket, IEnumerable<Recorded<TicketFact>> facts)
    {
        foreach (var recorded in facts)
        {
            if (Instant.FromUnixTimeMilliseconds(recorded.At.ToUnixTimeMilliseconds()) != recorded.At)
            {
                throw new InvalidOperationException("Instants are truncated to the millisecond before they reach a decision.");
            }

            var stored = TicketCodec.Instance.Write(recorded);
            await session.Do(InsertFact, tenant.Value, ticket.Value, (long)stored.Seq, stored.At, stored.Actor, stored.Kind, (long)stored.Version, stored.Body);
        }
    }

    public static async ValueTask Texts(Session session, Changed changed, IReadOnlyList<TextDraft> drafts)
    {
        var (tenant, ticket) = (changed.Tenant.Value, changed.Ticket.Value);
        foreach (var draft in drafts)
        {
            var carrier = changed.Facts.FirstOrDefault(recorded => FactTexts.Of(recorded.Fact) == draft.Id)
                ?? throw new InvalidOperationException($"No fact of the change names text {draft.Id.Value}.");
            await session.Do(
                InsertText,
                tenant, draft.Id.Value, ticket, (long)carrier.Seq, TicketCodec.Instance.KindOf(carrier.Fact), carrier.By.ToString(),
                carrier.At.ToUnixTimeMilliseconds(), draft.Subject, draft.Body, draft.Html);
            await SearchIndex.Put(session, changed.Tenant, draft.Id, [draft.Subject, draft.Body]);
        }

        foreach (var range in changed.Facts.Select(recorded => recorded.Fact).OfType<Withdrawn>())
        {
            await SearchIndex.Drop(session, changed.Tenant, changed.Ticket, range.From, range.To);
            await session.Do("UPDATE texts SET withdrawn = TRUE WHERE tenant = $1 AND ticket = $2 AND seq >= $3 AND seq <= $4", tenant, ticket, (long)range.From, (long)range.To);
            await session.Do(
                "UPDATE tickets SET subject = (SELECT subject FROM texts WHERE tenant = $1 AND ticket = $2 AND subject IS NOT NULL AND NOT withdrawn ORDER BY seq DESC LIMIT 1) WHERE tenant = $1 AND ticket = $2",
                tenant, ticket);
        }
    }

    public static async ValueTask Project(Session session, Changed changed, string? subject)
    {
        var (tenant, before, after) = (changed.Tenant, changed.Decision.Before, changed.Decision.After);
        await Activities(session, tenant, before, after);
        await Sets(session, tenant.Value, before, after);
        await ContactRows.Project(session, tenant, before, after);
        await FieldRows.Project(session, tenant, before, after);
        await ChaseProjection.Write(session, tenant, before, after);
        await ApprovalRows.Write(session, tenant, before, after);
        await FeedbackRows.Write(session, tenant, before, after);
        var row = TicketProjection.Row(tenant, changed.Number, after, changed.Facts[^1].At, subject);
        await session.Do(before.Exists ? TicketProjection.Tickets.Upsert : TicketProjection.Tickets.Insert, row);
    }

    // What is gone or closes goes first: at every moment at most one base is open.
    private static async ValueTask Activities(Session session, TenantId tenant, TicketState before, TicketState after)
    {
        var kept = after.Activities.Select(activity => activity.Seq).ToHashSet();
        foreach (var gone in before.Activities.Where(activity => !kept.Contains(activity.Seq)))
        {
            await session.Do("DELETE FROM activities WHERE tenant = $1 AND ticket = $2 AND id = $3", tenant.Value, after.Key.Value, (long)gone.Seq);
        }

        var known = before.Activities.ToDictionary(activity => activity.Seq);
        var restamped = before.Owner != after.Owner || before.Priority != after.Priority || before.MajorIncident != after.MajorIncident;
        foreach (var activity in after.Activities.OrderBy(activity => activity.IsOpen))
        {
            if (!known.TryGetValue(activity.Seq, out var was))
            {
                await session.Do(TicketProjection.Activities.Insert, TicketProjection.Row(tenant, after, activity));
            }
            else if (was != activity || restamped)
            {
                await session.Do(TicketProjection.Activities.Upsert, TicketProjection.Row(tenant, after, activity));
            }
        }
    }

    private static async ValueTask Sets(Session session, long tenant, TicketState before, TicketState after)
    {
        var ticket = after.Key.Value;
        if (before.Tags != after.Tags)
        {
            foreach (var tag in after.Tags.Except(before.Tags))
            {
                await session.Do("INSERT INTO ticket_tags (tenant, ticket, tag) VALUES ($1, $2, $3)", tenant, ticket, tag);
            }

            foreach (var tag in before.Tags.Except(after.Tags))
            {
                await session.Do("DELETE FROM ticket_tags WHERE tenant = $1 AND ticket = $2 AND tag = $3", tenant, ticket, tag);
            }
        }

        if (before.Watchers != after.Watchers)
        {
            foreach (var person in after.Watchers.Except(before.Watchers))
            {
                await session.Do("INSERT INTO watchers (tenant, ticket, person) VALUES ($1, $2, $3)", tenant, ticket, person.Value);
            }

            foreach (var person in before.Watchers.Except(after.Watchers))
            {
                await session.Do("DELETE FROM watchers WHERE tenant = $1 AND ticket = $2 AND person = $3", tenant, ticket, person.Value);
            }
        }

        if (before.Links != after.Links)
        {
            foreach (var (other, kind) in after.Links.Except(before.Links))
            {
                await session.Do("INSERT INTO links (tenant, ticket, other, kind) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", tenant, ticket, other.Value, kind.ToString());
            }

            foreach (var (other, kind) in before.Links.Except(after.Links))
            {
                await session.Do("DELETE FROM links WHERE tenant = $1 AND ticket = $2 AND other = $3 AND kind = $4", tenant, ticket, other.Value, kind.ToString());
            }
        }
    }
}
