using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>A mail as it lies in the outbox, with its words. <paramref name="State"/> is the outbox's.</summary>
public sealed record TrayMail(long Id, string State, Instant At, string? Error, Letter Letter);

/// <summary>The last mails of a tenant, written out as they are or would be sent.</summary>
public sealed class MailTray(Database database, MailWriter writer)
{
    public async Task<IReadOnlyList<TrayMail>> Last(Caller caller, int most, CancellationToken stop = default)
    {
        var kinds = string.Join(", ", MailWriter.Kinds.Select(kind => $"'{kind}'"));
        var rows = await database.Read(
            session => session.Query(
                $"SELECT id, key, kind, ticket, body, attempts, fence, state, not_before, error FROM outbox WHERE tenant = $1 AND kind IN ({kinds}) ORDER BY id DESC LIMIT {most}",
                row => (
                    Item: new OutboxItem(
                        caller.Tenant, row.GetInt64(0), row.GetString(1), row.GetString(2), row.LongOrNull(3) is { } key ? new TicketKey(key) : null,
                        row.GetString(4), (int)row.GetInt64(5), row.GetInt64(6), false),
                    State: row.GetString(7), At: Instant.FromUnixTimeMilliseconds(row.GetInt64(8)), Error: row.TextOrNull(9)),
                caller.Tenant.Value).AsTask(),
            stop);
        var tray = new List<TrayMail>();
        foreach (var (item, state, at, error) in rows)
        {
            if (await writer.Write(item, stop) is { } letter)
            {
                tray.Add(new TrayMail(item.Id, state, at, error, letter));
            }
        }

        return tray;
    }
}
