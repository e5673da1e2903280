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
    // What somebody did not choose is looked at too, so there may be many pages of it.
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
        var (sent, at, id) = (0, since.ToUnixTimeMilliseconds(), 0L);
        while (true)
        {
            var news = await database.Read(
                session => session.Query(
                    $"SELECT id, kind, at FROM notifications WHERE tenant = $1 AND person = $2 AND read_at IS NULL AND (at > $3 OR (at = $3 AND id > $5)) AND at <= $4 ORDER BY at, id LIMIT {MostAtOnce}",
                    row => (Id: row.GetInt64(0), Kind: row.GetString(1), At: row.GetInt64(2)),
                    caller.Tenant.Value, caller.Person.Value, at, (now - Reads).ToUnixTimeMilliseconds(), id).AsTask(), stop);
            var due = news.FindAll(one => Enum.TryParse<NotificationKind>(one.Kind, out var kind) && telling.Lets(kind, NewsWays.Mail, Instant.FromUnixTimeMilliseconds(one.At), caller.Zone));
            await Queue(caller, [.. due.Select(one => one.Id)], stop);
            sent += due.Count;
            if (news.Count < MostAtOnce)
            {
                return sent;
            }

            (at, id) = (news[^1].At, news[^1].Id);
        }
    }

    private async Task Queue(Caller caller, IReadOnlyList<long> due, CancellationToken stop)
    {
        if (due.Count > 0)
        {
            await database.Write(
                async session => await Outbox.Queue(
                    session, caller.Tenant, null,
                    due.Select(one => new OutboxDraft(
                        string.Create(CultureInfo.InvariantCulture, $"mail:news:{one}"), MailOrder.OutboxKind, new MailOrder(MailKind.News, caller.Person.Value) { Notice = one }.Json(), clock.Wall()))),
                stop);
        }
    }
}
