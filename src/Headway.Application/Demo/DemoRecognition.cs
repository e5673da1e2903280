using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.Recognition;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Recognition;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>The demo's thanks, its newcomer, and what of the newcomer's work a colleague is to look through.</summary>
internal static class DemoRecognition
{
    private static readonly (string By, string To, string Words, int HoursAgo)[] Thanks =
    [
        ("lee@demo.example", "sam@demo.example", "That was quick, and Ann noticed.", 1),
        ("kim@demo.example", "nia@demo.example", "You took the line over while I was on the phone.", 19),
    ];

    public static async Task Lay(Database database, DemoPeople people, TeamId desk, StoryTimes times, CancellationToken stop)
    {
        var (now, tenant) = (times.Now.ToUnixTimeMilliseconds(), DemoBuilder.Tenant);
        await database.Write(
            async session =>
            {
                await session.Do(
                    "INSERT INTO newcomers (tenant, person, since, until) VALUES ($1, $2, $3, $4)",
                    tenant.Value, people.Of("ines@demo.example").Value, (times.Now - Duration.FromDays(6)).ToUnixTimeMilliseconds(), (times.Now - Duration.FromDays(6) + Sampling.Newcomer).ToUnixTimeMilliseconds());
                foreach (var (by, to, words, ago) in Thanks)
                {
                    var at = (times.Now - Duration.FromHours(ago)).ToUnixTimeMilliseconds();
                    var done = await session.Query(
                        "SELECT a.ticket, a.id FROM activities a WHERE a.tenant = $1 AND a.done_by = $2 AND a.outcome = 'Progressed' AND a.closed < $3 ORDER BY a.closed DESC, a.ticket LIMIT 1",
                        row => (Ticket: row.GetInt64(0), Id: row.GetInt64(1)), tenant.Value, $"staff:{people.Of(to).Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}", at);
                    foreach (var act in done)
                    {
                        await session.Do(
                            "INSERT INTO praise (tenant, id, given_by, given_to, ticket, activity, words, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                            tenant.Value, await session.NextId(), people.Of(by).Value, people.Of(to).Value, act.Ticket, act.Id, words, at);
                        await session.Do(
                            "INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at) VALUES ($1, $2, $3, $4, $5, $6, NULL, '{}', $7)",
                            tenant.Value, await session.NextId(), people.Of(to).Value, $"thanks:{act.Ticket}:{act.Id}:{people.Of(by).Value}", nameof(NotificationKind.Thanked), act.Ticket, at);
                    }
                }

                // The morning's digest was told at eight; the next one comes with the next morning.
                await session.Do(
                    "INSERT INTO personal_settings (tenant, person, key, value) SELECT tenant, id, 'telling.digest', $2 FROM people WHERE tenant = $1 AND kind = 'staff'",
                    tenant.Value, NodaTime.Text.LocalDatePattern.Iso.Format(times.Now.InUtc().Date));
            },
            stop);
        var clock = new DeskClock(TimeProvider.System);
        clock.Set(tenant, times.Now);
        await new PickSamples(database, clock).Do(tenant, desk, stop);
        await database.Write(
            async session => await session.Run(
                """
                UPDATE samples SET verdict = 'coach', note = $3, checked_by = $4, checked_at = $5
                WHERE tenant = $1 AND person = $2 AND (ticket, activity) IN (SELECT ticket, activity FROM samples WHERE tenant = $1 AND person = $2 ORDER BY picked_at, ticket, activity LIMIT 1)
                """,
                tenant.Value, people.Of("ines@demo.example").Value, "Good tone. Ask for the room number at once, it saves a second question.", people.Of("lee@demo.example").Value, now),
            stop);
    }
}
