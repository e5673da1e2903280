using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Mail;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.People;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Notifications;

/// <summary>
/// Mails the week before to whoever answers for a team and wishes it: on the first day of the week on which their teams work,
/// at the time of their digest, and not while they are away. Once a week each, whatever is started anew meanwhile.
/// </summary>
public sealed class SendWeeks(Database database, DigestQuery digests, DeskClock clock)
{
    internal const string ToldKey = "telling.week";

    /// <summary>When it comes to whoever wishes no digest of the day.</summary>
    private static readonly LocalTime Usual = new(8, 0);

    /// <summary>Queues what is due in the tenant; answers for how many people.</summary>
    public async Task<int> Send(TenantId tenant, CancellationToken stop = default)
    {
        var now = clock.Now(tenant);
        var (wishing, away) = await database.Read(
            async session => (await session.Query(
                """
                SELECT p.id, s.value, k.value FROM personal_settings s JOIN people p ON p.tenant = s.tenant AND p.id = s.person
                LEFT JOIN personal_settings k ON k.tenant = p.tenant AND k.person = p.id AND k.key = $3
                WHERE s.tenant = $1 AND s.key = $2 AND p.kind = 'staff' AND p.active
                """,
                row => (Person: new PersonId(row.GetInt64(0)), Telling: Telling.Read(row.TextOrNull(1)), Told: row.TextOrNull(2)), tenant.Value, Telling.Key, ToldKey),
                await AwayToday.Read(session, tenant, now)),
            stop);
        var told = 0;
        foreach (var (person, telling, last) in wishing.Where(one => one.Telling.WeekByMail && !away.ContainsKey(one.Person)))
        {
            if (await Callers.Find(database, tenant, person, stop) is { } caller && WeekQuery.IsFor(caller)
                && WeeklyLetter.IsDue(telling.DigestAt ?? Usual, Day(last), now, caller.Zone) && await digests.Works(caller, now.InZone(caller.Zone).Date, stop))
            {
                told += await Queue(caller, WeeklyLetter.MondayOf(now, caller.Zone), stop) ? 1 : 0;
            }
        }

        return told;
    }

    private Task<bool> Queue(Caller caller, LocalDate monday, CancellationToken stop) => database.Write(
        async session =>
        {
            // Whoever writes the week first tells it; two nodes, and one that is started anew, tell it once.
            if (!await Mark(session, caller, monday))
            {
                return false;
            }

            var week = LocalDatePattern.Iso.Format(monday.PlusWeeks(-1));
            await Outbox.Queue(
                session, caller.Tenant, null,
                [new OutboxDraft(
                    string.Create(CultureInfo.InvariantCulture, $"mail:week:{caller.Person.Value}:{week}"), MailOrder.OutboxKind,
                    new MailOrder(MailKind.Weekly, caller.Person.Value) { Week = week }.Json(), clock.Wall())]);
            return true;
        },
        stop);

    /// <summary>Remembers that the week beginning there has had its letter; false when it, or a later one, had it before.</summary>
    internal static async ValueTask<bool> Mark(Session session, Caller caller, LocalDate monday) => await session.Run(
        """
        INSERT INTO personal_settings (tenant, person, key, value) VALUES ($1, $2, $3, $4)
        ON CONFLICT (tenant, person, key) DO UPDATE SET value = $4 WHERE personal_settings.value < $4
        """,
        caller.Tenant.Value, caller.Person.Value, ToldKey, LocalDatePattern.Iso.Format(monday)) > 0;

    private static LocalDate? Day(string? kept) => kept is not null && LocalDatePattern.Iso.Parse(kept) is { Success: true } day ? day.Value : null;
}
