using System.Data.Common;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>An item that a team was called to, or could be. <paramref name="DoneBy"/> is set once it is done, by whom ("automation" for nobody).</summary>
public sealed record CalledItem(
    long Number, int Seq, string Subject, StatusCode Status, Instant Due, bool HighPriority, string? Owner, string? InHandOf, Instant? Until, string? DoneBy, Instant? DoneAt)
{
    /// <summary>Whether its due may be shown: not where the team shows none.</summary>
    public bool Dated { get; init; } = true;

    public string ActivityId => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number}-{Seq}");

    public bool IsDone => DoneAt is not null;

    public bool IsInHand => !IsDone && InHandOf is not null;
}

/// <summary>A call to a team with what has come of it.</summary>
public sealed record CallRead(long Id, TeamId Team, string TeamName, string By, Instant At, string? Note, Instant? EndedAt, IReadOnlyList<CalledItem> Items, Instant Now)
{
    public int Done => Items.Count(item => item.IsDone);

    public int InHand => Items.Count(item => item.IsInHand);

    public bool IsOver => EndedAt is not null || Done == Items.Count;

    /// <summary>Another team that was asked to lend a hand.</summary>
    public TeamId? Helper { get; init; }
}

/// <summary>Reads calls to a team: live progress for everybody of it, and what a lead could call to.</summary>
public sealed class CallQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    public async Task<Outcome<CallRead>> One(Caller caller, long call, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        var found = (await Read(caller, "c.id = $2", call, stop)).FirstOrDefault();
        return found is null || caller.HiddenTeams.Contains(found.Team) ? CallRefusals.Unknown : found;
    }

    /// <summary>The calls that stand for the caller's teams; those whose every item is done are over by themselves.</summary>
    public async Task<IReadOnlyList<CallRead>> Open(Caller caller, CancellationToken stop = default) =>
        [.. (await Read(caller, "c.ended_at IS NULL AND c.id >= $2", 0, stop)).Where(call => !call.IsOver && (Concerns(caller, call.Team) || (call.Helper is { } helper && Concerns(caller, helper))))];

    private static bool Concerns(Caller caller, TeamId team) => caller.Teams.Contains(team) || caller.Leads.Contains(team);

    /// <summary>What a lead could call the team to: past due where dues are shown, or of high priority; the oldest due first.</summary>
    public async Task<Outcome<IReadOnlyList<CalledItem>>> Candidates(Caller caller, TeamId team, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.SteerTickets) is { } no)
        {
            return no;
        }

        if (!caller.Leads.Contains(team))
        {
            return AccessRefusals.NotAllowed;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        var dated = Dated(await rules.Of(caller.Tenant, stop), team);
        return await database.Read<Outcome<IReadOnlyList<CalledItem>>>(
            async session =>
            {
                var args = new List<object?>();
                var where = caller.Where("t", args);
                args.AddRange([now, team.Value]);
                var (at, of) = ($"${args.Count - 1}", $"${args.Count}");
                return await session.Query(
                    $"{Select(at)} FROM activities a {Joins(at)} WHERE {where} AND a.team = {of} AND a.open AND ({(dated ? $"a.due < {at} OR " : "")}a.high_priority) ORDER BY a.due LIMIT {CallTeam.Most}",
                    row => Item(row) with { Dated = dated }, [.. args]);
            },
            stop);
    }

    private async Task<List<CallRead>> Read(Caller caller, string which, long argument, CancellationToken stop)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        return await database.Read(
            async session =>
            {
                var calls = await session.Query(
                    $"""
                    SELECT c.id, c.team, p.name, c.called_at, c.note, c.ended_at, c.helper FROM calls c JOIN people p ON p.tenant = c.tenant AND p.id = c.called_by
                    WHERE c.tenant = $1 AND {which} ORDER BY c.id
                    """,
                    row => new CallRead(
                        row.GetInt64(0), new TeamId(row.GetInt64(1)), "", row.GetString(2), At(row.GetInt64(3)), row.TextOrNull(4), row.LongOrNull(5) is { } ended ? At(ended) : null, [], now)
                    { Helper = row.LongOrNull(6) is { } helper ? new TeamId(helper) : null },
                    caller.Tenant.Value, argument);
                var read = new List<CallRead>();
                foreach (var call in calls)
                {
                    var args = new List<object?>();
                    var where = caller.Where("t", args);
                    args.AddRange([now.ToUnixTimeMilliseconds(), call.Id]);
                    var (at, of) = ($"${args.Count - 1}", $"${args.Count}");
                    var items = await session.Query(
                        $"""
                        {Select(at)} FROM called_items i JOIN activities a ON a.tenant = i.tenant AND a.ticket = i.ticket AND a.id = i.activity {Joins(at)}
                        WHERE {where} AND i.tenant = t.tenant AND i.call = {of} ORDER BY a.due, a.ticket
                        """,
                        row => Item(row) with { Dated = Dated(desk, call.Team) }, [.. args]);
                    read.Add(call with { Items = await Named(session, caller, items), TeamName = desk.Teams.TryGetValue(call.Team, out var team) ? team.Name : "?" });
                }

                return read;
            },
            stop);
    }

    private static bool Dated(DeskRules desk, TeamId team) => !desk.Teams.TryGetValue(team, out var found) || found.Mode.HasDues();

    private static string Select(string at) =>
        $"SELECT t.number, a.id, t.subject, a.status, a.due, a.high_priority, o.name, hp.name, CASE WHEN h.until > {at} THEN h.until END, a.done_by, a.closed";

    private static string Joins(string at) =>
        $"""
        JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
        LEFT JOIN people o ON o.tenant = t.tenant AND o.id = t.owner
        LEFT JOIN claims h ON h.tenant = a.tenant AND h.ticket = a.ticket AND h.activity = a.id AND h.until > {at}
        LEFT JOIN people hp ON hp.tenant = h.tenant AND hp.id = h.person
        """;

    private static CalledItem Item(DbDataReader row) => new(
        row.GetInt64(0), (int)row.GetInt64(1), row.TextOrNull(2) ?? "", new StatusCode(row.GetString(3)), At(row.GetInt64(4)), row.GetBoolean(5), row.TextOrNull(6), row.TextOrNull(7),
        row.LongOrNull(8) is { } until ? At(until) : null, row.TextOrNull(9), row.LongOrNull(10) is { } done ? At(done) : null);

    // Who did it is kept as an actor; its person's name is what a colleague reads.
    private static async Task<IReadOnlyList<CalledItem>> Named(Session session, Caller caller, List<CalledItem> items)
    {
        var people = items.Select(item => Doer(item)).OfType<PersonId>().Distinct().ToList();
        if (people.Count == 0)
        {
            return items;
        }

        var names = await session.Query(
            $"SELECT p.id, p.name FROM people p WHERE p.tenant = $1 AND p.id IN ({string.Join(", ", people.Select((_, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${i + 2}")))})",
            row => (Id: new PersonId(row.GetInt64(0)), Name: row.GetString(1)), [caller.Tenant.Value, .. people.Select(person => (object?)person.Value)]);
        return [.. items.Select(item => Doer(item) is { } person ? item with { DoneBy = names.Find(name => name.Id == person).Name } : item)];
    }

    private static PersonId? Doer(CalledItem item) => item.DoneBy is { } by ? Actor.Parse(by).Person : null;

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
