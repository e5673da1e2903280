using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Notifications;

/// <summary>
/// Mails news to whoever chose so for what it is about. It waits a minute for being read in the page; what came in somebody's quiet hours
/// stays in the list and in the digest. Each once, by its key, whatever is started anew meanwhile.
/// </summary>
public sealed class SendNews(Database database, DeskClock clock)
{
    private const int MostAtOnce = 100;

    private static readonly Duration Reads = Duration.FromMinutes(1), Worth = Duration.FromHours(4);

    /// <summary>Queues what is due in the tenant; answers how much was looked at.</summary>
    public async Task<int> Send(TenantId tenant, CancellationToken stop = default)
    {
        var now = clock.Now(tenant);
        var wishing = (await database.Read(
            session => session.Query(
                "SELECT p.id, s.value FROM personal_settings s JOIN people p ON p.tenant = s.tenant AND p.id = s.person WHERE s.tenant = $1 AND s.key = $2 AND p.kind = 'staff' AND p.active",
                row => (Person: new PersonId(row.GetInt64(0)), Telling: Telling.Read(row.TextOrNull(1))), tenant.Value, Telling.Key).AsTask(), stop))
            .FindAll(one => one.Telling.MailSince is not null);
        var sent = 0;
        foreach (var (person, telling) in wishing)
        {
            if (await Callers.Find(database, tenant, person, stop) is { IsStaff: true } caller)
            {
                sent += await Queue(caller, telling, Instant.Max(telling.MailSince!.Value, now - Worth), now, stop);
            }
        }

        return sent;
    }

    private async Task<int> Queue(Caller caller, Telling telling, Instant since, Instant now, CancellationToken stop)
    {
        var news = await database.Read(
            session => session.Query(
                $"SELECT id, kind, at FROM notifications WHERE tenant = $1 AND person = $2 AND read_at IS NULL AND at >= $3 AND at <= $4 ORDER BY at LIMIT {MostAtOnce}",
                row => (Id: row.GetInt64(0), Kind: row.GetString(1), At: Instant.FromUnixTimeMilliseconds(row.GetInt64(2))),
                caller.Tenant.Value, caller.Person.Value, since.ToUnixTimeMilliseconds(), (now - Reads).ToUnixTimeMilliseconds()).AsTask(), stop);
        var due = news.FindAll(one => Enum.TryParse<NotificationKind>(one.Kind, out var kind) && telling.Lets(kind, NewsWays.Mail, one.At, caller.Zone));
        if (due.Count > 0)
        {
            await database.Write(
                async session => await Outbox.Queue(
                    session, caller.Tenant, null,
                    due.Select(one => new OutboxDraft(
                        string.Create(CultureInfo.InvariantCulture, $"mail:news:{one.Id}"), MailOrder.OutboxKind, new MailOrder(MailKind.News, caller.Person.Value) { Notice = one.Id }.Json(), clock.Wall()))),
                stop);
        }

        return due.Count;
    }
}
