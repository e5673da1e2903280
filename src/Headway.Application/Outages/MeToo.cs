using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Outages;

/// <summary>A disruption that customers are told of. <paramref name="Mine"/> is the caller's own ticket on it.</summary>
public sealed record Disruption(Outage Outage, long? Mine);

/// <summary>
/// What customers see of a major incident, and "me too" in one tap. It is shown to those whose organisation has somebody
/// on it already: one customer's trouble is no news for another.
/// </summary>
public sealed class MeToo(Database database, TicketStore store, RaiseTicket raise, DeskRulesCache rules, DeskClock clock)
{
    public Task<Disruption?> Of(Caller caller, CancellationToken stop = default) => database.Read(
        async session =>
        {
            var found = await session.One(
                """
                SELECT t.ticket, t.number, t.subject, t.opened, t.promise_at, t.service FROM tickets t JOIN people r ON r.tenant = t.tenant AND r.id = t.requester
                WHERE t.tenant = $1 AND t.major AND t.state = 'open' AND (
                  t.requester = $2 OR r.organisation = $3 OR EXISTS (
                    SELECT 1 FROM links l JOIN tickets c ON c.tenant = l.tenant AND c.ticket = l.other JOIN people p ON p.tenant = c.tenant AND p.id = c.requester
                    WHERE l.tenant = t.tenant AND l.ticket = t.ticket AND l.kind = 'ParentOf' AND (c.requester = $2 OR p.organisation = $3)))
                ORDER BY t.opened DESC LIMIT 1
                """,
                OutageQuery.Row, caller.Tenant.Value, caller.Person.Value, caller.Organisation ?? 0);
            return found is null ? null : new Disruption(found, await Mine(session, caller, found));
        },
        stop);

    /// <summary>
    /// The caller's own ticket on it: raised and tied to it, or the one there is. Pressed twice at once, one press joins and the
    /// other is told of it.
    /// </summary>
    public async Task<Outcome<long>> Do(Caller caller, string text, CancellationToken stop = default)
    {
        if (await Of(caller, stop) is not { } disruption)
        {
            return TicketRefusals.Unknown;
        }

        if (disruption.Mine is { } known)
        {
            return known;
        }

        var cause = disruption.Outage;
        var stands = await database.Read(async session => TicketFold.Of(cause.Ticket, await LedgerReading.Of(session, caller.Tenant, cause.Ticket)), stop);
        try
        {
            var raised = await raise.Do(
                caller, new NewTicket(cause.Subject, text)
                {
                    ChildOf = cause.Ticket,
                    Joins = JoinCause.Of(stands, clock.Now(caller.Tenant)),
                    Within = (session, changed) => Alone(session, caller, cause, changed),
                },
                stop: stop);
            if (raised.IsRefused)
            {
                return raised.Refusal!;
            }

            var desk = await rules.Of(caller.Tenant, stop);
            var now = clock.Now(caller.Tenant);
            await store.Change(
                caller.Tenant, cause.Ticket, null,
                state => Decision.AfterLapse(desk, state, now, new Annotate(Actor.Automation, [new Linked(raised.Value.Ticket, LinkKind.ParentOf)]).Decide), stop: stop);
            return raised.Value.Number;
        }
        catch (JoinedAlready joined)
        {
            return joined.Number;
        }
    }

    // One of a person's presses after the other: the second finds what the first raised.
    private static async Task Alone(Session session, Caller caller, Outage cause, Changed raised)
    {
        await session.Number("SELECT id FROM people WHERE tenant = $1 AND id = $2" + session.ForUpdate, caller.Tenant.Value, caller.Person.Value);
        if (await Mine(session, caller, cause, raised.Ticket) is { } number)
        {
            throw new JoinedAlready(number);
        }
    }

    // Tied from the one side as it is raised, from the other a moment later.
    private static async Task<long?> Mine(Session session, Caller caller, Outage outage, TicketKey? but = null) => await session.Number(
        """
        SELECT min(c.number) FROM tickets c WHERE c.tenant = $1 AND c.requester = $3 AND c.state = 'open' AND c.ticket <> $4 AND (c.ticket = $2 OR EXISTS (
          SELECT 1 FROM links l WHERE l.tenant = c.tenant AND l.ticket = c.ticket AND l.other = $2 AND l.kind = 'ChildOf'))
        """,
        caller.Tenant.Value, outage.Ticket.Value, caller.Person.Value, but?.Value ?? 0);

    private sealed class JoinedAlready(long number) : Exception($"On the list already as {number}.")
    {
        public long Number { get; } = number;
    }
}
