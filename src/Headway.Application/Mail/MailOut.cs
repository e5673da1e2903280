using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>
/// A mail of ours and how far it came. <paramref name="State"/>: waiting, sending, sent, cancelled, failed (it certainly did not leave) or
/// unknown (it may have left). <paramref name="At"/>: when it ended, else when it leaves next. <paramref name="About"/>: the access mail's template or the kind.
/// </summary>
public sealed record SentMail(
    long Id, string State, string About, Instant At, int Attempts, string? Error, string? Name, string? Address, long? Number, string? Subject)
{
    /// <summary>It goes on only when a person says so.</summary>
    public bool WaitsForPerson => State is "failed" or "unknown";
}

/// <summary>What went out, or could not: seen by an administrator, and sent again only when a person says so.</summary>
public sealed class MailOut(Database database, DeskClock clock)
{
    /// <summary>Looked at from the newest on; older ones are in the database still.</summary>
    private const int Looked = 20_000;

    private static readonly string Kinds = string.Join(", ", MailWriter.Kinds.Select(kind => $"'{kind}'"));

    /// <summary>The newest first: all, or those that wait for a person.</summary>
    public async Task<Outcome<IReadOnlyList<SentMail>>> Last(Caller caller, bool waiting, int most, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        // What is sent goes by the wall's clock; it is shown by the desk's, which in a demo is another.
        var ahead = clock.Ahead(caller.Tenant);
        return await database.Snapshot(
            async session =>
            {
                // A mail about a ticket that the administrator may not see says to whom it went, and not about what.
                var args = new List<object?> { caller.Tenant.Value };
                var seen = caller.Where("t", args);
                var rows = await session.Query(
                    string.Create(CultureInfo.InvariantCulture,
                        $"""
                        SELECT o.id, o.kind, o.body, o.state, coalesce(o.done_at, o.not_before), o.attempts, o.error, t.number, t.subject
                        FROM (SELECT * FROM outbox WHERE tenant = $1 ORDER BY id DESC LIMIT {Looked}) o LEFT JOIN tickets t ON t.tenant = o.tenant AND t.ticket = o.ticket AND {seen}
                        WHERE o.tenant = $1 AND o.kind IN ({Kinds}){(waiting ? " AND o.state IN ('failed', 'unknown')" : "")} ORDER BY o.id DESC LIMIT {Math.Clamp(most, 1, 500)}
                        """),
                    row => (
                        To: Reader(row.GetString(1), row.GetString(2)),
                        Mail: new SentMail(
                            row.GetInt64(0), row.GetString(3), Said(row.GetString(1), row.GetString(2)), Instant.FromUnixTimeMilliseconds(row.GetInt64(4)) + ahead, (int)row.GetInt64(5), row.TextOrNull(6), null, null,
                            row.LongOrNull(7), row.TextOrNull(8))),
                    [.. args]);
                var people = await People(session, caller.Tenant, [.. rows.Select(row => row.To).Distinct()]);
                return (Outcome<IReadOnlyList<SentMail>>)rows.ConvertAll(row => people.TryGetValue(row.To, out var who) ? row.Mail with { Name = who.Name, Address = who.Address } : row.Mail);
            },
            stop);
    }

    /// <summary>Once more, under the same Message-ID, so that a second copy is known as one. Only what waits for a person.</summary>
    public async Task<Refusal?> Again(Caller caller, long id, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var now = clock.Wall().ToUnixTimeMilliseconds();
        return await database.Write(
            async session =>
            {
                var again = await session.Run(
                    $"UPDATE outbox SET state = 'waiting', attempts = 0, error = NULL, not_before = $3, done_at = NULL WHERE tenant = $1 AND id = $2 AND kind IN ({Kinds}) AND state IN ('failed', 'unknown')",
                    caller.Tenant.Value, id, now);
                if (again == 0)
                {
                    return MailboxRefusals.NothingToRepeat;
                }

                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("mail.sent-again", string.Create(CultureInfo.InvariantCulture, $"mail:{id}")));
                return (Refusal?)null;
            },
            stop);
    }

    /// <summary>Whoever owns the ticket is told that a mail about it did not leave, or perhaps did not.</summary>
    internal Task Tell(OutboxItem item, CancellationToken stop) => item.Ticket is not { } ticket ? Task.CompletedTask : database.Write(
        async session => await session.Do(
            """
            INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
            SELECT $1, $2, t.owner, $3, $4, t.ticket, NULL, '{}', $5 FROM tickets t WHERE t.tenant = $1 AND t.ticket = $6 AND t.owner IS NOT NULL ON CONFLICT (tenant, key) DO NOTHING
            """,
            item.Tenant.Value, await database.Counters.IdWithin(session), $"{item.Key}:not-sent", nameof(NotificationKind.NotSent), clock.Now(item.Tenant).ToUnixTimeMilliseconds(), ticket.Value),
        stop);

    private static async Task<Dictionary<long, (string Name, string? Address)>> People(Session session, TenantId tenant, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var found = await session.Query(
            $"SELECT p.id, p.name, p.email FROM people p WHERE p.tenant = $1 AND p.id IN ({string.Join(", ", ids.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 2}")))})",
            row => (Id: row.GetInt64(0), Who: (row.GetString(1), row.TextOrNull(2))), [tenant.Value, .. ids]);
        return found.ToDictionary(one => one.Id, one => one.Who);
    }

    private static long Reader(string kind, string body)
    {
        if (kind == MailOrder.OutboxKind)
        {
            return MailOrder.Read(body).To;
        }

        using var access = JsonDocument.Parse(body);
        return access.RootElement.GetProperty("person").GetInt64();
    }

    private static string Said(string kind, string body)
    {
        if (kind == MailOrder.OutboxKind)
        {
            return MailOrder.Read(body).Kind.ToString().ToLowerInvariant();
        }

        using var access = JsonDocument.Parse(body);
        return access.RootElement.GetProperty("template").GetString() switch { "invitation" => "invitation", "reset" => "reset", "choose-time" => "choosetime", _ => "signin" };
    }
}
