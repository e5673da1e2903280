using System.Globalization;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Recognition;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Recognition;

/// <summary>Reads contributions from what was done: they are derived, never stored, so nobody can edit them.</summary>
internal static class RecognitionRows
{
    /// <summary>Settled contributions of a team's people (or of one person) that were done since <paramref name="from"/>.</summary>
    public static async ValueTask<IReadOnlyList<Contribution>> Read(Session session, TenantId tenant, DeskRules desk, TeamId? team, PersonId? person, Instant from, Instant now)
    {
        var args = new List<object?> { tenant.Value, Ms(from), Ms(from - Duration.FromDays(30)) };
        var who = "";
        if (person is { } one)
        {
            args.Add($"staff:{one.Value.ToString(CultureInfo.InvariantCulture)}");
            who = " AND a.done_by = $4";
        }
        else if (team is { } of)
        {
            args.Add(of.Value);
            who = " AND EXISTS (SELECT 1 FROM memberships m WHERE m.tenant = a.tenant AND m.team = $4 AND a.done_by = 'staff:' || CAST(m.person AS TEXT))";
        }

        var acts = await session.Query(
            $"""
            SELECT a.done_by, coalesce(a.judged_team, a.team), a.ticket, a.id, a.type, a.status, a.closed, a.opened, a.due, a.high_priority, a.judged_person
            FROM activities a WHERE a.tenant = $1 AND a.verdict_at >= $3 AND a.closed >= $2 AND a.outcome = 'Progressed' AND a.done_by LIKE 'staff:%'{who}
            """,
            row =>
            {
                var by = new PersonId(long.Parse(row.GetString(0).AsSpan(6), CultureInfo.InvariantCulture));
                var (closed, help, answerable) = (At(row.GetInt64(6)), row.GetString(5) == "ASSIST", row.LongOrNull(10));
                return new QualifyingAct(
                    by, new TeamId(row.GetInt64(1)), row.GetInt64(2), (int)row.GetInt64(3), row.GetString(4), row.GetString(5), closed, At(row.GetInt64(7)), Activity.IsOnTime(closed, At(row.GetInt64(8))),
                    row.GetBoolean(9), !help && answerable is { } owner && owner != by.Value, help, answerable is { } one && one != by.Value ? new PersonId(one) : null);
            },
            [.. args]);
        var bounces = await session.Query(
            "SELECT a.ticket, a.opened, a.status FROM activities a WHERE a.tenant = $1 AND (a.open OR a.verdict_at >= $2) AND a.status IN ('REOPENED', 'REJECTED', 'CHASED') AND a.opened >= $2",
            row => new Bounce(row.GetInt64(0), At(row.GetInt64(1)), row.GetString(2)), tenant.Value, Ms(from));
        return Contribution.Settle(acts.Where(act => desk.Teams.ContainsKey(act.Team)), bounces, desk.CalendarOf, now);
    }

    public static async ValueTask<Dictionary<long, (long Number, string Subject, bool Shown)>> Tickets(Session session, Access.Caller caller, IEnumerable<long> keys)
    {
        var found = new Dictionary<long, (long Number, string Subject, bool Shown)>();
        foreach (var wanted in keys.Distinct().Chunk(300))
        {
            var args = new List<object?>();
            var scope = Access.TicketScope.Where(caller, "t", args);
            var list = string.Join(", ", wanted.Select(key =>
            {
                args.Add(key);
                return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
            }));
            foreach (var row in await session.Query(
                $"SELECT t.ticket, t.number, t.subject FROM tickets t WHERE {scope} AND t.ticket IN ({list})", row => (Key: row.GetInt64(0), Number: row.GetInt64(1), Subject: row.TextOrNull(2) ?? ""), [.. args]))
            {
                found[row.Key] = (row.Number, row.Subject, true);
            }
        }

        return found;
    }

    public static async ValueTask<Dictionary<PersonId, string>> Names(Session session, TenantId tenant) => (await session.Query(
        "SELECT id, name FROM people WHERE tenant = $1 AND kind = 'staff'", row => (Id: new PersonId(row.GetInt64(0)), Name: row.GetString(1)), tenant.Value)).ToDictionary(one => one.Id, one => one.Name);

    public static long Ms(Instant at) => at.ToUnixTimeMilliseconds();

    public static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
