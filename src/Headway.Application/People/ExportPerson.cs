using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Application.People;

/// <summary>What is kept of one person, as it is handed out to them. Words that support keeps among itself are counted and not said.</summary>
public sealed record PersonExport(
    string Name, string? Email, string Kind, string? Phone, string? Organisation, string? Department, string? Place, string? Zone, string? Language, bool Vip, string? ToReach, string? Signature,
    Instant Since, IReadOnlyList<ExportedTicket> Tickets, IReadOnlyList<ExportedWords> Elsewhere, IReadOnlyList<long> Watches, IReadOnlyList<long> CopiedOn, IReadOnlyList<ExportedScore> Feedback,
    int Mails, int Sessions, int Tokens, int Passkeys, int Browsers, IReadOnlyList<string> SignsOnAs)
{
    public Beside Beside { get; init; } = Beside.Nobody;
}

/// <summary>A ticket they asked for. <paramref name="Internal"/>: how many of its words are support's own.</summary>
public sealed record ExportedTicket(long Number, string Subject, string Type, string State, Instant Opened, Instant? Closed, IReadOnlyList<ExportedWords> Words, IReadOnlyList<ExportedFile> Files, int Internal);

/// <summary>Words on a ticket; <paramref name="Own"/>: the person wrote them.</summary>
public sealed record ExportedWords(long Ticket, Instant At, bool Own, string? Text);

public sealed record ExportedFile(string? Name, string MediaType, long Bytes);

public sealed record ExportedScore(long Ticket, int Score, Instant? At);

/// <summary>Hands out what is kept of a person: for whoever asks what the desk knows of them. That it was done stands in the trail.</summary>
public sealed class ExportPerson(Database database)
{
    public async Task<Outcome<PersonExport>> Do(Caller caller, PersonId person, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        if (await database.Snapshot(session => Read(session, caller.Tenant, person), stop) is not { } export)
        {
            return PeopleRefusals.Unknown;
        }

        await database.Write(
            session => AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("person.exported", PersonRows.Target(person), new { tickets = export.Tickets.Count })).AsTask(), stop);
        return export;
    }

    private static async Task<PersonExport?> Read(Session session, TenantId tenant, PersonId person)
    {
        object?[] who = [tenant.Value, person.Value];
        async Task<int> Count(string sql) => (int)(await session.Number(sql, who) ?? 0);
        var tickets = await session.Query(
            "SELECT ticket, number, subject, type, state, opened, closed_at FROM tickets WHERE tenant = $1 AND requester = $2 ORDER BY opened, ticket",
            row => (Key: row.GetInt64(0), Ticket: new ExportedTicket(row.GetInt64(1), row.TextOrNull(2) ?? "", row.GetString(3).ToLowerInvariant(), row.GetString(4), At(row.GetInt64(5)), row.LongOrNull(6) is { } closed ? At(closed) : null, [], [], 0)), who);
        var own = (Customer: Actor.Customer(person).ToString(), Approver: new Actor(ActorKind.Approver, person).ToString());
        var words = (await session.Query(
            $"""
            SELECT x.ticket, t.number, x.at, x.author IN ($3, $4), x.body, x.kind IN ({Conversation.PublicKinds}) OR x.author IN ($3, $4), t.requester = $2
            FROM texts x JOIN tickets t ON t.tenant = x.tenant AND t.ticket = x.ticket
            WHERE x.tenant = $1 AND (t.requester = $2 OR x.author IN ($3, $4)) AND NOT x.withdrawn AND x.erased_at IS NULL AND x.body IS NOT NULL ORDER BY x.at, x.id
            """,
            row => (Ticket: row.GetInt64(0), Words: new ExportedWords(row.GetInt64(1), At(row.GetInt64(2)), row.GetBoolean(3), row.TextOrNull(4)), Told: row.GetBoolean(5), Asked: row.GetBoolean(6)),
            [.. who, own.Customer, own.Approver])).ToLookup(row => row.Ticket);
        var files = (await session.Query(
            "SELECT a.ticket, a.name, a.media_type, a.length FROM attachments a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE a.tenant = $1 AND t.requester = $2 ORDER BY a.id",
            row => (Ticket: row.GetInt64(0), File: new ExportedFile(row.TextOrNull(1), row.GetString(2), row.GetInt64(3))), who)).ToLookup(row => row.Ticket, row => row.File);
        var whole = tickets.ConvertAll(one => one.Ticket with
        {
            Words = [.. words[one.Key].Where(row => row.Told).Select(row => row.Words)],
            Files = [.. files[one.Key]],
            Internal = words[one.Key].Count(row => !row.Told),
        });
        var elsewhere = words.SelectMany(group => group).Where(row => !row.Asked).Select(row => row.Words).ToList();
        var watches = await session.Query("SELECT t.number FROM watchers w JOIN tickets t ON t.tenant = w.tenant AND t.ticket = w.ticket WHERE w.tenant = $1 AND w.person = $2 ORDER BY t.number", row => row.GetInt64(0), who);
        var copied = await session.Query(
            "SELECT t.number FROM copied_people c JOIN people p ON p.tenant = c.tenant AND p.email_key = c.address_key JOIN tickets t ON t.tenant = c.tenant AND t.ticket = c.ticket WHERE c.tenant = $1 AND p.id = $2 ORDER BY t.number",
            row => row.GetInt64(0), who);
        var scores = await session.Query(
            "SELECT t.number, f.score, f.said_at FROM feedback f JOIN tickets t ON t.tenant = f.tenant AND t.ticket = f.ticket WHERE f.tenant = $1 AND t.requester = $2 AND f.score IS NOT NULL ORDER BY f.asked_at",
            row => new ExportedScore(row.GetInt64(0), (int)row.GetInt64(1), row.LongOrNull(2) is { } at ? At(at) : null), who);
        var (mails, sessions, tokens, passkeys) = (
            await Count("SELECT count(*) FROM mails m JOIN people p ON p.tenant = m.tenant AND p.email_key = m.sender_key WHERE m.tenant = $1 AND p.id = $2"),
            await Count("SELECT count(*) FROM sessions WHERE tenant = $1 AND person = $2"), await Count("SELECT count(*) FROM tokens WHERE tenant = $1 AND person = $2"),
            await Count("SELECT count(*) FROM passkeys WHERE tenant = $1 AND person = $2"));
        var browsers = await Count("SELECT count(*) FROM push_devices WHERE tenant = $1 AND person = $2");
        var known = await session.Query("SELECT subject FROM sign_on_people WHERE tenant = $1 AND person = $2 ORDER BY subject", row => row.GetString(0), who);
        return await session.One(
            $"""
            SELECT p.name, p.email, p.kind, p.phone, o.name, p.department, p.place, p.zone, p.language, p.vip, p.reach, p.signature, p.created, {BesideRows.Addresses("p")}
            FROM people p LEFT JOIN organisations o ON o.tenant = p.tenant AND o.id = p.organisation WHERE p.tenant = $1 AND p.id = $2
            """,
            row => new PersonExport(
                row.GetString(0), row.TextOrNull(1), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7), row.TextOrNull(8), row.GetBoolean(9),
                row.TextOrNull(10), row.TextOrNull(11), At(row.GetInt64(12)), whole, elsewhere, watches, copied, scores, mails, sessions, tokens, passkeys, browsers, known)
            { Beside = BesideRows.Of(row, 13) },
            who);
    }

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
