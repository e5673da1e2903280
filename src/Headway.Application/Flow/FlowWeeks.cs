using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
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

    // SQLite joins at most 500 in one statement.
    private const int MostCounted = 200;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<(TenantId Tenant, string Zone, LocalDate Monday), Kept> _kept = new();

    /// <summary>
    /// For each span the weeks that it touches, each whole up to the span's end, oldest first. How many verdicts the weeks have that are
    /// over is asked once for all of them.
    /// </summary>
    internal async ValueTask<IReadOnlyList<IReadOnlyList<FlowWeek>>> Read(
        Session session, TenantId tenant, DeskRules desk, DateTimeZone zone, IReadOnlyList<(Instant From, Instant To)> spans, Instant now)
    {
        var stretches = spans.Select(span => Stretches(zone, span.From, span.To)).ToList();
        var counts = await Counts(session, tenant, [.. stretches.SelectMany(one => one).Where(one => !one.Running).Distinct()]);
        var read = new List<IReadOnlyList<FlowWeek>>();
        foreach (var span in stretches)
        {
            var weeks = new List<FlowWeek>();
            foreach (var one in span)
            {
                weeks.Add(one.Running
                    ? new FlowWeek(one.Monday, true, await Cells(session, tenant, desk, one.Start, one.End, now))
                    : await Closed(session, tenant, desk, zone, one, counts[one], now));
            }

            read.Add(weeks);
        }

        return read;
    }

    private static List<Stretch> Stretches(DateTimeZone zone, Instant from, Instant to)
    {
        var weeks = new List<Stretch>();
        for (var monday = FlowScope.MondayOf(from, zone); Start(monday) < to; monday = monday.PlusWeeks(1))
        {
            var end = Start(monday.PlusWeeks(1));
            weeks.Add(new Stretch(monday, Start(monday), Instant.Min(end, to), to < end));
        }

        return weeks;

        Instant Start(LocalDate date) => zone.AtStartOfDay(date).ToInstant();
    }

    private async ValueTask<FlowWeek> Closed(Session session, TenantId tenant, DeskRules desk, DateTimeZone zone, Stretch one, long count, Instant now)
    {
        var key = (tenant, zone.Id, one.Monday);
        if (_kept.TryGetValue(key, out var kept) && kept.Count == count && time.GetElapsedTime(kept.At) < Fresh)
        {
            return kept.Week;
        }

        var week = new FlowWeek(one.Monday, false, count == 0 ? [] : await Cells(session, tenant, desk, one.Start, one.End, now));
        if (_kept.Count >= MostKept && _kept.MinBy(pair => pair.Value.At) is { Key: var oldest })
        {
            _kept.TryRemove(oldest, out _);
        }

        _kept[key] = new Kept(week, count, time.GetTimestamp());
        return week;
    }

    private static async ValueTask<Dictionary<Stretch, long>> Counts(Session session, TenantId tenant, IReadOnlyList<Stretch> weeks)
    {
        var args = new List<object?> { tenant.Value };
        var counted = new Dictionary<Stretch, long>();
        foreach (var some in weeks.Chunk(MostCounted))
        {
            var parts = some.Select((week, i) => $"SELECT {Put(i)} AS week, count(*) AS verdicts FROM activities WHERE tenant = $1 AND verdict_at >= {Put(week.Start.ToUnixTimeMilliseconds())} AND verdict_at < {Put(week.End.ToUnixTimeMilliseconds())}");
            foreach (var (week, count) in await session.Query(string.Join(" UNION ALL ", parts), row => (row.GetInt64(0), row.GetInt64(1)), [.. args]))
            {
                counted[some[week]] = count;
            }

            args.RemoveRange(1, args.Count - 1);
        }

        return counted;

        string Put(long value)
        {
            args.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }

    private static async ValueTask<IReadOnlyList<FlowCell>> Cells(Session session, TenantId tenant, DeskRules desk, Instant from, Instant to, Instant now)
    {
        var rows = await session.Query(
            """
            SELECT coalesce(a.judged_team, a.team), a.status, a.type, t.service, a.priority, a.held_by, a.high_priority, a.opened, a.original_due, a.due, a.closed, a.outcome, a.verdict, a.done_by,
                   a.judged_person, a.uncounted
            FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE a.tenant = $1 AND a.verdict_at >= $2 AND a.verdict_at < $3 AND (NOT a.uncounted OR a.done_by LIKE 'machine:%')
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
        var person = by?.StartsWith("staff:", StringComparison.Ordinal) == true ? long.Parse(by.AsSpan(6), CultureInfo.InvariantCulture) : (long?)null;
        return Measured.Of(
            key, found.Calendar, row.TextOrNull(12) is { } verdict ? Enum.Parse<Verdict>(verdict) : null, row.TextOrNull(11) is { } outcome ? Enum.Parse<ActivityOutcome>(outcome) : null,
            At(row.GetInt64(7)), At(row.GetInt64(8)), At(row.GetInt64(9)), row.LongOrNull(10) is { } closed ? At(closed) : null,
            person is not null, person is not null && row.LongOrNull(14) is { } answerable && answerable != person, now) with
        {
            ByMachine = by?.StartsWith("machine:", StringComparison.Ordinal) == true,
            Uncounted = row.GetBoolean(15),
        };
    }

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>A week, or what of it lies before a span's end: then it still runs.</summary>
    private sealed record Stretch(LocalDate Monday, Instant Start, Instant End, bool Running);

    private sealed record Kept(FlowWeek Week, long Count, long At);
}
