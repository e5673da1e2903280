using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Outages;

/// <summary>A major incident that is open: one cause on which many tickets may hang.</summary>
public sealed record Outage(TicketKey Ticket, long Number, string Subject, Instant Opened, Instant? Promise, long? Service);

/// <summary>What hangs on a major incident: open tickets, and how many of their customers ask where it is.</summary>
public sealed record Hanging(int Open, int Chased, int Unanswered)
{
    /// <summary>How many have been asked to try already.</summary>
    public int Trying { get; init; }
}

/// <summary>Finds the major incident a ticket may belong to, and the tickets like it that are not tied to it yet.</summary>
internal static class OutageQuery
{
    private static readonly Duration Near = Duration.FromHours(24);

    /// <summary>The open major incident that this ticket reads like: the same service, or a telling word of the subject in both.</summary>
    public static async Task<Outage?> Like(Session session, Caller caller, TicketState state, string subject)
    {
        if (!state.IsOpen || state.HasEnded || state.MajorIncident || state.Links.Any(link => link.Kind == LinkKind.ChildOf))
        {
            return null;
        }

        var args = new List<object?>();
        var open = await session.Query(
            $"SELECT t.ticket, t.number, t.subject, t.opened, t.promise_at, t.service FROM tickets t WHERE {caller.Where("t", args)} AND t.major AND t.state = 'open' ORDER BY t.opened DESC LIMIT 5",
            Row, [.. args]);
        return open.Find(outage => outage.Ticket != state.Key && IsLike(outage.Subject, outage.Service, outage.Opened, subject, state.Service?.Value, state.Opened));
    }

    /// <summary>An open ticket like the major incident that is not tied to one; the oldest first.</summary>
    public static async Task<OtherTicketLike?> NextLike(Session session, Caller caller, TicketState major, string subject)
    {
        if (!major.MajorIncident || !major.IsOpen)
        {
            return null;
        }

        var args = new List<object?> { (major.Opened - Near).ToUnixTimeMilliseconds(), major.Key.Value };
        var rows = await session.Query(
            $"""
            SELECT t.number, t.subject, t.service, t.opened, p.name FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.requester
            WHERE t.opened >= $1 AND t.ticket <> $2 AND {caller.Where("t", args)} AND t.state = 'open' AND NOT t.major
              AND NOT EXISTS (SELECT 1 FROM links l WHERE l.tenant = t.tenant AND l.ticket = t.ticket AND l.kind = 'ChildOf')
            ORDER BY t.opened LIMIT 200
            """,
            row => (Number: row.GetInt64(0), Subject: row.TextOrNull(1) ?? "", Service: row.LongOrNull(2), Opened: At(row.GetInt64(3)), Requester: row.GetString(4)),
            [.. args]);
        foreach (var row in rows)
        {
            if (IsLike(subject, major.Service?.Value, major.Opened, row.Subject, row.Service, row.Opened))
            {
                return new OtherTicketLike(row.Number, row.Subject, row.Requester);
            }
        }

        return null;
    }

    public static async Task<Hanging?> On(Session session, TenantId tenant, TicketState state)
    {
        if (!state.Links.Any(link => link.Kind == LinkKind.ParentOf))
        {
            return null;
        }

        return await session.One(
            """
            SELECT count(*), sum(CASE WHEN EXISTS (SELECT 1 FROM chases c WHERE c.tenant = t.tenant AND c.ticket = t.ticket AND c.closed IS NULL) THEN 1 ELSE 0 END),
                   sum(CASE WHEN t.unanswered_at IS NOT NULL THEN 1 ELSE 0 END), sum(CASE WHEN t.status = 'CUST_TESTING' THEN 1 ELSE 0 END)
            FROM links l JOIN tickets t ON t.tenant = l.tenant AND t.ticket = l.other WHERE l.tenant = $1 AND l.ticket = $2 AND l.kind = 'ParentOf' AND t.state = 'open'
            """,
            row => new Hanging((int)row.GetInt64(0), Whole(row, 1), Whole(row, 2)) { Trying = Whole(row, 3) }, tenant.Value, state.Key.Value);
    }

    public static Outage Row(System.Data.Common.DbDataReader row) => new(
        new TicketKey(row.GetInt64(0)), row.GetInt64(1), row.TextOrNull(2) ?? "", At(row.GetInt64(3)), row.LongOrNull(4) is { } promise ? At(promise) : null, row.LongOrNull(5));

    private static bool IsLike(string one, long? oneService, Instant oneAt, string other, long? otherService, Instant otherAt) =>
        (oneAt > otherAt ? oneAt - otherAt : otherAt - oneAt) <= Near
        && (oneService is not null && oneService == otherService || Alike.Shared(one, other) > 0);

    private static int Whole(System.Data.Common.DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToInt32(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}

/// <summary>A ticket that may have the same cause.</summary>
public sealed record OtherTicketLike(long Number, string Subject, string Requester);
