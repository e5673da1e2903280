using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>
/// Whose open activities: one person's own, a team's, a team's unowned ones, a team's of high priority, or everybody's.
/// Each is found by an index in the order of due.
/// </summary>
public abstract record QueueScope
{
    public sealed record Own(PersonId Person) : QueueScope;

    /// <summary>One person's own, but for teams in which nobody owns work.</summary>
    public sealed record OwnBut(PersonId Person, IReadOnlyCollection<TeamId> Without) : QueueScope;

    /// <summary>One person's own in one team.</summary>
    public sealed record OwnIn(PersonId Person, TeamId Team) : QueueScope;

    /// <summary>A team's chases that their owner left in silence: everybody's, and few.</summary>
    public sealed record LeftChasesOf(TeamId Team) : QueueScope;

    /// <summary>A team's appointments whose named person is away.</summary>
    public sealed record AwayTimesOf(TeamId Team, IReadOnlyCollection<PersonId> Away) : QueueScope;

    public sealed record OfTeam(TeamId Team) : QueueScope;

    public sealed record UnownedOf(TeamId Team) : QueueScope;

    public sealed record HighOf(TeamId Team) : QueueScope;

    /// <summary>A team's activities in these situations: what a rota gives.</summary>
    public sealed record InStatuses(TeamId Team, IReadOnlyCollection<StatusCode> Statuses) : QueueScope;

    /// <summary>Of these, the major incidents alone.</summary>
    public sealed record MajorOf(QueueScope Of) : QueueScope;

    /// <summary>Of these, what is of high priority.</summary>
    public sealed record PressingOf(QueueScope Of) : QueueScope;

    public sealed record Everything : QueueScope;
}

/// <summary>An open activity as a list shows it.</summary>
public sealed record QueueRow(
    TicketKey Ticket, int Seq, long Number, string Type, StatusCode Status, string? Subject, TeamId Team, PersonId? Owner, PersonId Requester, Priority Priority,
    int Rank, bool HighPriority, bool MajorIncident, Instant Opened, Instant OriginalDue, Instant Due, int Moves, StatusCode TicketStatus, Instant? PromiseAt, int Version)
{
    public WorkItem Item => new(Ticket, Seq, Status, Team, Owner, Priority, Rank, HighPriority, MajorIncident, Opened, Due);
}

/// <summary>The place in a list after which the next page begins.</summary>
public readonly record struct QueueCursor(Instant Due, TicketKey Ticket, int Seq)
{
    public static QueueCursor After(QueueRow row) => new(row.Due, row.Ticket, row.Seq);
}

/// <summary>
/// The work list: open activities by due, read by index and never counted. The order among equal dues (rank, priority,
/// age) is the domain's; a page holds whole groups of what is due first, so sorting it there changes no page.
/// </summary>
public sealed class WorkQueue(Database database)
{
    private const string Columns = """
        a.ticket, a.id, t.number, a.type, a.status, t.subject, a.team, a.owner, t.requester, a.priority, a.rank, a.high_priority, a.major,
        a.opened, a.original_due, a.due, a.moves, t.status, t.promise_at, t.version
        """;

    /// <summary>Up to <paramref name="most"/> activities of the scopes together, each once, by due, after <paramref name="after"/>.</summary>
    public Task<List<QueueRow>> Page(TenantId tenant, IReadOnlyCollection<QueueScope> scopes, int most, QueueCursor? after = null, CancellationToken stop = default) =>
        database.Read(
            async session =>
            {
                var rows = new List<QueueRow>();
                foreach (var scope in scopes)
                {
                    rows.AddRange(await Part(session, tenant, scope, most, after));
                }

                return rows.DistinctBy(row => (row.Ticket, row.Seq)).OrderBy(row => row.Due).ThenBy(row => row.Ticket).ThenBy(row => row.Seq).Take(most).ToList();
            },
            stop);

    /// <summary>How many open activities the scope holds: overdue, due before <paramref name="until"/>, and in all.</summary>
    public Task<(long Overdue, long Until, long All)> Count(TenantId tenant, QueueScope scope, Instant now, Instant until, CancellationToken stop = default)
    {
        var (where, id, _) = Condition(scope);
        return database.Read(
            async session => (await session.Query(
                $"SELECT coalesce(sum(CASE WHEN a.due < $3 THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN a.due < $4 THEN 1 ELSE 0 END), 0), count(*) FROM activities a WHERE a.tenant = $1 AND {where} AND a.open",
                reader => (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)),
                tenant.Value, id, now.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds()))[0],
            stop);
    }

    private static ValueTask<List<QueueRow>> Part(Session session, TenantId tenant, QueueScope scope, int most, QueueCursor? after)
    {
        var (where, id, _) = Condition(scope);
        var from = after is null ? "" : "AND (a.due, a.ticket, a.id) > ($3, $4, $5) AND a.due >= $3";
        object?[] args = after is { } cursor
            ? [tenant.Value, id, cursor.Due.ToUnixTimeMilliseconds(), cursor.Ticket.Value, (long)cursor.Seq]
            : [tenant.Value, id];
        return session.Query(
            $"""
            SELECT {Columns} FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
            WHERE a.tenant = $1 AND {where} AND a.open {from} ORDER BY a.due, a.ticket, a.id LIMIT {most}
            """,
            Read, args);
    }

    /// <summary>
    /// What holds of the scope's activities, its value, and the index that has them in the order of due. SQLite is told the index: it
    /// knows how many rows a key has on average, not that the first of them is all that is asked for.
    /// </summary>
    internal static (string Where, long Id, string Index) Condition(QueueScope scope) => scope switch
    {
        QueueScope.Own own => ("a.owner = $2 AND a.owner IS NOT NULL", own.Person.Value, "activities_by_owner"),
        QueueScope.OwnBut { Without.Count: 0 } own => Condition(new QueueScope.Own(own.Person)),
        QueueScope.OwnBut own => (
            $"a.owner = $2 AND a.owner IS NOT NULL AND a.team NOT IN ({Numbers(own.Without.Select(team => team.Value))})", own.Person.Value, "activities_by_owner"),
        QueueScope.OwnIn own => ($"a.owner = $2 AND a.owner IS NOT NULL AND a.team IN ({Numbers([own.Team.Value])})", own.Person.Value, "activities_by_owner"),
        QueueScope.LeftChasesOf team => (
            "a.team = $2 AND a.status = 'CHASED' AND EXISTS (SELECT 1 FROM chases l WHERE l.tenant = a.tenant AND l.ticket = a.ticket AND l.id = a.id AND l.open_to_team AND l.closed IS NULL)",
            team.Team.Value, "activities_by_status"),
        QueueScope.AwayTimesOf team => (
            $"a.team = $2 AND a.status = 'APPT_BOOKED' AND a.owner IN ({Numbers(team.Away.Select(person => person.Value))})", team.Team.Value, "activities_by_status"),
        QueueScope.OfTeam team => ("a.team = $2", team.Team.Value, "activities_by_team"),
        QueueScope.UnownedOf team => ("a.team = $2 AND a.owner IS NULL", team.Team.Value, "activities_unowned"),
        QueueScope.HighOf team => ("a.team = $2 AND a.high_priority", team.Team.Value, "activities_high"),
        QueueScope.InStatuses some => (
            $"a.team = $2 AND a.status IN ({string.Join(", ", some.Statuses.Select(code => $"'{code.Value}'").DefaultIfEmpty("''"))})", some.Team.Value, "activities_by_status"),
        QueueScope.MajorOf { Of: var some } => Narrowed(some, "a.major", "activities_major"),
        QueueScope.PressingOf { Of: QueueScope.InStatuses or QueueScope.UnownedOf } some => Narrowed(some.Of, "a.high_priority", "activities_high"),
        QueueScope.PressingOf { Of: var some } => Narrowed(some, "a.high_priority", Condition(some).Index),
        _ => ("$2 = 0", 0, "activities_by_due"),
    };

    // Ids of the store: digits alone.
    private static string Numbers(IEnumerable<long> ids) => string.Join(", ", ids.Order().Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty("-1"));

    private static (string Where, long Id, string Index) Narrowed(QueueScope scope, string to, string index)
    {
        var (where, id, _) = Condition(scope);
        return ($"{where} AND {to}", id, index);
    }

    private static QueueRow Read(System.Data.Common.DbDataReader row) => new(
        new TicketKey(row.GetInt64(0)), (int)row.GetInt64(1), row.GetInt64(2), row.GetString(3), new StatusCode(row.GetString(4)), row.TextOrNull(5),
        new TeamId(row.GetInt64(6)), row.LongOrNull(7) is { } owner ? new PersonId(owner) : null, new PersonId(row.GetInt64(8)), (Priority)row.GetInt64(9),
        (int)row.GetInt64(10), row.GetBoolean(11), row.GetBoolean(12), At(row.GetInt64(13)), At(row.GetInt64(14)), At(row.GetInt64(15)), (int)row.GetInt64(16),
        new StatusCode(row.GetString(17)), row.LongOrNull(18) is { } promise ? At(promise) : null, (int)row.GetInt64(19));

    private static Instant At(long ms) => Instant.FromUnixTimeMilliseconds(ms);
}
