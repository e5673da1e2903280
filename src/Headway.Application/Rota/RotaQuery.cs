using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Rota;

/// <summary>Reads a team's rota: the plan with its coverage, who is away, who asks to swap, and where a hand is needed now.</summary>
public sealed class RotaQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    /// <param name="caller">Anybody of support who may see the team.</param>
    /// <param name="team">Whose rota.</param>
    /// <param name="week">The Monday (or any day) of a week; empty for the template; null for the present week.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<RotaRead>> Read(Caller caller, TeamId team, string? week, CancellationToken stop = default)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        if (Access(caller, team, desk) is { } no)
        {
            return no;
        }

        var (now, found) = (clock.Now(caller.Tenant), desk.Teams[team]);
        var monday = Week(week, now, found);
        return monday.Refusal is { } wrong
            ? wrong
            : await database.Snapshot<Outcome<RotaRead>>(async session => await Week(session, caller, found, monday.Value, now), stop);
    }

    /// <summary>The teams that work by queues and are the caller's, or that the caller may plan; the caller's own first.</summary>
    public async Task<IReadOnlyList<Team>> Teams(Caller caller, CancellationToken stop = default)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        return [.. desk.Teams.Values
            .Where(team => team is { Active: true, Mode: PrioritisationMode.Perfect } && !caller.HiddenTeams.Contains(team.Id) && (caller.Teams.Contains(team.Id) || RotaAccess.MayPlan(caller, team.Id)))
            .OrderByDescending(team => caller.Teams.Contains(team.Id)).ThenBy(team => team.Name, StringComparer.Ordinal)];
    }

    internal static Refusal? Access(Caller caller, TeamId team, Domain.Tickets.DeskRules desk) =>
        caller.Denies(Permission.ReadTickets) is { } no ? no
        : !desk.Teams.ContainsKey(team) || caller.HiddenTeams.Contains(team) ? Application.Teams.TeamRefusals.Unknown
        : null;

    /// <summary>The Monday that was named; null for the template.</summary>
    internal static Outcome<LocalDate?> Week(string? week, Instant now, Team team)
    {
        if (week is null)
        {
            return (LocalDate?)RotaRows.Monday(now.InZone(team.Calendar.Zone).Date);
        }

        return week.Length == 0 || week == "template" ? (Outcome<LocalDate?>)(LocalDate?)null
            : LocalDatePattern.Iso.Parse(week) is { Success: true } day && day.Value.Year is > 2000 and < 2200 ? (LocalDate?)RotaRows.Monday(day.Value)
            : RotaRefusals.WeekMalformed;
    }

    internal static async Task<RotaRead> Week(Session session, Caller caller, Team team, LocalDate? monday, Instant now)
    {
        var (tenant, zone) = (caller.Tenant, team.Calendar.Zone);
        var queues = await RotaRows.Queues(session, tenant, team.Id);
        var kept = await RotaRows.Week(session, tenant, team.Id, monday is { } named ? RotaRows.Name(named) : RotaRows.Template);
        var members = await Members(session, tenant, team.Id);
        var days = monday ?? RotaRows.Monday(now.InZone(zone).Date);
        var (from, to) = (zone.AtStartOfDay(days).ToInstant(), zone.AtStartOfDay(days.PlusWeeks(1)).ToInstant());
        var absences = monday is null ? Absences.None : await RotaRows.Absences(session, tenant, from, to);
        var rota = new PublishedRota(queues, [.. kept.Draft.Shifts(team.Id, days, zone, Names(queues))], absences);
        var before = monday is { } one ? await RotaRows.Week(session, tenant, team.Id, RotaRows.Name(one.PlusWeeks(-1))) : KeptWeek.Empty;
        var read = new RotaRead(
            team, monday, queues, [.. members.Select(member => new RotaPerson(member.Id, member.Name, member.Email, Hours(kept.Draft, member.Id, days, zone)))], kept.Draft, kept.Published, kept.Revision,
            Coverage.Of(rota, team.Id, team.Calendar, from, to), [.. absences.All.Where(absence => members.Exists(member => member.Id == absence.Person))],
            monday is { } week && kept.Published is { } published ? await Swaps(session, caller, team, week, published, absences) : [], RotaAccess.MayPlan(caller, team.Id), now)
        {
            PublishedAt = kept.PublishedAt,
            PublishedBy = kept.PublishedBy is { } by ? await session.Text("SELECT name FROM people WHERE tenant = $1 AND id = $2", tenant.Value, by.Value) : null,
            Overridden = kept.Overridden,
            HasTemplate = monday is not null && (await RotaRows.Week(session, tenant, team.Id, RotaRows.Template)).Draft.Slots.Count > 0,
            HasWeekBefore = before.Draft.Slots.Count > 0,
        };
        return monday is not null && from <= now && now < to ? await Present(session, tenant, read, to) : read;
    }

    internal static Dictionary<long, string> Names(IEnumerable<StatusQueue> queues) => queues.ToDictionary(queue => queue.Id, queue => queue.Name);

    internal static ValueTask<List<(PersonId Id, string Name, string? Email)>> Members(Session session, TenantId tenant, TeamId team) => session.Query(
        "SELECT p.id, p.name, p.email FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1 AND m.team = $2 AND p.active ORDER BY p.name",
        row => (new PersonId(row.GetInt64(0)), row.GetString(1), row.TextOrNull(2)), tenant.Value, team.Value);

    // What the published rota says now, against what is due before the day ends.
    private static async Task<RotaRead> Present(Session session, TenantId tenant, RotaRead read, Instant weekEnds)
    {
        var (team, now) = (read.Team, read.Now);
        var rota = await RotaRows.Published(session, tenant, [team], now);
        var end = team.Calendar.OpenBetween(now, weekEnds).Where(span => span.Start <= now).Select(span => span.End).DefaultIfEmpty(now).First();
        var rows = await session.Query(
            """
            SELECT a.status, count(*), sum(CASE WHEN a.due < $4 THEN 1 ELSE 0 END), sum(CASE WHEN a.due < $3 THEN 1 ELSE 0 END)
            FROM activities a WHERE a.tenant = $1 AND a.team = $2 AND a.open GROUP BY a.status
            """,
            row => (Status: new StatusCode(row.GetString(0)), Open: row.GetInt64(1), Today: row.GetInt64(2), Late: row.GetInt64(3)),
            tenant.Value, team.Id.Value, now.ToUnixTimeMilliseconds(), Instant.Max(end, now).ToUnixTimeMilliseconds());
        var load = read.Queues.Select(queue =>
        {
            var own = rows.Where(row => queue.Statuses.Contains(row.Status)).ToList();
            return new QueueNow(queue, (int)own.Sum(row => row.Open), (int)own.Sum(row => row.Today), (int)own.Sum(row => row.Late), [.. rota.HoldersOf(queue, now)]);
        }).ToList();
        var held = rota.OnShift(team.Id, now).GroupBy(shift => shift.Person)
            .ToDictionary(person => person.Key, person => (IReadOnlyCollection<string>)[.. person.SelectMany(shift => shift.Queues).Distinct()]);
        var loads = load.Select(one => new QueueLoad(one.Queue, one.DueToday, held.Values.Where(queues => queues.Contains(one.Queue.Name)).Sum(queues => 1d / queues.Count), end - now)).ToList();
        return read with { Load = load, Proposal = Rebalance.Suggest(loads, held, Rebalance.Touch) };
    }

    private static double Hours(RotaPlan plan, PersonId person, LocalDate monday, DateTimeZone zone) => plan.Slots.Where(slot => slot.Person == person)
        .Select(slot => RotaPlan.Times(slot, monday, zone)).Sum(times => (times.To - times.From).TotalHours);

    private static async Task<IReadOnlyList<SwapAsked>> Swaps(Session session, Caller caller, Team team, LocalDate week, RotaPlan published, Absences absences)
    {
        var rows = await session.Query(
            """
            SELECT s.id, s.slot, s.asked_by, b.name, s.asked_of, o.name, s.note, s.asked_at FROM rota_swaps s
            JOIN people b ON b.tenant = s.tenant AND b.id = s.asked_by LEFT JOIN people o ON o.tenant = s.tenant AND o.id = s.asked_of
            WHERE s.tenant = $1 AND s.team = $2 AND s.week = $3 AND s.state = 'waiting' ORDER BY s.asked_at
            """,
            row => (Id: row.GetInt64(0), Slot: (int)row.GetInt64(1), By: row.GetInt64(2), ByName: row.GetString(3), Of: row.LongOrNull(4), OfName: row.TextOrNull(5), Note: row.TextOrNull(6), At: row.GetInt64(7)),
            caller.Tenant.Value, team.Id.Value, RotaRows.Name(week));
        return
        [
            .. from row in rows
               let slot = published.Find(row.Slot)
               where slot is not null && slot.Person.Value == row.By
               let times = RotaPlan.Times(slot, week, team.Calendar.Zone)
               select new SwapAsked(row.Id, slot, new PersonId(row.By), row.ByName, row.Of is { } of ? new PersonId(of) : null, row.OfName, row.Note, Instant.FromUnixTimeMilliseconds(row.At))
               {
                   Hinders = SwapShift.Hinders(published, slot, caller.Person, absences.All.Where(one => one.From < times.To && times.From < one.To)),
               },
        ];
    }
}

/// <summary>Who plans: a lead for the teams led, an administrator for all that exist for them.</summary>
internal static class RotaAccess
{
    public static bool MayPlan(Caller caller, TeamId team) =>
        caller.May(Permission.KeepRota) && !caller.HiddenTeams.Contains(team) && (caller.Role == Role.Administrator || caller.Leads.Contains(team));
}
