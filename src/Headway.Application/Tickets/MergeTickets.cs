using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>
/// Two tickets go on as one, and apart again. Rights on both are needed; whom the customer had copied waits to be confirmed anew,
/// because the other ticket is nothing they were let into.
/// </summary>
public sealed class MergeTickets(TicketActs acts, TicketStore store, LinkTickets links)
{
    /// <summary>The ticket of <paramref name="on"/> ends and leads to <paramref name="into"/>.</summary>
    public async Task<Outcome<Changed>> Do(ActOn on, long into, bool shared, CancellationToken stop = default)
    {
        var there = new ActWords(acts.Counters) { Within = (session, changed) => AskAgain(session, changed) };
        var merged = await acts.Together(on, into, (new ActWords(acts.Counters), there), new Merge(on.Caller.Person, shared).Decide, stop);
        if (!merged.IsRefused)
        {
            // Also for a request that comes again: whoever got no answer may have been cut off before this.
            await TieAnew(on, into, merged.Value.State, stop);
        }

        return merged;
    }

    /// <summary>The ticket of <paramref name="on"/> stands by itself again.</summary>
    public async Task<Outcome<Changed>> Undo(ActOn on, CancellationToken stop = default)
    {
        if (await TicketLookup.Find(store.Database, on.Caller, on.Number, stop) is not { } ticket || await store.Find(on.Caller.Tenant, ticket, stop) is not { } state)
        {
            return TicketRefusals.Unknown;
        }

        if (state.Merged is not { } merger)
        {
            return MergeRefusals.NotMerged;
        }

        return await store.Database.Read(session => TicketLookup.Number(session, on.Caller.Tenant, merger.Into).AsTask(), stop) is { } into
            ? await acts.Together(on, into, (new ActWords(acts.Counters), new ActWords(acts.Counters)), new Unmerge(on.Caller.Person).Decide, stop)
            : TicketRefusals.Unknown;
    }

    // What the one that ended belonged to, the other belongs to now.
    private async Task TieAnew(ActOn on, long into, TicketState gone, CancellationToken stop)
    {
        foreach (var (other, kind) in gone.Links.Where(link => link.Kind is LinkKind.Related or LinkKind.ChildOf && link.Other != gone.Merged?.Into))
        {
            var number = await store.Database.Read(session => TicketLookup.Number(session, on.Caller.Tenant, other).AsTask(), stop);
            if (number is { } known)
            {
                await links.Do(new ActOn(on.Caller, into), known, kind, stop);
            }
        }
    }

    private static async Task AskAgain(Session session, Changed changed)
    {
        if (changed.Facts.Select(recorded => recorded.Fact).OfType<TakenIn>().FirstOrDefault() is { } taken)
        {
            await session.Run(
                """
                INSERT INTO copied_people (tenant, ticket, address_key, address, name, state, since)
                SELECT c.tenant, $3, c.address_key, c.address, c.name, 'waiting', c.since FROM copied_people c
                WHERE c.tenant = $1 AND c.ticket = $2 AND c.state <> 'left-out'
                  AND NOT EXISTS (SELECT 1 FROM people p WHERE p.tenant = c.tenant AND p.email_key = c.address_key AND p.id = $4)
                ON CONFLICT (tenant, ticket, address_key) DO NOTHING
                """,
                changed.Tenant.Value, taken.From.Value, changed.Ticket.Value, changed.State.Requester.Value);
        }
    }
}
