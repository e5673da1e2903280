using System.Globalization;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Flow;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>An open activity of a team with its expected work, as the board and the guard read it.</summary>
public sealed record WorkAhead(DueWork Item, long Number, string Subject, string Requester, StatusCode Status, PersonId? Owner, bool Overdue);

/// <summary>Another team that has room on the short day.</summary>
public sealed record TeamWithRoom(TeamId Team, string Name, WorkingTime Spare, int People);

/// <summary>Somebody of the team who is away on the short day, at least in part of it, and until when.</summary>
public sealed record Absentee(PersonId Person, string Name, Instant Until);

/// <summary>What a lead can do about a day that is short: let others help, move a few promises in time, call people in.</summary>
public sealed record ShortDay(DayLoad Day, IReadOnlyList<TeamWithRoom> Swarm, IReadOnlyList<(WorkAhead Work, Instant To)> Defer, WorkingTime Freed, int CallIn, IReadOnlyList<Absentee> Absent)
{
    /// <summary>How long each of the <see cref="CallIn"/> people would have to come, to the half hour, never longer than the team works on that day.</summary>
    public WorkingTime CallInEach { get; init; } = WorkingTime.Zero;
}

/// <summary>A team's next working days against what its people can do.</summary>
public sealed record OverloadRead(Capacity Capacity, IReadOnlyList<DayLoad> Days, IReadOnlyList<WorkAhead> Work, IReadOnlyList<ShortDay> Short, TouchTimes Touch);

/// <summary>The guard against overload: reads dues, people and absences and lets the domain say what does not fit.</summary>
internal static class OverloadQuery
{
    public const string TouchTimesKey = "flow.touch-minutes", FocusKey = "flow.focus";
    public const int DaysAhead = 5;

    public static async ValueTask<OverloadRead> Read(Session session, TenantId tenant, DeskRules desk, TeamId team, Instant now)
    {
        var (touch, focus) = await Settings(session, tenant);
        var calendar = desk.CalendarOf(team);
        var days = WorkingDaysFrom(calendar, now);
        var until = calendar.Zone.AtStartOfDay(days[^1].PlusDays(1)).ToInstant();
        var capacity = await Of(session, tenant, desk, team, focus, now, until);
        var work = await Work(session, tenant, team, touch, calendar.Zone, now, until);
        var loads = Overload.Days([.. work.Select(one => one.Item)], capacity.Between, now, days, calendar.Zone);
        if (!loads.Any(day => day.IsShort))
        {
            return new OverloadRead(capacity, loads, work, [], touch);
        }

        var others = await Others(session, tenant, desk, team, touch, focus, now, days);
        var shorts = new List<ShortDay>();
        foreach (var day in loads.Where(day => day.IsShort))
        {
            var absent = await Absent(session, tenant, team, Instant.Max(now, calendar.Zone.AtStartOfDay(day.Date).ToInstant()), day.Date, calendar.Zone);
            shorts.Add(Proposals(capacity, loads, day, work, now, others, absent));
        }

        return new OverloadRead(capacity, loads, work, shorts, touch);
    }

    private static ShortDay Proposals(
        Capacity capacity, IReadOnlyList<DayLoad> loads, DayLoad day, List<WorkAhead> work, Instant now, IReadOnlyList<(TeamWithRoom Team, LocalDate Date)> others, IReadOnlyList<Absentee> absent)
    {
        var zone = capacity.Calendar.Zone;
        var items = work.ToDictionary(one => (one.Item.Ticket, one.Item.Seq));
        var least = Overload.ToDefer(day, [.. work.Select(one => one.Item)], capacity.Between, now, zone);
        var moved = Overload.NewTimes([.. least.Select(item => items[(item.Ticket, item.Seq)].Item).OrderBy(item => item.Due)], loads, day.Date, capacity.Calendar, zone);
        var (people, each) = Overload.ToCallIn(day.Short, capacity.Calendar.Between(Instant.Max(now, zone.AtStartOfDay(day.Date).ToInstant()), zone.AtStartOfDay(day.Date.PlusDays(1)).ToInstant()), capacity.Focus);
        return new ShortDay(
            day, [.. others.Where(one => one.Date == day.Date).Select(one => one.Team).OrderByDescending(one => one.Spare.Length).Take(2)], [.. moved.Select(one => (items[(one.Item.Ticket, one.Item.Seq)], one.To))],
            moved.Aggregate(WorkingTime.Zero, (sum, one) => sum + one.Item.Work), people, absent)
        { CallInEach = each };
    }

    // Each other team is read once for all the days.
    private static async ValueTask<IReadOnlyList<(TeamWithRoom Team, LocalDate Date)>> Others(
        Session session, TenantId tenant, DeskRules desk, TeamId team, TouchTimes touch, double focus, Instant now, IReadOnlyList<LocalDate> days)
    {
        var room = new List<(TeamWithRoom, LocalDate)>();
        foreach (var other in desk.Teams.Values.Where(other => other.Id != team && other.Active))
        {
            var zone = desk.CalendarOf(other.Id).Zone;
            var until = zone.AtStartOfDay(days[^1].PlusDays(1)).ToInstant();
            var theirs = await Of(session, tenant, desk, other.Id, focus, now, until);
            var loads = theirs.People.Count == 0 ? [] : Overload.Days([.. (await Work(session, tenant, other.Id, touch, zone, now, until)).Select(one => one.Item)], theirs.Between, now, days, zone);
            room.AddRange(loads.Where(load => load.Spare > WorkingTime.FromHours(0.5)).Select(load => (new TeamWithRoom(other.Id, other.Name, load.Spare, theirs.People.Count), load.Date)));
        }

        return room;
    }

    public static IReadOnlyList<LocalDate> WorkingDaysFrom(WorkCalendar calendar, Instant now)
    {
        var days = new List<LocalDate> { now.InZone(calendar.Zone).Date };
        for (var date = days[0].PlusDays(1); days.Count < DaysAhead && date < days[0].PlusDays(30); date = date.PlusDays(1))
        {
            if (calendar.SpansOn(date).Count > 0)
            {
                days.Add(date);
            }
        }

        return days;
    }

    private static async ValueTask<Capacity> Of(Session session, TenantId tenant, DeskRules desk, TeamId team, double focus, Instant from, Instant until)
    {
        var people = await session.Query(
            "SELECT p.id FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1 AND m.team = $2 AND p.active AND p.role IN ('agent', 'lead') AND NOT (m.lead AND EXISTS (SELECT 1 FROM memberships o WHERE o.tenant = m.tenant AND o.person = m.person AND o.team <> m.team AND NOT o.lead))",
            row => new PersonId(row.GetInt64(0)), tenant.Value, team.Value);
        // Who leads several teams works in the first of them.
        var elsewhere = await session.Query(
            "SELECT m.person FROM memberships m WHERE m.tenant = $1 AND m.lead GROUP BY m.person HAVING min(m.team) <> $2 AND count(*) > 1", row => new PersonId(row.GetInt64(0)), tenant.Value, team.Value);
        var away = await session.Query(
            "SELECT person, starts, ends FROM absences WHERE tenant = $1 AND ends > $2 AND starts < $3",
            row => new Absence(new PersonId(row.GetInt64(0)), At(row.GetInt64(1)), At(row.GetInt64(2))), tenant.Value, from.ToUnixTimeMilliseconds() - 86_400_000, until.ToUnixTimeMilliseconds());
        return new Capacity(desk.CalendarOf(team), [.. people.Except(elsewhere)], away, focus);
    }

    private static async ValueTask<List<WorkAhead>> Work(Session session, TenantId tenant, TeamId team, TouchTimes touch, DateTimeZone zone, Instant now, Instant until) => await session.Query(
        """
        SELECT a.ticket, a.id, a.due, a.type, a.status, a.priority, a.moves, t.number, t.subject, r.name, a.owner, a.major, a.held_by
        FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket JOIN people r ON r.tenant = t.tenant AND r.id = t.requester
        WHERE a.tenant = $1 AND a.team = $2 AND a.open AND a.due < $3 AND a.held_by <> 'Customer' ORDER BY a.due, a.ticket, a.id
        """,
        row =>
        {
            var (due, type, status, priority) = (At(row.GetInt64(2)), row.GetString(3), new StatusCode(row.GetString(4)), (Priority)row.GetInt64(5));
            // What customers wait for by name, what burns and what was put off before is never put off.
            var movable = !NeverMoved.Contains(status.Value) && priority != Priority.P1 && row.GetInt64(6) < 2 && due > now && !row.GetBoolean(11);
            // What waits for somebody else, or for a day, can't be done before that day.
            var waits = row.GetString(12) != "Us" || WaitsForItsDay.Contains(status.Value);
            return new WorkAhead(
                new DueWork(row.GetInt64(0), (int)row.GetInt64(1), due, touch.Of(type), Weight(priority), movable) { Ready = waits ? zone.AtStartOfDay(due.InZone(zone).Date).ToInstant() : Instant.MinValue }, row.GetInt64(7), row.TextOrNull(8) ?? "", row.GetString(9), status,
                row.LongOrNull(10) is { } owner ? new PersonId(owner) : null, due < now);
        },
        tenant.Value, team.Value, until.ToUnixTimeMilliseconds());

    private static readonly HashSet<string> NeverMoved = ["CHASED", "CUST_UPDATED", "REOPENED", "REJECTED", "APPT_BOOKED", "APPT_REQUESTED", "SLA_RISK", "NEW", "ASSIST"];

    private static readonly HashSet<string> WaitsForItsDay = ["DEFERRED", "APPT_BOOKED", "AWAIT_APPROVAL", "AWAIT_SUPPLIER", "AWAIT_DELIVERY", "AWAIT_CHANGE"];

    private static double Weight(Priority priority) => priority switch { Priority.P1 => 8, Priority.P2 => 4, Priority.P3 => 2, _ => 1 };

    private static async ValueTask<List<Absentee>> Absent(Session session, TenantId tenant, TeamId team, Instant from, LocalDate date, DateTimeZone zone) => await session.Query(
        """
        SELECT p.name, p.id, max(b.ends) FROM absences b JOIN memberships m ON m.tenant = b.tenant AND m.person = b.person JOIN people p ON p.tenant = b.tenant AND p.id = b.person
        WHERE b.tenant = $1 AND m.team = $2 AND b.ends > $3 AND b.starts < $4 GROUP BY p.name, p.id ORDER BY p.name, p.id
        """,
        row => new Absentee(new PersonId(row.GetInt64(1)), row.GetString(0), At(row.GetInt64(2))), tenant.Value, team.Value, from.ToUnixTimeMilliseconds(), zone.AtStartOfDay(date.PlusDays(1)).ToInstant().ToUnixTimeMilliseconds());

    private static async ValueTask<(TouchTimes, double)> Settings(Session session, TenantId tenant)
    {
        var kept = await session.Query("SELECT key, value FROM settings WHERE tenant = $1 AND key IN ($2, $3)", row => (Key: row.GetString(0), Value: row.GetString(1)), tenant.Value, TouchTimesKey, FocusKey);
        var minutes = kept.Where(one => one.Key == TouchTimesKey).Select(one => JsonSerializer.Deserialize<Dictionary<string, double>>(one.Value)).FirstOrDefault();
        var focus = kept.Where(one => one.Key == FocusKey).Select(one => double.TryParse(one.Value, CultureInfo.InvariantCulture, out var share) ? share : Capacity.UsualFocus).Append(Capacity.UsualFocus).First();
        return (minutes is null ? TouchTimes.Usual : new TouchTimes(minutes.ToDictionary(one => one.Key, one => WorkingTime.FromMinutes(one.Value))), Math.Clamp(focus, 0.1, 1));
    }

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
