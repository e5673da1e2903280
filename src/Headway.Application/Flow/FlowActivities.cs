using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>
/// Which activities stand behind a mark. <paramref name="Open"/>: instead of decided ones, those open now: all, or overdue.
/// </summary>
public sealed record ActivityMarks(Verdict? Verdict = null, bool Mid = false, bool Covered = false, bool High = false, string? Open = null)
{
    /// <summary>What machines finished for people, whether it counts in the Progression SLA or not.</summary>
    public bool Machine { get; init; }

    /// <summary>Those that count in the Progression SLA: in time, moved or late.</summary>
    public bool Decided { get; init; }

    /// <summary>Those whose time counts: progressed, by whom it was theirs.</summary>
    public bool Done { get; init; }

    /// <summary>Those that are no more open.</summary>
    public bool Closed { get; init; }

    /// <summary>Whose turn it was.</summary>
    public HeldBy? Held { get; init; }
}

/// <summary>An activity behind a mark.</summary>
public sealed record FlowActivity(
    long Number, int Seq, string Subject, StatusCode Status, string Type, TeamId Team, Instant Opened, Instant OriginalDue, Instant Due, Instant? Closed, ActivityOutcome? Outcome,
    Verdict? Verdict, Instant? VerdictAt)
{
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Seq}");
}

/// <summary>A page of them, newest first, and how many there are in all.</summary>
public sealed record FlowActivitiesRead(IReadOnlyList<FlowActivity> Rows, int Total, DeskRules Rules)
{
    /// <summary>So many more count in the figure, on tickets of restricted teams that the reader is not in.</summary>
    public int Withheld { get; init; }
}

/// <summary>The activities behind a figure: those on tickets that the caller may see, of teams whose figures are the caller's.</summary>
public sealed class FlowActivitiesQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    public const int Page = 100;

    /// <summary>As many as an export takes along.</summary>
    public const int Most = 50_000;

    public async Task<Outcome<FlowActivitiesRead>> Read(Caller caller, FlowScope scope, ActivityMarks marks, int skip = 0, int take = Page, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        var judged = marks.Open is null;
        const string From = "FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket";
        return await database.Snapshot<Outcome<FlowActivitiesRead>>(
            async session =>
            {
                var args = new List<object?>();
                var where = Where(caller, scope, marks, now, args);
                var rows = await session.Query(
                    $"""
                    SELECT t.number, a.id, t.subject, a.status, a.type, coalesce(a.judged_team, a.team), a.opened, a.original_due, a.due, a.closed, a.outcome, a.verdict, a.verdict_at
                    {From} WHERE {where} ORDER BY {(judged ? "a.verdict_at DESC" : "a.due")}, a.ticket, a.id LIMIT {Math.Clamp(take, 1, Most)} OFFSET {Math.Max(0, skip)}
                    """,
                    Row, [.. args]);
                var total = await Count(session, caller);
                return new FlowActivitiesRead(rows, total, desk) { Withheld = caller.HiddenTeams.Count == 0 ? 0 : await Count(session, caller.WithNothingHidden) - total };
            },
            stop);

        async ValueTask<int> Count(Session session, Caller reader)
        {
            var args = new List<object?>();
            return (int)(await session.Number($"SELECT count(*) {From} WHERE {Where(reader, scope, marks, now, args)}", [.. args]) ?? 0);
        }
    }

    private static string Where(Caller caller, FlowScope scope, ActivityMarks marks, Instant now, List<object?> args)
    {
        var where = caller.Where("t", args);
        var judged = marks.Open is null;
        if (judged)
        {
            where += $" AND {(marks.Machine ? "a.done_by LIKE 'machine:%' AND a.outcome = 'Progressed'" : "NOT a.uncounted")} AND a.verdict_at >= {Put(scope.From.ToUnixTimeMilliseconds())} AND a.verdict_at < {Put(scope.To.ToUnixTimeMilliseconds())}";
        }
        else
        {
            where += " AND a.open" + (marks.Open == "overdue" ? $" AND a.due < {Put(now.ToUnixTimeMilliseconds())}" : "");
        }

        where += FlowReach.Where(caller, scope.Team, judged ? "coalesce(a.judged_team, a.team)" : "a.team", args) + OpenFlow.Narrowed(scope, args);
        where += marks.Verdict is { } verdict ? $" AND a.verdict = {Put(verdict.ToString())}" : "";
        where += marks.Mid ? " AND a.type <> 'new-response'" : "";
        where += marks.Decided ? " AND a.verdict <> 'Excluded'" : "";
        where += marks.Done ? " AND a.outcome = 'Progressed' AND (a.done_by IS NULL OR a.done_by NOT LIKE 'machine:%')" : "";
        where += marks.Closed ? " AND a.closed IS NOT NULL" : "";
        where += marks.Held is { } held ? $" AND a.held_by = {Put(held.ToString())}" : "";
        where += marks.High ? " AND a.high_priority" : "";
        where += marks.Covered ? " AND a.outcome = 'Progressed' AND a.judged_person IS NOT NULL AND a.done_by LIKE 'staff:%' AND a.done_by <> 'staff:' || CAST(a.judged_person AS TEXT)" : "";
        return where;

        string Put(object value)
        {
            args.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }

    private static FlowActivity Row(DbDataReader row) => new(
        row.GetInt64(0), (int)row.GetInt64(1), row.TextOrNull(2) ?? "", new StatusCode(row.GetString(3)), row.GetString(4), new TeamId(row.GetInt64(5)), At(row.GetInt64(6)), At(row.GetInt64(7)),
        At(row.GetInt64(8)), row.LongOrNull(9) is { } closed ? At(closed) : null, row.TextOrNull(10) is { } outcome ? Enum.Parse<ActivityOutcome>(outcome) : null,
        row.TextOrNull(11) is { } verdict ? Enum.Parse<Verdict>(verdict) : null, row.LongOrNull(12) is { } judged ? At(judged) : null);

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
