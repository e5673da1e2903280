using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Push;

/// <summary>
/// News as it leaves for a browser. <paramref name="Sealed"/>: the browser's address as it lies in the database. <paramref name="Said"/>: what it
/// shows. <paramref name="Topic"/>: what a newer word replaces while the service still holds it; null for nothing.
/// </summary>
internal sealed record PushReady(string Sealed, string Said, bool Urgent, string? Topic, Duration Age);

/// <summary>What is to be told, or why nothing is. <paramref name="Over"/>: the browser is told nothing any more, whatever comes.</summary>
internal sealed record PushRead(PushReady? Ready, string? Why = null, bool Over = false);

/// <summary>
/// Reads news at the moment it leaves: only what its person may see then and lets interrupt them then, and little of it. What happened,
/// the ticket's number and its due; the subject, which a customer wrote, for whoever wishes it.
/// </summary>
public sealed class PushNews(Database database, DeskRulesCache rules, ReaderWords words, DeskClock clock)
{
    internal async Task<PushRead> Read(TenantId tenant, PushOrder order, CancellationToken stop)
    {
        var desk = await rules.Of(tenant, stop);
        return await database.Read(session => Read(session, tenant, desk, order), stop);
    }

    /// <summary>A word without news, by which somebody sees that it works.</summary>
    internal string Try(Caller caller) => Json(
        0, words.Say(caller.Language, "push.try-title", []) ?? "Headway", words.Say(caller.Language, "push.try-text", []) ?? "", "/notices/telling");

    private async Task<PushRead> Read(Session session, TenantId tenant, DeskRules desk, PushOrder order)
    {
        var row = await session.One(
            $"""
            SELECT d.person, d.secret, CASE WHEN {PushRows.Alive("$4")} THEN 1 ELSE 0 END, n.kind, n.at, n.ticket
            FROM push_devices d LEFT JOIN notifications n ON n.tenant = d.tenant AND n.id = $3 AND n.person = d.person AND n.read_at IS NULL
            WHERE d.tenant = $1 AND d.id = $2
            """,
            found => new
            {
                Person = new PersonId(found.GetInt64(0)),
                Sealed = found.GetString(1),
                Alive = found.GetInt64(2) == 1,
                Kind = found.TextOrNull(3),
                At = found.LongOrNull(4),
                Ticket = found.LongOrNull(5),
            },
            tenant.Value, order.Device, order.Notification, clock.Wall().ToUnixTimeMilliseconds());
        if (row is null)
        {
            return new PushRead(null, "The browser was switched off.");
        }

        if (!row.Alive || await Callers.Load(session, tenant, row.Person) is not { IsStaff: true } caller)
        {
            return new PushRead(null, "Its person is signed out there.", Over: true);
        }

        if (row.At is not { } at || !Enum.TryParse<NotificationKind>(row.Kind, out var kind))
        {
            return new PushRead(null, "It was read meanwhile.");
        }

        var (now, telling) = (clock.Now(tenant), await KeepTelling.Of(session, caller));
        var age = now - Instant.FromUnixTimeMilliseconds(at);
        if (age >= PushPatience.Worth || !telling.Lets(kind, NewsWays.Closed, now, caller.Zone))
        {
            return new PushRead(null, age >= PushPatience.Worth ? "It came too late." : "Nothing may interrupt now.");
        }

        var topic = row.Ticket is { } ticket ? await Topic(session, caller, desk, ticket) : new Seen(null, null, null);
        if (topic is null)
        {
            return new PushRead(null, "Its person does not see the ticket.");
        }

        var said = Say(caller, order, kind, topic, telling.PushSubject, now);
        return new PushRead(new PushReady(row.Sealed, said, Telling.IsException(kind), row.Ticket is { } about ? Name(row.Sealed, about) : null, age));
    }

    private static async Task<Seen?> Topic(Session session, Caller caller, DeskRules desk, long ticket)
    {
        var args = new List<object?>();
        var scope = caller.Where("t", args);
        args.Add(ticket);
        return await session.One(
            $"SELECT t.number, t.subject, t.next_due, t.team FROM tickets t WHERE {scope} AND t.ticket = ${args.Count}",
            row => new Seen(
                row.GetInt64(0), row.TextOrNull(1),
                row.LongOrNull(2) is { } due && (!desk.Teams.TryGetValue(new TeamId(row.GetInt64(3)), out var team) || team.Mode.HasDues()) ? Instant.FromUnixTimeMilliseconds(due) : null),
            [.. args]);
    }

    private string Say(Caller caller, PushOrder order, NotificationKind kind, Seen seen, bool subject, Instant now)
    {
        var title = words.Say(caller.Language, $"news.{kind}", [seen.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number}") : ""]) ?? words.Say(caller.Language, "push.news", []) ?? "Headway";
        var due = seen.Due is { } at ? words.Say(caller.Language, "push.due", [words.When(caller.Language, caller.Zone, at, now)]) : null;
        return Json(
            order.Notification, title, string.Join('\n', new[] { subject ? Short(seen.Subject) : null, due }.OfType<string>()),
            string.Create(CultureInfo.InvariantCulture, $"/notices/{order.Notification}"));
    }

    private static string Json(long id, string title, string body, string to) => JsonSerializer.Serialize(new { id, title, body, to }, JsonSerializerOptions.Web);

    private static string? Short(string? subject) => subject is null ? null : subject.Length <= 120 ? subject : subject[..118] + "…";

    // The service sees that two words are of the same ticket, and not of which.
    private static string Name(string @sealed, long ticket) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ticket} {@sealed}"))).AsSpan(0, 24));

    private sealed record Seen(long? Number, string? Subject, Instant? Due);
}
