using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Desk;

/// <summary>How many days words are kept: mails since they came, tickets since they were closed. Null keeps them.</summary>
public sealed record RetentionRule(int? MailDays, int? TicketDays)
{
    public static readonly RetentionRule None = new(null, null);
}

/// <summary>The rule, and how much it would blank tonight.</summary>
public sealed record RetentionState(RetentionRule Rule, long Mails, long Tickets);

/// <summary>
/// What is kept for how long. Each night the words of what is older are blanked; facts and figures stay. A quarantined message that
/// nobody decided about counts like every other. What is held for a legal reason stays.
/// </summary>
public sealed class Retention(Database database, Blobs blobs, DeskClock clock)
{
    internal const string Key = "retention";

    private const int LeastDays = 7, MostDays = 3_650, Batch = 100;

    private const string OldMails = $"tenant = $1 AND received < $2 AND raw <> $3 AND NOT {LegalHolds.OfMail}";

    private const string OldTickets = $"t.tenant = $1 AND t.state = 'closed' AND t.closed_at < $2 AND EXISTS (SELECT 1 FROM texts x WHERE x.tenant = t.tenant AND x.ticket = t.ticket AND x.erased_at IS NULL) AND NOT {LegalHolds.OfTicket}";

    public async Task<Outcome<RetentionState>> Read(Caller caller, RetentionRule? wanted = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<RetentionState>>(
            async session =>
            {
                var rule = wanted ?? await Rule(session, caller.Tenant);
                var tenant = caller.Tenant.Value;
                return new RetentionState(
                    rule,
                    rule.MailDays is { } mails ? await session.Number($"SELECT count(*) FROM mails WHERE {OldMails}", tenant, Before(caller.Tenant, mails), Blobs.Empty) ?? 0 : 0,
                    rule.TicketDays is { } tickets ? await session.Number($"SELECT count(*) FROM tickets t WHERE {OldTickets}", tenant, Before(caller.Tenant, tickets)) ?? 0 : 0);
            },
            stop);
    }

    public async Task<Refusal?> Set(Caller caller, RetentionRule rule, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (rule.MailDays is < LeastDays or > MostDays || rule.TicketDays is < LeastDays or > MostDays)
        {
            return DeskRefusals.RetentionMalformed;
        }

        await database.Write(
            async session =>
            {
                var before = await Rule(session, caller.Tenant);
                await session.Do(
                    "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
                    caller.Tenant.Value, Key, JsonSerializer.Serialize(rule), await session.Now());
                if (SettingChange.Body(new("mail-days", Said(before.MailDays), Said(rule.MailDays)), new("ticket-days", Said(before.TicketDays), Said(rule.TicketDays))) is { } changes)
                {
                    await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("setting.changed", $"setting:{Key}", changes));
                }
            },
            stop);
        return null;
    }

    /// <summary>Blanks what is older than the rule; answers how many mails and tickets. May be stopped and begun again anywhere.</summary>
    internal async Task<Erased> Apply(TenantId tenant, CancellationToken stop = default)
    {
        var all = new Erased();
        var rule = await database.Read(session => Rule(session, tenant), stop);
        if (rule.MailDays is not null || rule.TicketDays is not null)
        {
            await blobs.KeepEmpty(tenant, stop);
        }

        if (rule.MailDays is { } mails)
        {
            var before = Before(tenant, mails);
            await Batches(all, session => session.Query($"SELECT id FROM mails WHERE {OldMails} ORDER BY received LIMIT {Batch}", row => row.GetInt64(0), tenant.Value, before, Blobs.Empty), (session, id, erased) =>
                Erasure.Mails(session, tenant, "id = $2", id, erased), stop);
        }

        if (rule.TicketDays is { } tickets)
        {
            var (before, now) = (Before(tenant, tickets), clock.Now(tenant));
            await Batches(all, session => session.Query($"SELECT t.ticket FROM tickets t WHERE {OldTickets} ORDER BY t.closed_at LIMIT {Batch}", row => row.GetInt64(0), tenant.Value, before), async (session, key, erased) =>
                await Erasure.Ticket(session, tenant, new TicketKey(key), now, erased), stop);
        }

        await blobs.Remove(tenant, all.Hashes, stop);
        if (all.Mails + all.Texts > 0)
        {
            await Erasure.Settle(database, stop);
        }

        return all;
    }

    private async Task Batches(Erased all, Func<Session, ValueTask<List<long>>> next, Func<Session, long, Erased, ValueTask> blank, CancellationToken stop)
    {
        int found;
        do
        {
            var batch = await database.Write(
                async session =>
                {
                    var erased = new Erased();
                    var ids = await next(session);
                    await Erasure.Overwriting(session, async () =>
                    {
                        foreach (var id in ids)
                        {
                            await blank(session, id, erased);
                        }
                    });
                    return (Found: ids.Count, Erased: erased);
                },
                stop);
            found = batch.Found;
            all.Mails += batch.Erased.Mails;
            all.Tickets += batch.Erased.Tickets;
            all.Texts += batch.Erased.Texts;
            all.Hashes.UnionWith(batch.Erased.Hashes);
        }
        while (found == Batch);
    }

    private long Before(TenantId tenant, int days) => (clock.Now(tenant) - Duration.FromDays(days)).ToUnixTimeMilliseconds();

    private static async Task<RetentionRule> Rule(Session session, TenantId tenant) =>
        await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = $2", tenant.Value, Key) is { Length: > 0 } json ? JsonSerializer.Deserialize<RetentionRule>(json) ?? RetentionRule.None : RetentionRule.None;

    private static string? Said(int? days) => days?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
