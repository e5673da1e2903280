using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Problems;
using NodaTime;

namespace Headway.Application.Problems;

/// <summary>A problem of the register with names; <paramref name="Last"/> is when it came up last.</summary>
public sealed record ProblemRead(
    long Number, OperationalProblem Problem, string? TeamName, string? ServiceName, string? OwnerName, string? OwnerEmail, string? RaisedBy, Instant RaisedAt, Instant? Last, int Recent, int Revision)
{
    /// <summary>The rule of the desk that it is about, by its name; null for another obstacle.</summary>
    public string? About { get; init; }
}

/// <summary>How somebody said that a rule hurts; the ticket on which, where the reader may see it.</summary>
public sealed record SaidRead(string? By, string Words, long? Ticket, Instant At);

/// <summary>One time it came up, on a ticket the reader may see.</summary>
public sealed record OccurrenceRead(long Ticket, string Subject, int Seq, int Minutes, string? By, Instant At, string? Said);

/// <summary>The register of operational problems: what returns in the work, how often, at what cost, and what became of it.</summary>
public sealed class ProblemRegister(Database database, Desk.DeskClock clock)
{
    /// <summary>All of them: what is open first, the most costly of the last 28 days on top.</summary>
    public async Task<Outcome<IReadOnlyList<ProblemRead>>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        var since = clock.Now(caller.Tenant) - OperationalProblem.Again;
        var all = await database.Read(session => Rows(session, caller, since), stop);
        return all.OrderBy(one => one.Problem.State == ProblemState.Verified).ThenBy(one => one.Problem.State is ProblemState.Fixed or ProblemState.Kept)
            .ThenByDescending(one => one.Recent).ThenByDescending(one => one.Problem.Lost).ThenBy(one => one.Number).ToArray();
    }

    public async Task<Outcome<ProblemRead>> Find(Caller caller, long number, CancellationToken stop = default)
    {
        var all = await Read(caller, stop);
        return all.IsRefused ? all.Refusal! : all.Value.FirstOrDefault(one => one.Number == number) is { } found ? found : ProblemRefusals.Unknown;
    }

    /// <summary>When it came up, newest first; what happened on tickets the reader may not see is counted but not shown.</summary>
    public async Task<IReadOnlyList<OccurrenceRead>> Occurrences(Caller caller, long number, CancellationToken stop = default)
    {
        var args = new List<object?> { number };
        var scope = caller.Where("t", args);
        return await database.Read(
            session => session.Query(
                $"""
                SELECT t.number, t.subject, o.seq, o.minutes, p.name, o.at, x.body FROM problem_occurrences o
                JOIN problems r ON r.tenant = o.tenant AND r.id = o.problem JOIN tickets t ON t.tenant = o.tenant AND t.ticket = o.ticket
                LEFT JOIN people p ON p.tenant = o.tenant AND p.id = o.person
                LEFT JOIN texts x ON x.tenant = o.tenant AND x.ticket = o.ticket AND x.seq = o.seq AND NOT x.withdrawn
                WHERE {scope} AND r.number = $1 ORDER BY o.at DESC, t.number LIMIT 100
                """,
                row => new OccurrenceRead(
                    row.GetInt64(0), row.TextOrNull(1) ?? "", (int)row.GetInt64(2), (int)row.GetInt64(3), row.TextOrNull(4), Instant.FromUnixTimeMilliseconds(row.GetInt64(5)), row.TextOrNull(6)),
                [.. args]).AsTask(),
            stop);
    }

    /// <summary>What was said of the rule, newest first.</summary>
    public async Task<IReadOnlyList<SaidRead>> Said(Caller caller, long number, CancellationToken stop = default)
    {
        var args = new List<object?> { number };
        var scope = caller.Where("t", args);
        args.Add(caller.Tenant.Value);
        var tenant = string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
        return await database.Read(
            session => session.Query(
                $"""
                SELECT p.name, w.words, t.number, w.at FROM problem_words w JOIN problems r ON r.tenant = w.tenant AND r.id = w.problem
                LEFT JOIN people p ON p.tenant = w.tenant AND p.id = w.person LEFT JOIN tickets t ON t.tenant = w.tenant AND t.ticket = w.ticket AND {scope}
                WHERE w.tenant = {tenant} AND r.number = $1 ORDER BY w.at DESC, w.id LIMIT 100
                """,
                row => new SaidRead(row.TextOrNull(0), row.GetString(1), row.LongOrNull(2), Instant.FromUnixTimeMilliseconds(row.GetInt64(3))), [.. args]).AsTask(),
            stop);
    }

    /// <summary>Teams and services a problem can be said to belong to.</summary>
    public Task<(List<Named> Teams, List<Named> Services)> Places(Caller caller, CancellationToken stop = default) => database.Read(
        async session => (
            await session.Query("SELECT id, name FROM teams WHERE tenant = $1 AND active ORDER BY desk DESC, name", row => new Named(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value),
            await session.Query($"SELECT id, {Services.ServiceWords.Name(caller)} FROM services WHERE tenant = $1 AND active ORDER BY 2", row => new Named(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value)),
        stop);

    internal static async Task<List<ProblemRead>> Rows(Session session, Caller caller, Instant since) => await session.Query(
        $"""
        SELECT r.number, r.title, r.kind, r.state, r.team, r.service, r.owner, r.fix, r.verification, m.name, {Services.ServiceWords.Name(caller, "s")}, o.name, o.email, b.name, r.raised_at, r.revision,
          (SELECT count(*) FROM problem_occurrences c WHERE c.tenant = r.tenant AND c.problem = r.id) + (SELECT count(*) FROM problem_words w WHERE w.tenant = r.tenant AND w.problem = r.id),
          (SELECT coalesce(sum(c.minutes), 0) FROM problem_occurrences c WHERE c.tenant = r.tenant AND c.problem = r.id),
          (SELECT max(x.at) FROM (SELECT c.at FROM problem_occurrences c WHERE c.tenant = r.tenant AND c.problem = r.id
            UNION ALL SELECT w.at FROM problem_words w WHERE w.tenant = r.tenant AND w.problem = r.id) AS x),
          (SELECT count(*) FROM problem_occurrences c WHERE c.tenant = r.tenant AND c.problem = r.id AND c.at >= $2)
            + (SELECT count(*) FROM problem_words w WHERE w.tenant = r.tenant AND w.problem = r.id AND w.at >= $2), r.about
        FROM problems r LEFT JOIN teams m ON m.tenant = r.tenant AND m.id = r.team LEFT JOIN services s ON s.tenant = r.tenant AND s.id = r.service
        LEFT JOIN people o ON o.tenant = r.tenant AND o.id = r.owner LEFT JOIN people b ON b.tenant = r.tenant AND b.id = r.raised_by
        WHERE r.tenant = $1 ORDER BY r.number
        """,
        row => new ProblemRead(
            row.GetInt64(0),
            new OperationalProblem(
                row.GetString(1), Enum.Parse<ObstacleKind>(row.GetString(2)), Enum.Parse<ProblemState>(row.GetString(3)), row.LongOrNull(4) is { } team ? new TeamId(team) : null,
                row.LongOrNull(5) is { } service ? new ServiceId(service) : null, row.LongOrNull(6) is { } owner ? new PersonId(owner) : null, row.TextOrNull(7), row.TextOrNull(8),
                (int)row.GetInt64(16), Duration.FromMinutes(Convert.ToInt64(row.GetValue(17), CultureInfo.InvariantCulture))),
            row.TextOrNull(9), row.TextOrNull(10), row.TextOrNull(11), row.TextOrNull(12), row.TextOrNull(13), Instant.FromUnixTimeMilliseconds(row.GetInt64(14)),
            row.LongOrNull(18) is { } last ? Instant.FromUnixTimeMilliseconds(last) : null, (int)row.GetInt64(19), (int)row.GetInt64(15))
        { About = row.TextOrNull(20) },
        caller.Tenant.Value, since.ToUnixTimeMilliseconds());
}
