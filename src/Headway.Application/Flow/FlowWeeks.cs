using System.Collections.Concurrent;
using System.Data.Common;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>The cells of one week, of every team.</summary>
public sealed record FlowWeek(LocalDate Monday, bool Running, IReadOnlyList<FlowCell> Cells);

/// <summary>
/// Decided activities, week by week, as cells. A week that is over is read once and kept: verdicts never change. It is
/// read anew when its number of verdicts differs (history was imported) and after half an hour (a service was changed).
/// </summary>
public sealed class FlowWeeks(TimeProvider time)
{
    private const int MostKept = 260;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<(TenantId Tenant, string Zone, LocalDate Monday), Kept> _kept = new();

    /// <summary>The weeks that [<paramref name="from"/>, <paramref name="to"/>) touches, each whole up to <paramref name="to"/>, oldest first.</summary>
    internal async ValueTask<IReadOnlyList<FlowWeek>> Read(Session session, TenantId tenant, DeskRules desk, DateTimeZone zone, Instant from, Instant to, Instant now)
    {
        var weeks = new List<FlowWeek>();
        for (var monday = FlowScope.MondayOf(from, zone); Start(monday) < to; monday = monday.PlusWeeks(1))
        {
            var (start, end) = (Start(monday), Instant.Min(Start(monday.PlusWeeks(1)), to));
            weeks.Add(end < Start(monday.PlusWeeks(1)) ? new FlowWeek(monday, true, await Cells(session, tenant, desk, start, end, now)) : await Closed(monday, start, end));
        }

        return weeks;

        Instant Start(LocalDate date) => zone.AtStartOfDay(date).ToInstant();

        async ValueTask<FlowWeek> Closed(LocalDate monday, Instant start, Instant end)
        {
            var count = await session.Number(
                "SELECT count(*) FROM activities WHERE tenant = $1 AND verdict_at >= $2 AND verdict_at < $3", tenant.Value, start.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds()) ?? 0;
            var key = (tenant, zone.Id, monday);
            if (_kept.TryGetValue(key, out var kept) && kept.Count == count && time.GetElapsedTime(kept.At) < Fresh)
            {
                return kept.Week;
            }

            var week = new FlowWeek(monday, false, count == 0 ? [] : await Cells(session, tenant, desk, start, end, now));
            if (_kept.Count >= MostKept && _kept.MinBy(pair => pair.Value.At) is { Key: var oldest })
            {
                _kept.TryRemove(oldest, out _);
            }

            _kept[key] = new Kept(week, count, time.GetTimestamp());
            return week;
        }
    }

    private static async ValueTask<IReadOnlyList<FlowCell>> Cells(Session session, TenantId tenant, DeskRules desk, Instant from, Instant to, Instant now)
    {
        var rows = await session.Query(
            """
            SELECT coalesce(a.judged_team, a.team), a.status, a.type, t.service, a.priority, a.held_by, a.high_priority, a.opened, a.original_due, a.due, a.closed, a.outcome, a.verdict, a.done_by,
                   a.judged_person
            FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE a.tenant = $1 AND a.verdict_at >= $2 AND a.verdict_at < $3 AND NOT a.uncounted
            """,
            row => Row(row, desk, now), tenant.Value, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        return FlowCell.Of(rows.OfType<Measured>());
    }

    private static Measured? Row(DbDataReader row, DeskRules desk, Instant now)
    {
        var team = new TeamId(row.GetInt64(0));
        if (!desk.Teams.TryGetValue(team, out var found))
        {
            return null;
        }

        var key = new FlowKey(
            team, new StatusCode(row.GetString(1)), row.GetString(2), row.LongOrNull(3), (Priority)row.GetInt64(4), Enum.Parse<HeldBy>(row.GetString(5)), row.GetBoolean(6));
        var by = row.TextOrNull(13);
        var person = by?.StartsWith("staff:", StringComparison.Ordinal) == true ? long.Parse(by.AsSpan(6), System.Globalization.CultureInfo.InvariantCulture) : (long?)null;
        return Measured.Of(
            key, found.Calendar, row.TextOrNull(12) is { } verdict ? Enum.Parse<Verdict>(verdict) : null, row.TextOrNull(11) is { } outcome ? Enum.Parse<ActivityOutcome>(outcome) : null,
            At(row.GetInt64(7)), At(row.GetInt64(8)), At(row.GetInt64(9)), row.LongOrNull(10) is { } closed ? At(closed) : null,
            person is not null, person is not null && row.LongOrNull(14) is { } answerable && answerable != person, now);
    }

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);

    private sealed record Kept(FlowWeek Week, long Count, long At);
}
