using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Chases;

/// <summary>Which chases of a period: those behind one figure.</summary>
public enum ChaseSet { All, Valid, Other, Unmanaged, Answered, Again, Overruled }

/// <summary>A chase as a line: who asked when, what it was found to be, how long the answer took.</summary>
public sealed record ChaseListed(
    long Number, int Activity, string Subject, string By, Instant Opened, Instant Due, bool Multi, ChaseFinding? Finding, ChaseGround? Ground, string? Cause, Instant? JudgedAt,
    Instant? AnsweredAt, WorkingTime? AnswerTook, bool Overruled);

/// <summary>The newest of them. <paramref name="Withheld"/>: so many more count in the figure, on tickets of restricted teams that the reader is not in.</summary>
public sealed record ChasesListed(IReadOnlyList<ChaseListed> Rows, int Withheld);

/// <summary>The chases behind a figure, newest first, through what the caller may see.</summary>
public sealed class ChaseListQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    public const int Most = 500;

    public async Task<Outcome<ChasesListed>> Read(Caller caller, FlowScope scope, ChaseSet set, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        return await database.Snapshot<Outcome<ChasesListed>>(
            async session =>
            {
                var args = new List<object?>();
                var listed = await session.Query(
                    $"""
                    SELECT t.number, c.id, t.subject, p.name, c.opened, c.due, c.multi, c.finding, c.ground, c.cause, c.judged_at, c.answered_at, c.team, c.overruled_at
                    {Of(caller, scope, set, now, args)} ORDER BY c.opened DESC, t.number LIMIT {Most}
                    """,
                    row =>
                    {
                        var (opened, answered, team) = (At(row.GetInt64(4)), row.LongOrNull(11) is { } at ? At(at) : (Instant?)null, new TeamId(row.GetInt64(12)));
                        return new ChaseListed(
                            row.GetInt64(0), (int)row.GetInt64(1), row.TextOrNull(2) ?? "", row.GetString(3), opened, At(row.GetInt64(5)), row.GetBoolean(6),
                            row.TextOrNull(7) is { } finding ? Enum.Parse<ChaseFinding>(finding) : null, row.TextOrNull(8) is { } ground ? Enum.Parse<ChaseGround>(ground) : null,
                            row.TextOrNull(9), row.LongOrNull(10) is { } judged ? At(judged) : null, answered,
                            answered is { } then && desk.Teams.ContainsKey(team) ? desk.CalendarOf(team).Between(opened, then) : null, row.LongOrNull(13) is not null);
                    },
                    [.. args]);
                return new ChasesListed(listed, caller.HiddenTeams.Count == 0 ? 0 : await Count(session, caller.WithNothingHidden) - await Count(session, caller));
            },
            stop);

        async ValueTask<int> Count(Session session, Caller reader)
        {
            var args = new List<object?>();
            return (int)(await session.Number($"SELECT count(*) {Of(reader, scope, set, now, args)}", [.. args]) ?? 0);
        }
    }

    private static string Of(Caller caller, FlowScope scope, ChaseSet set, long now, List<object?> args)
    {
        args.AddRange([scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds(), now]);
        var teams = ChaseFiguresQuery.Teams(caller, scope, "c.team", args);
        return $"""
            FROM chases c JOIN tickets t ON t.tenant = c.tenant AND t.ticket = c.ticket JOIN people p ON p.tenant = c.tenant AND p.id = c.person
            WHERE {caller.Where("t", args)} AND c.opened >= $1 AND c.opened < $2 AND $3 > 0{teams} AND {Which(set)}
            """;
    }

    private static string Which(ChaseSet set) => set switch
    {
        ChaseSet.Valid => "c.finding = 'Valid'",
        ChaseSet.Other => "(c.finding IS NULL OR c.finding = 'NotValid')",
        ChaseSet.Unmanaged => "(c.finding IS NULL OR c.finding <> 'NotAChase') AND c.due < $3 AND (c.judged_at IS NULL OR c.judged_at > c.due OR c.answered_at IS NULL OR c.answered_at > c.due)",
        ChaseSet.Answered => "(c.finding IS NULL OR c.finding <> 'NotAChase') AND c.answered_at IS NOT NULL",
        ChaseSet.Again => "(c.finding IS NULL OR c.finding <> 'NotAChase') AND (c.multi OR EXISTS (SELECT 1 FROM chases x WHERE x.tenant = c.tenant AND x.ticket = c.ticket AND x.id <> c.id))",
        ChaseSet.Overruled => "c.overruled_at IS NOT NULL",
        _ => "(c.finding IS NULL OR c.finding <> 'NotAChase')",
    };

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
