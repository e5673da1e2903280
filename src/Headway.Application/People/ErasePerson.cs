using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>How much is kept of a person's words: tickets they asked for, messages in them, mails, files.</summary>
public sealed record PersonKept(int Tickets, int Texts, int Mails, int Files);

/// <summary>
/// Erases a person: who they are, what they wrote and sent, what was written to them, and their name and address wherever others
/// wrote it. The ledger stays, and with it every figure; what they did is done by somebody without a name. It can't be undone, and
/// it does not reach into backups.
/// </summary>
public sealed class ErasePerson(Database database, Blobs blobs, Sessions sessions, DeskClock clock)
{
    private const string Nobody = "—";

    /// <summary>What would be erased.</summary>
    public async Task<Outcome<PersonKept>> Look(Caller caller, PersonId person, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<PersonKept>>(
            async session =>
            {
                async Task<int> Count(string sql) => (int)(await session.Number(sql, caller.Tenant.Value, person.Value) ?? 0);
                const string asked = "IN (SELECT ticket FROM tickets WHERE tenant = $1 AND requester = $2)";
                return new PersonKept(
                    await Count("SELECT count(*) FROM tickets WHERE tenant = $1 AND requester = $2"),
                    await Count($"SELECT count(*) FROM texts WHERE tenant = $1 AND erased_at IS NULL AND ticket {asked}"),
                    await Count($"SELECT count(*) FROM mails m WHERE m.tenant = $1 AND (m.ticket {asked} OR m.sender_key = (SELECT p.email_key FROM people p WHERE p.tenant = $1 AND p.id = $2))"),
                    await Count($"SELECT count(*) FROM attachments WHERE tenant = $1 AND ticket {asked}"));
            },
            stop);
    }

    public async Task<Outcome<PersonKept>> Do(Caller caller, PersonId person, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        var tenant = caller.Tenant;
        if (await database.Read(session => PersonTraces.Of(session, tenant, person), stop) is not { } traces)
        {
            return PeopleRefusals.Unknown;
        }

        await traces.Find(database, blobs, tenant, stop);
        await blobs.KeepEmpty(tenant, stop);
        var erased = new Erased();
        var done = await Refusable.Write<bool>(
            database,
            async session =>
            {
                erased = new Erased();
                if (await Refused(session, tenant, person) is { } refused)
                {
                    return refused;
                }

                if (await LegalHolds.Holds(session, tenant, person, traces.Texts, traces.Mails))
                {
                    return HoldRefusals.Held;
                }

                await Erasure.Overwriting(session, async () =>
                {
                    await Words(session, tenant, person, traces, erased);
                    await Traces(session, tenant, person, traces, erased);
                    await Self(session, tenant, person);
                    await AuditTrail.Record(session, tenant, caller.Actor, new AuditEntry(
                        "person.erased", PersonRows.Target(person), new { tickets = erased.Tickets, texts = erased.Texts, mails = erased.Mails, files = erased.Files }));
                });
                return true;
            },
            stop);
        if (done.Refusal is { } why)
        {
            return why;
        }

        await blobs.Remove(tenant, erased.Hashes, stop);
        await Erasure.Settle(database, stop);
        sessions.ForgetAll();
        return new PersonKept(erased.Tickets, erased.Texts, erased.Mails, erased.Files);
    }

    private static async Task<Refusal?> Refused(Session session, TenantId tenant, PersonId person) =>
        await PersonRows.Find(session, tenant, person) is not { } standing ? PeopleRefusals.Unknown
        : standing is { Staff: true, Active: true } ? PeopleRefusals.EraseActive
        : await session.Number("SELECT 1 FROM tickets WHERE tenant = $1 AND requester = $2 AND state = 'open' LIMIT 1", tenant.Value, person.Value) is not null ? PeopleRefusals.EraseOpen
        : null;

    private async Task Words(Session session, TenantId tenant, PersonId person, PersonTraces traces, Erased erased)
    {
        var now = clock.Now(tenant);
        foreach (var ticket in await session.Query("SELECT ticket FROM tickets WHERE tenant = $1 AND requester = $2", row => new TicketKey(row.GetInt64(0)), tenant.Value, person.Value))
        {
            await Erasure.Ticket(session, tenant, ticket, now, erased);
        }

        foreach (var text in traces.Texts)
        {
            erased.Texts += await traces.Rewrite(session, tenant, text) ? 1 : 0;
        }

        await traces.Articles(session, tenant);
        await traces.Views(session, tenant);
        await traces.Notes(session, tenant);
        var own = await session.Query(
            "SELECT id, ticket, seq FROM texts WHERE tenant = $1 AND author IN ($2, $3) AND erased_at IS NULL",
            row => (Id: row.GetInt64(0), Ticket: new TicketKey(row.GetInt64(1)), Seq: (int)row.GetInt64(2)), tenant.Value, Domain.Ledger.Actor.Customer(person).ToString(), new Domain.Ledger.Actor(Domain.Ledger.ActorKind.Approver, person).ToString());
        foreach (var (id, ticket, seq) in own)
        {
            await SearchIndex.Drop(session, tenant, ticket, seq, seq);
            await session.Do("UPDATE texts SET body = NULL, html = NULL, erased_at = $3 WHERE tenant = $1 AND id = $2", tenant.Value, id, now.ToUnixTimeMilliseconds());
            await FieldRows.Blank(session, tenant, id);
            erased.Texts++;
        }
    }

    private static async Task Traces(Session session, TenantId tenant, PersonId person, PersonTraces traces, Erased erased)
    {
        await Erasure.Files(session, tenant, "uploaded_by = $2 AND NOT EXISTS (SELECT 1 FROM people p WHERE p.tenant = attachments.tenant AND p.id = $2 AND p.kind = 'staff')", person.Value, erased);
        foreach (var file in traces.Files)
        {
            await session.Do("UPDATE attachments SET name = 'file' WHERE tenant = $1 AND id = $2", tenant.Value, file);
        }

        foreach (var mail in traces.Mails)
        {
            await Erasure.Mails(session, tenant, "id = $2", mail, erased);
        }

        if (traces.EmailKey is { } key)
        {
            await Erasure.Mails(session, tenant, "sender_key = $2", key, erased);
            await session.Do("DELETE FROM bounced_addresses WHERE tenant = $1 AND address_key = $2", tenant.Value, key);
            await session.Do("DELETE FROM copied_people WHERE tenant = $1 AND address_key = $2", tenant.Value, key);
        }

        foreach (var (column, set) in PersonTraces.Passing)
        {
            foreach (var mark in traces.Marks)
            {
                await session.Do($"{set} WHERE tenant = $1 AND replace(lower({column}), $2, '') <> lower({column})", tenant.Value, mark);
            }
        }
    }

    private static async Task Self(Session session, TenantId tenant, PersonId person)
    {
        foreach (var table in new[] { "sessions", "tokens", "passkeys", "sign_in_links", "time_links", "ticket_links", "calendar_feeds", "drafts", "personal_settings", "notifications", "watchers", "requests", "presence", "search_people", "page_views", "reported_calls", "article_votes", "sign_on_people", "provisioned_people", "provisioned_members", "push_devices" })
        {
            await session.Do($"DELETE FROM {table} WHERE tenant = $1 AND person = $2", tenant.Value, person.Value);
        }

        await BesideRows.LetGo(session, tenant, person);
        await session.Do(
            """
            UPDATE people SET name = $3, email = NULL, email_key = NULL, phone = NULL, zone = NULL, language = NULL, organisation = NULL, department = NULL, place = NULL, vip = false,
              sees_organisation = false, reach = NULL, signature = NULL, active = false, security_stamp = $4, password_hash = NULL, totp_secret = NULL, totp_last_step = NULL,
              recovery_codes = NULL, preferences = NULL, erased_at = $5
            WHERE tenant = $1 AND id = $2
            """,
            tenant.Value, person.Value, Nobody, PersonRows.NewStamp(), await session.Now());
    }
}
