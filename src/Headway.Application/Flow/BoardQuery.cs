using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>
/// A half hour of the day: how many dues of it are open, done, open and overdue, the work they mean, and what the people who
/// are there then can do.
/// </summary>
public sealed record DueSlot(Instant At, int Open, int Done, int Late, WorkingTime OpenWork, WorkingTime DoneWork, WorkingTime LateWork, WorkingTime Capacity);

/// <summary>A colleague, and what they have in hand now: the claim or the ticket that is open before them; never a score.</summary>
public sealed record OnShift(PersonId Person, string Name, int Open, int DueToday, Away? Away = null, long? Holds = null, Instant? Since = null, Instant? ClaimUntil = null);

/// <summary>Open activities of a team by situation.</summary>
public sealed record SituationNow(string Status, int Open, int Overdue);

/// <summary>The newest thanks of a team.</summary>
public sealed record ThanksRead(string From, string To, long? Number, string? Words, Instant At);

public sealed record BoardRead(
    TeamId Team, string TeamName, IReadOnlyList<Need> Needs, IReadOnlyList<DueSlot> Slots, IReadOnlyList<OnShift> Shift, int Open, int Approaching, Instant Now, OverloadRead Load)
{
    /// <summary>Whether the team shows dues: where it does not, nothing here is told by one, and there are no slots.</summary>
    public bool Dues { get; init; } = true;

    public IReadOnlyDictionary<TeamId, string> Teams { get; init; } = new Dictionary<TeamId, string>();

    public IReadOnlyList<SituationNow> Situations { get; init; } = [];

    public IReadOnlyList<ThanksRead> Thanks { get; init; } = [];

    /// <summary>Queues held by too few until the day ends, where the team works by a rota: the first few.</summary>
    public IReadOnlyList<Covered> Gaps { get; init; } = [];
}

/// <summary>What of a team needs its lead, the day against its capacity, and who has what in hand.</summary>
public sealed class BoardQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    private const int MostGaps = 4;

    private static readonly Duration Half = Duration.FromMinutes(30);

    /// <summary>The team meant, when the caller leads it; else the desk, else the first of the teams led.</summary>
    internal static async Task<TeamId?> TeamOf(Caller caller, DeskRulesCache rules, TeamId? asked, CancellationToken stop)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var own = caller.Leads.Where(desk.Teams.ContainsKey).OrderBy(id => !desk.Teams[id].IsDesk).ThenBy(id => id.Value).ToList();
        return asked is { } wanted && own.Contains(wanted) ? wanted : own.Count == 0 ? null : own[0];
    }

    public async Task<Outcome<BoardRead>> Read(Caller caller, TeamId? asked, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadBoard) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        if (await TeamOf(caller, rules, asked, stop) is not { } team)
        {
            return AccessRefusals.NotAllowed;
        }

        var now = clock.Now(caller.Tenant);
        var dues = desk.Teams[team].Mode.HasDues();
        return await database.Snapshot<Outcome<BoardRead>>(
            async session =>
            {
                var away = await AwayToday.Read(session, caller.Tenant, now);
                var load = await OverloadQuery.Read(session, caller.Tenant, desk, team, now);
                var open = await session.Number("SELECT count(*) FROM tickets WHERE tenant = $1 AND team = $2 AND state = 'open'", caller.Tenant.Value, team.Value);
                var rota = desk.Teams[team].Mode == PrioritisationMode.Perfect ? await Application.Rota.RotaRows.Published(session, caller.Tenant, [desk.Teams[team]], now) : null;
                var (needs, approaching) = await BoardNeeds.Read(session, caller.Tenant, desk, team, away, now);
                return new BoardRead(
                    team, desk.Teams[team].Name, needs, dues ? await Slots(session, caller.Tenant, team, load, now, caller.Zone) : [], await Shift(session, caller.Tenant, team, away, rota, now, caller.Zone),
                    (int)(open ?? 0), approaching, now, load)
                {
                    Dues = dues,
                    Gaps = rota is null ? [] : Gaps(rota, desk, team, now),
                    Teams = desk.Teams.ToDictionary(one => one.Key, one => one.Value.Name),
                    Situations = await Situations(session, caller.Tenant, team, dues ? now : Instant.FromUnixTimeMilliseconds(0)),
                    Thanks = [.. (await Recognition.PraiseRows.Of(session, caller, "team", team.Value, now - Duration.FromDays(30), 3)).Select(one => new ThanksRead(one.By.Split(' ')[0], one.To.Split(' ')[0], one.Number, one.Words, one.At))],
                };
            },
            stop);
    }

    private static IReadOnlyList<Covered> Gaps(PublishedRota rota, DeskRules desk, TeamId team, Instant now)
    {
        var calendar = desk.CalendarOf(team);
        var tonight = calendar.Zone.AtStartOfDay(now.InZone(calendar.Zone).Date.PlusDays(1)).ToInstant();
        return [.. Coverage.Of(rota, team, calendar, now, tonight).Where(part => part.IsGap).OrderBy(part => part.From).ThenBy(part => part.People).ThenBy(part => part.Queue.Name, StringComparer.Ordinal).Take(MostGaps)];
    }

    private static async Task<List<SituationNow>> Situations(Session session, TenantId tenant, TeamId team, Instant now) => await session.Query(
        "SELECT status, count(*), sum(CASE WHEN due < $3 THEN 1 ELSE 0 END) FROM activities WHERE tenant = $1 AND team = $2 AND open GROUP BY status ORDER BY count(*) DESC, status LIMIT 8",
        row => new SituationNow(row.GetString(0), (int)row.GetInt64(1), Convert.ToInt32(row.GetValue(2), CultureInfo.InvariantCulture)), tenant.Value, team.Value, Ms(now));

    private static async Task<List<DueSlot>> Slots(Session session, TenantId tenant, TeamId team, OverloadRead load, Instant now, DateTimeZone zone)
    {
        var day = zone.AtStartOfDay(now.InZone(zone).Date);
        var open = load.Capacity.Calendar.OpenBetween(day.ToInstant(), day.ToInstant() + Duration.FromHours(24));
        var from = open.Count > 0 ? Floor(open[0].Start) : day.Date.At(new LocalTime(9, 0)).InZoneLeniently(zone).ToInstant();
        var to = open.Count > 0 ? open[^1].End : from + Duration.FromHours(8);
        var slots = Math.Clamp((int)Math.Ceiling((to - from) / Half), 2, 48);
        var rows = await session.Query(
            "SELECT due, closed, type FROM activities WHERE tenant = $1 AND team = $2 AND due >= $3 AND due < $4 AND (open OR closed >= $3) AND held_by <> 'Customer'",
            row => (Due: At(row.GetInt64(0)), Closed: !row.IsDBNull(1), Type: row.GetString(2)), tenant.Value, team.Value, Ms(from), Ms(from + (Half * slots)));
        var touch = load.Touch;
        return [.. Enumerable.Range(0, slots).Select(index =>
        {
            var at = from + (Half * index);
            var slot = rows.Where(row => row.Due >= at && row.Due < at + Half).ToList();
            var (due, done, late) = (slot.Where(row => !row.Closed && row.Due >= now).ToList(), slot.Where(row => row.Closed).ToList(), slot.Where(row => !row.Closed && row.Due < now).ToList());
            return new DueSlot(at, due.Count, done.Count, late.Count, Work(due), Work(done), Work(late), load.Capacity.Between(at, at + Half));
        })];

        WorkingTime Work(IEnumerable<(Instant Due, bool Closed, string Type)> dues) => dues.Aggregate(WorkingTime.Zero, (sum, row) => sum + touch.Of(row.Type));
    }

    // Where a rota says who works, those it does not name now are not on shift.
    private static async Task<List<OnShift>> Shift(Session session, TenantId tenant, TeamId team, IReadOnlyDictionary<PersonId, Away> away, PublishedRota? rota, Instant now, DateTimeZone zone)
    {
        var held = rota?.OnShift(team, now).Select(shift => shift.Person).ToHashSet();
        var tomorrow = zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant();
        var people = await session.Query(
            """
            SELECT p.id, p.name, (SELECT count(*) FROM tickets t WHERE t.tenant = p.tenant AND t.owner = p.id AND t.state = 'open'),
                   (SELECT count(*) FROM activities a WHERE a.tenant = p.tenant AND a.owner = p.id AND a.open AND a.due < $3)
            FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1 AND m.team = $2 AND p.active ORDER BY p.name
            """,
            row => new OnShift(new PersonId(row.GetInt64(0)), row.GetString(1), (int)row.GetInt64(2), (int)row.GetInt64(3)),
            tenant.Value, team.Value, Ms(tomorrow));
        var claims = (await session.Query(
            "SELECT c.person, t.number, c.until FROM claims c JOIN tickets t ON t.tenant = c.tenant AND t.ticket = c.ticket WHERE c.tenant = $1 AND c.until > $2 ORDER BY c.until DESC",
            row => (Person: row.GetInt64(0), Number: row.GetInt64(1), Until: At(row.GetInt64(2))), tenant.Value, Ms(now))).ToLookup(one => one.Person);
        var looks = (await session.Query(
            "SELECT e.person, t.number FROM presence e JOIN tickets t ON t.tenant = e.tenant AND t.ticket = e.ticket WHERE e.tenant = $1 AND e.until > $2 ORDER BY e.until DESC",
            row => (Person: row.GetInt64(0), Number: row.GetInt64(1)), tenant.Value, await session.Now())).ToLookup(one => one.Person);
        return people.FindAll(one => held?.Contains(one.Person) != false || away.ContainsKey(one.Person)).ConvertAll(one =>
        {
            var claim = claims[one.Person.Value].Select(held => ((long Number, Instant Until)?)(held.Number, held.Until)).FirstOrDefault();
            return one with
            {
                Away = away.GetValueOrDefault(one.Person),
                Holds = claim?.Number ?? looks[one.Person.Value].Select(look => (long?)look.Number).FirstOrDefault(),
                Since = claim?.Until - Storage.Claims.Length,
                ClaimUntil = claim?.Until,
            };
        });
    }

    private static Instant Floor(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds() / 1_800_000 * 1_800_000);

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
