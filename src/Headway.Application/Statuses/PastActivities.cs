using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Statuses;

/// <summary>
/// The tenant's own activities of the last 28 days whose due came from a threshold: decided in that time and not moved. A
/// due that somebody chose or a supplier gave would not have been another by any rule, and is left out.
/// </summary>
internal static class PastActivities
{
    /// <summary>The newest come first; a desk with more than this in 28 days is told by these.</summary>
    public const int Most = 20_000;

    public static readonly Duration Reach = Duration.FromDays(28);

    private static readonly string[] ByThreshold = ["response-target", "service-response-target", "chosen-day"];

    public static async Task<IReadOnlyList<PastActivity>> Read(Session session, TenantId tenant, Instant now, IReadOnlyCollection<StatusCode>? statuses = null, string? calendar = null)
    {
        var calendars = await CalendarsByVersion(session, tenant);
        var list = statuses is null ? "" : $" AND a.status IN ({string.Join(", ", statuses.Select((_, index) => $"${index + 4}"))})";
        var rows = await session.Query(
            $"""
            SELECT a.priority, t.service, a.opened, a.original_due, a.closed, f.seq, f.at, f.actor, f.kind, f.version, f.body
            FROM activities a
            JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
            JOIN facts f ON f.tenant = a.tenant AND f.ticket = a.ticket AND f.seq = a.id
            WHERE a.tenant = $1 AND a.verdict_at >= $2 AND a.verdict_at < $3 AND a.verdict <> 'Rescheduled'{list}
            ORDER BY a.verdict_at DESC LIMIT {Most}
            """,
            row => (
                Priority: (Priority)row.GetInt64(0), Service: row.LongOrNull(1) is { } service ? new ServiceId(service) : (ServiceId?)null,
                Opened: At(row.GetInt64(2)), Due: At(row.GetInt64(3)), Closed: row.LongOrNull(4) is { } closed ? At(closed) : (Instant?)null,
                Fact: new StoredFact((int)row.GetInt64(5), row.GetInt64(6), row.GetString(7), row.GetString(8), (int)row.GetInt64(9), row.GetString(10))),
            [tenant.Value, (now - Reach).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), .. (statuses ?? []).Select(status => (object?)status.Value)]);
        var past = new List<PastActivity>(rows.Count);
        foreach (var row in rows)
        {
            if (TicketCodec.Instance.Read(row.Fact).Fact is ActivityOpened { Basis: { ThresholdMs: { } ms, Calendar: { } name, CalendarVersion: { } version } basis } opened
                && (basis.Rule.StartsWith("status", StringComparison.Ordinal) || ByThreshold.Contains(basis.Rule))
                && (calendar is null || calendar == name)
                && calendars.TryGetValue((name, version), out var counted))
            {
                past.Add(new PastActivity(
                    opened.Status, opened.Team, row.Priority, row.Service, counted, basis.Eta ?? row.Opened, new WorkingTime(Duration.FromMilliseconds(ms)), row.Due, row.Closed));
            }
        }

        return past;
    }

    private static async Task<Dictionary<(string Name, int Version), WorkCalendar>> CalendarsByVersion(Session session, TenantId tenant)
    {
        var rows = await session.Query(
            "SELECT name, version, body FROM calendars WHERE tenant = $1",
            row => (Name: row.GetString(0), Version: (int)row.GetInt64(1), Body: row.GetString(2)), tenant.Value);
        return rows.ToDictionary(row => (row.Name, row.Version), row => RulesReader.ReadCalendar(row.Body, row.Name, row.Version));
    }

    private static Instant At(long ms) => Instant.FromUnixTimeMilliseconds(ms);
}
