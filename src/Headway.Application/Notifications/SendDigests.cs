using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.People;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Notifications;

/// <summary>
/// Tells everybody of support once a day, at the time they chose, what their day brings: on the days on which their teams
/// work, and not while they are away. Who was asleep with the whole desk is told at the next look of the same day.
/// </summary>
public sealed class SendDigests(Database database, DigestQuery digests, ChangeFeed feed, DeskClock clock)
{
    private const string ToldKey = "telling.digest";

    /// <summary>Sends what is due in the tenant; answers how many people were told.</summary>
    public async Task<int> Send(TenantId tenant, CancellationToken stop = default)
    {
        var now = clock.Now(tenant);
        var (staff, away) = await database.Read(
            async session => (await session.Query(
                """
                SELECT p.id, coalesce(p.zone, t.zone), s.value, k.value FROM people p JOIN tenants t ON t.tenant = p.tenant
                LEFT JOIN personal_settings s ON s.tenant = p.tenant AND s.person = p.id AND s.key = $2
                LEFT JOIN personal_settings k ON k.tenant = p.tenant AND k.person = p.id AND k.key = $3
                WHERE p.tenant = $1 AND p.kind = 'staff' AND p.active
                """,
                row => (Person: new PersonId(row.GetInt64(0)), Zone: row.GetString(1), Telling: Telling.Read(row.TextOrNull(2)), Told: row.TextOrNull(3)), tenant.Value, Telling.Key, ToldKey),
                await AwayToday.Read(session, tenant, now)),
            stop);
        var told = 0;
        foreach (var (person, zoneId, telling, last) in staff)
        {
            var zone = Zones.Find(zoneId) is { IsRefused: false } found ? found.Value : DateTimeZone.Utc;
            if (telling.DigestAt is { } at && DailyDigest.IsDue(at, Day(last), now, zone) && !away.ContainsKey(person)
                && await Callers.Find(database, tenant, person, stop) is { } caller && await digests.Works(caller, now.InZone(zone).Date, stop))
            {
                told += await Tell(caller, telling, now, stop) ? 1 : 0;
            }
        }

        return told;
    }

    private async Task<bool> Tell(Caller caller, Telling telling, Instant now, CancellationToken stop)
    {
        var day = LocalDatePattern.Iso.Format(now.InZone(caller.Zone).Date);
        var read = await digests.Read(caller, stop);
        var told = await database.Write(
            async session =>
            {
                // Whoever writes the day first tells it; two nodes tell it once.
                if (await session.Run(
                    """
                    INSERT INTO personal_settings (tenant, person, key, value) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (tenant, person, key) DO UPDATE SET value = $4 WHERE personal_settings.value < $4
                    """,
                    caller.Tenant.Value, caller.Person.Value, ToldKey, day) == 0 || read.IsCalm)
                {
                    return false;
                }

                if (telling.DigestHere)
                {
                    await TeamNotices.Tell(session, caller, caller.Person, NotificationKind.Digest, string.Create(CultureInfo.InvariantCulture, $"digest:{caller.Person.Value}:{day}"), "/digest", now);
                }

                if (telling.DigestByMail)
                {
                    await Outbox.Queue(
                        session, caller.Tenant, null,
                        [new OutboxDraft(string.Create(CultureInfo.InvariantCulture, $"mail:digest:{caller.Person.Value}:{day}"), MailOrder.OutboxKind, new MailOrder(MailKind.Digest, caller.Person.Value).Json(), clock.Wall())]);
                }

                return true;
            },
            stop);
        if (told)
        {
            feed.Publish(new Change(ChangeKind.News, caller.Tenant.Value) { Told = [caller.Person.Value] });
        }

        return told;
    }

    private static LocalDate? Day(string? kept) => kept is not null && LocalDatePattern.Iso.Parse(kept) is { Success: true } day ? day.Value : null;
}
