using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Returns;

/// <summary>A lesson as people read it. <paramref name="Waiting"/>: not yet acknowledged.</summary>
public sealed record LessonRead(
    long Number, int Seq, string Subject, Instant At, string? By, string Reason, bool Kept, string FromTeam, PersonId? Assigner, string? AssignerName, string? RightTeam,
    string? Text, string? NextTime, bool Waiting, string? Service)
{
    public long? ServiceId { get; init; }

    public long FromTeamId { get; init; }
}

/// <summary>The same reason again and again: a place where the desk's questions or its knowledge are missing something.</summary>
public sealed record RepeatedReason(string Reason, string FromTeam, string? Service, int Count, string? NextTime)
{
    public long? ServiceId { get; init; }

    public long FromTeamId { get; init; }

    /// <summary>The question it became, asked in the portal with the service.</summary>
    public string? Question { get; init; }

    /// <summary>That question, while it is one in plain words and no field of the form.</summary>
    public long? QuestionId { get; init; }

    /// <summary>The number of the operational problem it became.</summary>
    public long? Problem { get; init; }
}

/// <summary>What was learned from returns: one's own, and for a lead those of own teams; never a ranking of people.</summary>
public sealed class LessonFeed(Database database, DeskClock clock)
{
    /// <summary>So many lessons of one kind are a pattern.</summary>
    public const int PatternFrom = 3;

    private const int Most = 60;

    private static readonly Duration Looks = Duration.FromDays(90);

    /// <summary>Sent to the caller, newest first.</summary>
    public Task<List<LessonRead>> Own(Caller caller, CancellationToken stop = default) => Read(caller, "l.assigner = $1", [caller.Person.Value], stop);

    /// <summary>What the caller's teams received and sent. Names of who assigned are there for leads of those teams only.</summary>
    public async Task<List<LessonRead>> OfTeams(Caller caller, CancellationToken stop = default)
    {
        if (caller.Teams.Count == 0)
        {
            return [];
        }

        var args = caller.Teams.OrderBy(team => team.Value).Select(team => (object?)team.Value).ToArray();
        var teams = string.Join(", ", args.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}")));
        var found = await Read(
            caller, $"(l.from_team IN ({teams}) OR EXISTS (SELECT 1 FROM memberships m WHERE m.tenant = l.tenant AND m.person = l.assigner AND m.team IN ({teams})))", args, stop);
        return caller.Leads.Count > 0 ? found : found.ConvertAll(lesson => lesson.Assigner == caller.Person ? lesson : lesson with { Assigner = null, AssignerName = null });
    }

    /// <summary>The patterns of the last ninety days, the most frequent first.</summary>
    public async Task<IReadOnlyList<RepeatedReason>> Patterns(Caller caller, CancellationToken stop = default)
    {
        var since = (clock.Now(caller.Tenant) - Looks).ToUnixTimeMilliseconds();
        var all = await Read(caller, "l.at >= $1", [since], stop, 1_000);
        var (questions, problems) = await database.Read(
            async session => (
                await session.Query(
                    """
                    SELECT service, reason, text, id FROM intake_questions WHERE tenant = $1 AND active AND reason IS NOT NULL
                    UNION ALL SELECT service, reason, label, 0 FROM intake_fields WHERE tenant = $1 AND NOT retired AND reason IS NOT NULL
                    """,
                    row => (Service: row.GetInt64(0), Reason: row.GetString(1), Text: row.GetString(2), Id: row.GetInt64(3)), caller.Tenant.Value),
                await session.Query(
                    "SELECT number, team, service FROM problems WHERE tenant = $1 AND kind = 'Intake' AND state <> 'Verified'",
                    row => (Number: row.GetInt64(0), Team: row.LongOrNull(1), Service: row.LongOrNull(2)), caller.Tenant.Value)),
            stop);
        return [.. all.GroupBy(lesson => (lesson.Reason, lesson.FromTeam, lesson.Service)).Where(same => same.Count() >= PatternFrom)
            .Select(same => new RepeatedReason(same.Key.Reason, same.Key.FromTeam, same.Key.Service, same.Count(), same.Select(lesson => lesson.NextTime).FirstOrDefault(text => text is not null))
            {
                ServiceId = same.First().ServiceId,
                FromTeamId = same.First().FromTeamId,
                Question = questions.Find(asked => asked.Service == same.First().ServiceId && asked.Reason == same.Key.Reason).Text,
                QuestionId = questions.Find(asked => asked.Service == same.First().ServiceId && asked.Reason == same.Key.Reason).Id is > 0 and var id ? id : null,
                Problem = problems.Where(one => one.Team == same.First().FromTeamId && one.Service == same.First().ServiceId).Select(one => (long?)one.Number).FirstOrDefault(),
            })
            .OrderByDescending(pattern => pattern.Count).ThenBy(pattern => pattern.Reason, StringComparer.Ordinal)];
    }

    private Task<List<LessonRead>> Read(Caller caller, string which, object?[] first, CancellationToken stop, int most = Most)
    {
        var args = new List<object?>(first);
        var scope = caller.Where("t", args);
        return database.Read(
            session => session.Query(
                $"""
                SELECT t.number, l.seq, t.subject, l.at, b.name, l.reason, l.kept, f.name, l.assigner, a.name, r.name, x.body, n.body, l.acknowledged_at, {ServiceWords.Name(caller, "s")}, l.service, l.from_team
                FROM lessons l JOIN tickets t ON t.tenant = l.tenant AND t.ticket = l.ticket JOIN teams f ON f.tenant = l.tenant AND f.id = l.from_team
                LEFT JOIN people b ON b.tenant = l.tenant AND b.id = l.sent_by LEFT JOIN people a ON a.tenant = l.tenant AND a.id = l.assigner
                LEFT JOIN teams r ON r.tenant = l.tenant AND r.id = l.right_team LEFT JOIN services s ON s.tenant = l.tenant AND s.id = l.service
                LEFT JOIN texts x ON x.tenant = l.tenant AND x.id = l.text LEFT JOIN texts n ON n.tenant = l.tenant AND n.id = l.next_time
                WHERE {scope} AND {which} ORDER BY l.at DESC, t.number, l.seq LIMIT {most}
                """,
                row => new LessonRead(
                    row.GetInt64(0), (int)row.GetInt64(1), row.TextOrNull(2) ?? "", Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), row.TextOrNull(4), row.GetString(5),
                    row.GetBoolean(6), row.GetString(7), row.LongOrNull(8) is { } assigner ? new PersonId(assigner) : null, row.TextOrNull(9), row.TextOrNull(10),
                    row.TextOrNull(11), row.TextOrNull(12), row.LongOrNull(13) is null, row.TextOrNull(14))
                { ServiceId = row.LongOrNull(15), FromTeamId = row.GetInt64(16) },
                [.. args]).AsTask(),
            stop);
    }
}
