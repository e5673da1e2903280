using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Notifications;

/// <summary>A notification as its person reads it. Of a ticket the person may no longer see there is neither number nor words.</summary>
public sealed record NotificationFound(long Id, NotificationKind Kind, long Number, string Subject, string Requester, string? Quote, Instant At, bool Unread)
{
    /// <summary>Where it leads when it is about no ticket.</summary>
    public string? Href { get; init; }

    /// <summary>The date that it is about; null for none.</summary>
    public LocalDate? Day { get; init; }
}

/// <summary>A person's own notifications: read and marked by nobody else.</summary>
public sealed class NotificationInbox(Database database, DeskClock clock)
{
    public const int Most = 40;

    public Task<List<NotificationFound>> Of(Caller caller, CancellationToken stop = default) => database.Read(
        async session =>
        {
            var args = new List<object?>();
            var scope = caller.Where("t", args);
            args.Add(caller.Person.Value);
            // The key ends in the fact's place and the person: ticket:seq:person. The text of that fact is the quote.
            var rows = await session.Query(
                $"""
                SELECT n.id, n.kind, n.key, t.number, t.subject, r.name, n.at, n.read_at, t.ticket, n.body
                FROM notifications n
                LEFT JOIN tickets t ON t.tenant = n.tenant AND t.ticket = n.ticket
                LEFT JOIN people r ON r.tenant = t.tenant AND r.id = t.requester
                WHERE n.tenant = $1 AND (n.ticket IS NULL OR ({scope})) AND n.person = ${args.Count} ORDER BY n.at DESC, n.id DESC LIMIT {Most}
                """,
                row => (
                    Found: new NotificationFound(
                        row.GetInt64(0), Enum.TryParse<NotificationKind>(row.GetString(1), out var kind) ? kind : NotificationKind.Watched, row.LongOrNull(3) ?? 0,
                        row.TextOrNull(4) ?? "", row.TextOrNull(5) ?? "", null, Instant.FromUnixTimeMilliseconds(row.GetInt64(6)), row.LongOrNull(7) is null),
                    Key: row.GetString(2), Ticket: row.LongOrNull(8), Body: row.GetString(9)),
                [.. args]);
            var found = new List<NotificationFound>();
            foreach (var (notification, key, ticket, body) in rows)
            {
                if (ticket is null)
                {
                    found.Add(await OfTeam(session, caller, notification, body));
                    continue;
                }

                var seq = key.Split(':') is [_, var place, ..] && long.TryParse(place, out var at) ? at : 0;
                var quote = await session.Text(
                    "SELECT body FROM texts WHERE tenant = $1 AND ticket = $2 AND seq = $3 AND NOT withdrawn", caller.Tenant.Value, ticket, seq);
                found.Add(notification with { Quote = Short(quote) });
            }

            return found;
        },
        stop);

    /// <summary>Marks one notification, or all of them, as read. Refused to a token that only reads.</summary>
    public async Task<Refusal?> Read(Caller caller, long? only = null, CancellationToken stop = default)
    {
        if (caller.ReadOnly)
        {
            return AccessRefusals.OnlyReads;
        }

        await database.Write(
            session => session.Run(
                "UPDATE notifications SET read_at = $3 WHERE tenant = $1 AND person = $2 AND read_at IS NULL AND (id = $4 OR $4 = 0)",
                caller.Tenant.Value, caller.Person.Value, clock.Now(caller.Tenant).ToUnixTimeMilliseconds(), only ?? 0).AsTask(),
            stop);
        return null;
    }

    private static async ValueTask<NotificationFound> OfTeam(Session session, Caller caller, NotificationFound notification, string body)
    {
        var told = System.Text.Json.JsonSerializer.Deserialize<TeamNotices.Body>(body, System.Text.Json.JsonSerializerOptions.Web);
        var by = await session.Text("SELECT name FROM people WHERE tenant = $1 AND id = $2", caller.Tenant.Value, told?.By ?? 0);
        return notification with { Requester = by ?? "?", Href = told?.Href, Day = told?.Day is { } day && NodaTime.Text.LocalDatePattern.Iso.Parse(day) is { Success: true } date ? date.Value : null };
    }

    private static string? Short(string? text)
    {
        var flat = text is null ? "" : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return flat.Length == 0 ? null : flat.Length <= 110 ? flat : flat[..108] + "…";
    }
}
