using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Desk;

/// <summary>What is held: a ticket by its number, or a person; why, since when and by whom.</summary>
public sealed record LegalHold(long Id, long? Ticket, string? Person, string? Email, string Reason, string? By, Instant Since)
{
    /// <summary>It holds a ticket that the reader may not see: that it stands is told, and not of which.</summary>
    public bool HidesTicket { get; init; }
}

/// <summary>What to hold: a ticket, or a person by address. <paramref name="Reason"/>: why, or the file it is kept for.</summary>
public sealed record HoldDraft(long? Ticket, string? Person, string? Reason);

public static class HoldRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "hold.unknown", "There is no such hold; it may have been lifted.");
    public static readonly Refusal WhatMissing = new(RefusalKind.Invalid, "hold.what-missing", "Name a ticket by its number, or a person by their address: one of the two.");
    public static readonly Refusal ReasonMissing = new(RefusalKind.Invalid, "hold.reason-missing", "Say what it is held for, with at most 200 characters.");
    public static readonly Refusal Exists = new(RefusalKind.Conflict, "hold.exists", "That is held already. Lift the hold that stands, or leave it.");
    public static readonly Refusal Held = new(RefusalKind.Conflict, "people.erase-held", "Something of theirs is held for a legal reason. Lift the hold first, under Keeping and erasing.");
}

/// <summary>
/// Legal holds: while one stands, neither a rule of retention nor an erasure blanks what it names. A ticket is held by itself, or with
/// everything else that a person asked for. Placing and lifting stand in the trail.
/// </summary>
public sealed class LegalHolds(Database database, TimeProvider clock)
{
    private const int LongestReason = 200;

    /// <summary>Whether a ticket <c>t</c> is held.</summary>
    internal const string OfTicket = "EXISTS (SELECT 1 FROM legal_holds h WHERE h.tenant = t.tenant AND (h.ticket = t.ticket OR h.person = t.requester))";

    /// <summary>Whether a mail of the table <c>mails</c> is held: by its ticket, or by who sent it.</summary>
    internal const string OfMail =
        """
        (EXISTS (SELECT 1 FROM tickets t JOIN legal_holds h ON h.tenant = t.tenant AND (h.ticket = t.ticket OR h.person = t.requester) WHERE t.tenant = mails.tenant AND t.ticket = mails.ticket)
          OR EXISTS (SELECT 1 FROM legal_holds h JOIN people p ON p.tenant = h.tenant AND p.id = h.person WHERE h.tenant = mails.tenant AND p.email_key = mails.sender_key))
        """;

    public async Task<Outcome<IReadOnlyList<LegalHold>>> Read(Caller caller, CancellationToken stop = default) => caller.Denies(Permission.ManagePeople) is { } no
        ? no
        : await database.Snapshot<Outcome<IReadOnlyList<LegalHold>>>(
            async session =>
            {
                List<object?> args = [caller.Tenant.Value];
                var rows = await session.Query(
                    $"""
                    SELECT h.id, CASE WHEN {caller.Where("t", args)} THEN t.number END, p.name, p.email, h.reason, h.actor, h.since, h.ticket FROM legal_holds h
                    LEFT JOIN tickets t ON t.tenant = h.tenant AND t.ticket = h.ticket LEFT JOIN people p ON p.tenant = h.tenant AND p.id = h.person
                    WHERE h.tenant = $1 ORDER BY h.since DESC, h.id DESC
                    """,
                    row => (Hold: new LegalHold(row.GetInt64(0), row.LongOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.GetString(4), null, Instant.FromUnixTimeMilliseconds(row.GetInt64(6))) { HidesTicket = row.LongOrNull(1) is null && row.LongOrNull(7) is not null }, By: Domain.Ledger.Actor.Parse(row.GetString(5))),
                    [.. args]);
                var people = await Addresses.Of(session, caller.Tenant, rows.Select(row => row.By.Person));
                return rows.ConvertAll(row => row.Hold with { By = people.NameOf(row.By) });
            },
            stop);

    /// <summary>Places a hold; answers its id.</summary>
    public async Task<Outcome<long>> Place(Caller caller, HoldDraft draft, RequestKey? key = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        var (reason, address) = ((draft.Reason ?? "").Trim(), (draft.Person ?? "").Trim());
        if (draft.Ticket is null == (address.Length == 0))
        {
            return HoldRefusals.WhatMissing;
        }

        return reason.Length is 0 or > LongestReason ? HoldRefusals.ReasonMissing : await Refusable.Write<long>(
            database,
            session => AddedOnce.Do(session, caller, key, async () =>
            {
                var ticket = draft.Ticket is { } number ? await TicketLookup.Find(session, caller, number) : null;
                var person = address.Length == 0 ? null : await session.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2", caller.Tenant.Value, EmailKey.Of(address));
                if (ticket is null && person is null)
                {
                    return draft.Ticket is null ? PeopleRefusals.Unknown : Domain.Progression.TicketRefusals.Unknown;
                }

                var id = await session.NextId();
                var placed = await session.Run(
                    "INSERT INTO legal_holds (tenant, id, ticket, person, reason, actor, since) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                    caller.Tenant.Value, id, ticket?.Value, person, reason, caller.Actor.ToString(), clock.Milliseconds());
                if (placed == 0)
                {
                    return HoldRefusals.Exists;
                }

                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("hold.placed", Target(draft.Ticket, person)));
                return id;
            }),
            stop);
    }

    public async Task<Refusal?> Lift(Caller caller, long id, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        var lifted = await Refusable.Write<bool>(
            database,
            async session =>
            {
                var held = await session.One(
                    "SELECT t.number, h.person FROM legal_holds h LEFT JOIN tickets t ON t.tenant = h.tenant AND t.ticket = h.ticket WHERE h.tenant = $1 AND h.id = $2",
                    row => Tuple.Create(row.LongOrNull(0), row.LongOrNull(1)), caller.Tenant.Value, id);
                if (held is null || await session.Run("DELETE FROM legal_holds WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id) == 0)
                {
                    return HoldRefusals.Unknown;
                }

                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("hold.lifted", Target(held.Item1, held.Item2)));
                return true;
            },
            stop);
        return lifted.Refusal;
    }

    /// <summary>
    /// Whether an erasure would touch what is held: the person, a ticket of theirs, or words of theirs on somebody else's ticket.
    /// </summary>
    internal static async ValueTask<bool> Holds(Session session, TenantId tenant, PersonId person, IReadOnlyCollection<long> texts, IReadOnlyCollection<long> mails)
    {
        if (await session.Number("SELECT 1 FROM legal_holds WHERE tenant = $1 LIMIT 1", tenant.Value) is null)
        {
            return false;
        }

        const string held = $"IN (SELECT t.ticket FROM tickets t WHERE t.tenant = $1 AND {OfTicket})";
        if (await session.Number(
            $"""
            SELECT 1 FROM people p WHERE p.tenant = $1 AND p.id = $2 AND (
              EXISTS (SELECT 1 FROM legal_holds h WHERE h.tenant = $1 AND h.person = $2) OR EXISTS (SELECT 1 FROM tickets o WHERE o.tenant = $1 AND o.requester = $2 AND o.ticket {held})
              OR EXISTS (SELECT 1 FROM texts x WHERE x.tenant = $1 AND x.author IN ($3, $4) AND x.ticket {held}) OR EXISTS (SELECT 1 FROM attachments a WHERE a.tenant = $1 AND a.uploaded_by = $2 AND a.ticket {held}))
            """,
            tenant.Value, person.Value, Domain.Ledger.Actor.Customer(person).ToString(), new Domain.Ledger.Actor(Domain.Ledger.ActorKind.Approver, person).ToString()) is not null)
        {
            return true;
        }

        var kept = (await session.Query($"SELECT x.id FROM texts x WHERE x.tenant = $1 AND x.ticket {held}", row => row.GetInt64(0), tenant.Value)).ToHashSet();
        var letters = (await session.Query($"SELECT id FROM mails WHERE tenant = $1 AND {OfMail}", row => row.GetInt64(0), tenant.Value)).ToHashSet();
        return texts.Any(kept.Contains) || mails.Any(letters.Contains);
    }

    private static string Target(long? ticket, long? person) => FormattableString.Invariant($"{(ticket is null ? $"person:{person}" : $"ticket:{ticket}")}");
}
