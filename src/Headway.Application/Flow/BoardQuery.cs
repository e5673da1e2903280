using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Flow;

public enum NeedKind { Unanswered, Escalated, Moved, Bounced, Stale }

/// <summary>A ticket that needs a lead, and why. <paramref name="Since"/> is when that began.</summary>
public sealed record Need(NeedKind Kind, long Number, string Subject, string Requester, PersonId? Owner, string? OwnerName, Instant Since, int Count, string Status);

/// <summary>Dues of a half hour: still open, done, open and overdue.</summary>
public sealed record DueSlot(Instant At, int Open, int Done, int Late);

public sealed record OnShift(PersonId Person, string Name, int Open, int DueToday, Away? Away = null);

public sealed record BoardRead(TeamId Team, string TeamName, IReadOnlyList<Need> Needs, IReadOnlyList<DueSlot> Slots, IReadOnlyList<OnShift> Shift, int Open, int Approaching, Instant Now);

/// <summary>What of a team needs its lead, in order of harm: unanswered, escalated, moved twice, bounced, stale.</summary>
public sealed class BoardQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    private static readonly Duration Half = Duration.FromMinutes(30);
    private const int Most = 12;

    public async Task<Outcome<BoardRead>> Read(Caller caller, TeamId? asked, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadBoard) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var own = caller.Leads.OrderBy(id => id.Value).ToList();
        var team = asked is { } wanted && own.Contains(wanted) ? wanted : own.FirstOrDefault(id => desk.Teams.TryGetValue(id, out var one) && one.IsDesk);
        if (team == default)
        {
            team = own.FirstOrDefault();
        }

        if (!desk.Teams.TryGetValue(team, out var found))
        {
            return AccessRefusals.NotAllowed;
        }

        var now = clock.Now(caller.Tenant);
        return await database.Snapshot<Outcome<BoardRead>>(
            async session =>
            {
                var away = await AwayToday.Read(session, caller.Tenant, now);
                var shift = (await Shift(session, caller.Tenant, team, now, caller.Zone)).ConvertAll(one => one with { Away = away.GetValueOrDefault(one.Person) });
                var open = await session.Number("SELECT count(*) FROM tickets WHERE tenant = $1 AND team = $2 AND state = 'open'", caller.Tenant.Value, team.Value);
                var approaching = await session.Number(
                    "SELECT count(*) FROM activities WHERE tenant = $1 AND team = $2 AND open AND due >= $3 AND due < $4",
                    caller.Tenant.Value, team.Value, Ms(now), Ms(now + Duration.FromHours(1)));
                return new BoardRead(
                    team, found.Name, await Needs(session, caller.Tenant, team, now), await Slots(session, caller.Tenant, team, now, caller.Zone), shift,
                    (int)(open ?? 0), (int)(approaching ?? 0), now);
            },
            stop);
    }

    private static async Task<List<Need>> Needs(Session session, TenantId tenant, TeamId team, Instant now)
    {
        const string From =
            """
            FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
            JOIN people r ON r.tenant = t.tenant AND r.id = t.requester LEFT JOIN people o ON o.tenant = t.tenant AND o.id = t.owner
            WHERE a.tenant = $1 AND a.team = $2 AND a.open
            """;
        const string Columns = "SELECT t.number, t.subject, r.name, t.owner, o.name, a.opened, a.moves, t.transfers, a.status, a.due, a.original_due";
        var rows = await session.Query(
            $"{Columns} {From} ORDER BY a.due",
            row => (
                Number: row.GetInt64(0), Subject: row.TextOrNull(1) ?? "", Requester: row.GetString(2), Owner: row.LongOrNull(3), OwnerName: row.TextOrNull(4),
                Opened: At(row.GetInt64(5)), Moves: (int)row.GetInt64(6), Transfers: (int)row.GetInt64(7), Status: row.GetString(8), Due: At(row.GetInt64(9)),
                Original: At(row.GetInt64(10))),
            tenant.Value, team.Value);
        var needs = new List<Need>();
        foreach (var row in rows)
        {
            NeedKind? kind = row.Status is "CUST_UPDATED" or "REOPENED" && row.Due < now ? NeedKind.Unanswered
                : row.Due < now && now - row.Due > Duration.Max(row.Original - row.Opened, Duration.FromHours(8)) ? NeedKind.Escalated
                : row.Moves >= 2 ? NeedKind.Moved
                : row.Transfers >= 3 ? NeedKind.Bounced
                : row.Status == "IN_PROGRESS" && row.Due < now ? NeedKind.Stale
                : null;
            if (kind is { } what)
            {
                needs.Add(new Need(
                    what, row.Number, row.Subject, row.Requester, row.Owner is { } owner ? new PersonId(owner) : null, row.OwnerName, row.Opened,
                    what == NeedKind.Bounced ? row.Transfers : row.Moves, row.Status));
            }
        }

        return [.. needs.OrderBy(need => need.Kind).ThenBy(need => need.Since).Take(Most)];
    }

    private static async Task<List<DueSlot>> Slots(Session session, TenantId tenant, TeamId team, Instant now, DateTimeZone zone)
    {
        var day = zone.AtStartOfDay(now.InZone(zone).Date);
        var from = day.Date.At(new LocalTime(8, 0)).InZoneLeniently(zone).ToInstant();
        var rows = await session.Query(
            "SELECT due, closed FROM activities WHERE tenant = $1 AND team = $2 AND due >= $3 AND due < $4 AND (open OR closed >= $5)",
            row => (Due: At(row.GetInt64(0)), Closed: !row.IsDBNull(1)),
            tenant.Value, team.Value, Ms(from), Ms(from + (Half * 22)), Ms(day.ToInstant()));
        return [.. Enumerable.Range(0, 22).Select(index =>
        {
            var at = from + (Half * index);
            var slot = rows.Where(row => row.Due >= at && row.Due < at + Half).ToList();
            return new DueSlot(at, slot.Count(row => !row.Closed && row.Due >= now), slot.Count(row => row.Closed), slot.Count(row => !row.Closed && row.Due < now));
        })];
    }

    private static async Task<List<OnShift>> Shift(Session session, TenantId tenant, TeamId team, Instant now, DateTimeZone zone)
    {
        var tomorrow = zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant();
        return await session.Query(
            """
            SELECT p.id, p.name, (SELECT count(*) FROM tickets t WHERE t.tenant = p.tenant AND t.owner = p.id AND t.state = 'open'),
                   (SELECT count(*) FROM activities a WHERE a.tenant = p.tenant AND a.owner = p.id AND a.open AND a.due < $3)
            FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1 AND m.team = $2 AND p.active ORDER BY p.name
            """,
            row => new OnShift(new PersonId(row.GetInt64(0)), row.GetString(1), (int)row.GetInt64(2), (int)row.GetInt64(3)),
            tenant.Value, team.Value, Ms(tomorrow));
    }

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
