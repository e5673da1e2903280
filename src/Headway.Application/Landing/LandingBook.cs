using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Landing;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Landing;

/// <summary>An import as the list of them shows it; <paramref name="Left"/> reviews are still to be done.</summary>
public sealed record ImportLine(long Id, Instant At, string Source, string File, string State, LoadDone Counts, int Left);

/// <summary>An import whole: what it did and what of its landing plan is still ahead.</summary>
public sealed record LandingView(ImportLine Line, IReadOnlyList<TeamShare> Shares, LandingPlan Plan, IReadOnlyList<WaitingReview> Next);

/// <summary>A review that is still to be done.</summary>
public sealed record WaitingReview(long Number, TicketKey Ticket, TeamId Team, LandingReason Reason, Instant Opened, Instant Due);

/// <summary>Imports and their landing plans: read, planned anew, taken back.</summary>
public sealed class LandingBook(Database database, TicketStore store, DeskRulesCache rules, DeskClock clock)
{
    private const int Shown = 20;

    public async Task<Outcome<IReadOnlyList<ImportLine>>> List(Caller caller, CancellationToken stop = default) => caller.Denies(Permission.LoadTickets) is { } no
        ? no
        : await database.Read(async session => (Outcome<IReadOnlyList<ImportLine>>)(await Lines(session, caller.Tenant, null)).ToArray(), stop);

    public async Task<Outcome<LandingView>> Read(Caller caller, long import, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.LoadTickets) is { } no)
        {
            return no;
        }

        var desk = await OurDesk.Read(database, caller.Tenant, await rules.Of(caller.Tenant, stop), clock.Now(caller.Tenant), stop);
        var (lines, waiting) = await database.Read(async session => (await Lines(session, caller.Tenant, import), await Waiting(session, caller.Tenant, import)), stop);
        if (lines.Count == 0)
        {
            return ImportRefusals.Unknown;
        }

        var shares = waiting.GroupBy(review => review.Team).Where(team => desk.Rules.Teams.ContainsKey(team.Key))
            .Select(team => Share(desk, team.Key, [.. team])).OrderBy(share => share.Name, StringComparer.Ordinal).ToList();
        var plan = new LandingPlan(waiting.ToDictionary(review => (int)review.Number, review => review.Due), [.. shares.Select(share => share.Share)]);
        return new LandingView(lines[0], shares, plan, [.. waiting.Take(Shown)]);
    }

    /// <summary>Spreads what is still to be reviewed anew. Answers how many reviews stand at another time.</summary>
    public async Task<Outcome<int>> Replan(Caller caller, long import, IReadOnlyDictionary<string, int> perDay, LocalDate? from, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.LoadTickets) is { } no)
        {
            return no;
        }

        var desk = await OurDesk.Read(database, caller.Tenant, await rules.Of(caller.Tenant, stop), clock.Now(caller.Tenant), stop);
        var waiting = await database.Read(session => Waiting(session, caller.Tenant, import), stop);
        if (waiting.Count == 0)
        {
            return ImportRefusals.NothingLeft;
        }

        var wishes = new LoadWishes(PerDay: perDay);
        var first = from is { } day && day > desk.Today ? day : desk.Today.PlusDays(1);
        var plan = LandingPlan.Of(
            waiting.Select((review, at) => new ToReview(at, review.Team, review.Reason, review.Opened)), team => desk.PerDay(team, wishes), desk.Rules.CalendarOf, first);
        var moved = 0;
        for (var at = 0; at < waiting.Count; at++)
        {
            var due = plan.Dues[at];
            var changed = await store.Change(caller.Tenant, waiting[at].Ticket, null, state => LandTicket.Move(state, due, caller.Actor, desk.Now), stop: stop);
            moved += changed is { IsRefused: false, Value.AlreadySo: false } ? 1 : 0;
        }

        await database.Write(
            session => AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("import.planned", Target(import), new { moved, from = first.ToString("uuuu-MM-dd", null) })).AsTask(), stop);
        return moved;
    }

    /// <summary>
    /// Takes an import back: tickets that nobody has worked on leave the desk (closed as cancelled, and free to be loaded
    /// again), the others stay. Answers how many left.
    /// </summary>
    public async Task<Outcome<int>> Undo(Caller caller, long import, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.LoadTickets) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        var waiting = await database.Read(session => Waiting(session, caller.Tenant, import), stop);
        var gone = 0;
        foreach (var review in waiting)
        {
            var changed = await store.Change(
                caller.Tenant, review.Ticket, null, state => LandTicket.TakeBack(state, caller.Actor, now),
                new Enclosure
                {
                    Within = async (session, _) =>
                        await session.Do("DELETE FROM imported_tickets WHERE tenant = $1 AND import = $2 AND ticket = $3", caller.Tenant.Value, import, review.Ticket.Value),
                }, stop);
            gone += changed.IsRefused ? 0 : 1;
        }

        return await database.Write<Outcome<int>>(async session =>
        {
            if (await session.Run("UPDATE imports SET state = 'undone' WHERE tenant = $1 AND id = $2 AND state <> 'undone'", caller.Tenant.Value, import) == 0)
            {
                return ImportRefusals.Unknown;
            }

            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("import.undone", Target(import), new { gone }));
            return gone;
        }, stop);
    }

    /// <summary>An import begins, or the one that was cut off goes on under its own number.</summary>
    internal static Task<long> Begin(Database database, Caller caller, string source, string file, string plan, Instant at, CancellationToken stop) => database.Write(async session =>
    {
        if (await session.Number("SELECT max(id) FROM imports WHERE tenant = $1 AND source = $2 AND state = 'running'", caller.Tenant.Value, source) is { } cut)
        {
            return cut;
        }

        var id = await session.NextId();
        await session.Do(
            "INSERT INTO imports (tenant, id, at, by_person, source, file, state, plan, counts) VALUES ($1, $2, $3, $4, $5, $6, 'running', $7, '{}')",
            caller.Tenant.Value, id, at.ToUnixTimeMilliseconds(), caller.Person.Value, source, file, plan);
        return id;
    }, stop);

    internal static Task Finish(Database database, Caller caller, LoadDone done, CancellationToken stop) => database.Write(async session =>
    {
        var opened = await session.Number("SELECT count(*) FROM imported_tickets WHERE tenant = $1 AND import = $2 AND reason IS NOT NULL", caller.Tenant.Value, done.Import) ?? 0;
        var all = await session.Number("SELECT count(*) FROM imported_tickets WHERE tenant = $1 AND import = $2", caller.Tenant.Value, done.Import) ?? 0;
        var counts = JsonSerializer.Serialize(done with { Open = (int)opened, Closed = (int)(all - opened) });
        await session.Do("UPDATE imports SET state = 'done', counts = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, done.Import, counts);
        await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("import.done", Target(done.Import), new { done.Open, done.Closed, done.Same, done.WentOn, done.Left }));
        return 0;
    }, stop);

    private static async Task<IReadOnlyList<ImportLine>> Lines(Session session, TenantId tenant, long? import) => await session.Query(
        """
        SELECT i.id, i.at, i.source, i.file, i.state, i.counts,
          (SELECT count(*) FROM imported_tickets t JOIN activities a ON a.tenant = t.tenant AND a.ticket = t.ticket WHERE t.tenant = i.tenant AND t.import = i.id AND a.open AND a.verdict = 'Excluded')
        FROM imports i WHERE i.tenant = $1 AND (i.id = $2 OR $3) ORDER BY i.id DESC LIMIT 50
        """,
        row =>
        {
            var id = row.GetInt64(0);
            return new ImportLine(
                id, Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4),
                row.GetString(5) is { Length: > 2 } counts && JsonSerializer.Deserialize<LoadDone>(counts) is { } done ? done : new LoadDone(id, 0, 0, 0, 0, 0), (int)row.GetInt64(6));
        },
        tenant.Value, import ?? 0, import is null);

    // An open row that is outside Progression SLA from its beginning is a landing review: every other is judged when it ends.
    private static async Task<List<WaitingReview>> Waiting(Session session, TenantId tenant, long import) => await session.Query(
        """
        SELECT k.number, k.ticket, a.team, t.reason, k.opened, a.due FROM imported_tickets t
        JOIN tickets k ON k.tenant = t.tenant AND k.ticket = t.ticket JOIN activities a ON a.tenant = t.tenant AND a.ticket = t.ticket
        WHERE t.tenant = $1 AND t.import = $2 AND a.open AND a.verdict = 'Excluded' ORDER BY a.due, k.number
        """,
        row => new WaitingReview(
            row.GetInt64(0), new TicketKey(row.GetInt64(1)), new TeamId(row.GetInt64(2)), Enum.TryParse<LandingReason>(row.IsDBNull(3) ? null : row.GetString(3), out var reason) ? reason : LandingReason.Age,
            Instant.FromUnixTimeMilliseconds(row.GetInt64(4)), Instant.FromUnixTimeMilliseconds(row.GetInt64(5))),
        tenant.Value, import);

    private static TeamShare Share(OurDesk desk, TeamId team, IReadOnlyList<WaitingReview> reviews)
    {
        var zone = desk.Rules.CalendarOf(team).Zone;
        var days = reviews.GroupBy(review => review.Due.InZone(zone).Date).OrderBy(day => day.Key).ToList();
        return new TeamShare(team, desk.Rules.Teams[team].Name, desk.People(team), new LandingShare(team, reviews.Count, days.Max(day => day.Count()), days.Count, days[0].Key, days[^1].Key));
    }

    private static string Target(long import) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"import:{import}");
}

/// <summary>Dates of a plan as forms and commands write them.</summary>
public static class LandingDate
{
    public static LocalDate? Read(string? text) => text is { Length: > 0 } && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? day : null;
}

public static class ImportRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "import.not-found", "There is no such import, or it has been taken back already.");

    public static readonly Refusal NothingLeft = new(RefusalKind.Conflict, "import.nothing-left", "Every ticket of this import has been looked at: there is nothing left to plan.");

    public static readonly Refusal Running = new(RefusalKind.Busy, "import.running", "These tickets are being loaded already: wait until that has ended.");
}
