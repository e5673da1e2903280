using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Audits;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>Something that changed, marked on the curve; <paramref name="Shown"/>: the client may read it.</summary>
public sealed record CurveMark(long Id, Instant At, string Text, bool Shown);

/// <summary>A client whose curve can be looked at; 0 is the whole desk.</summary>
public sealed record CurveClient(long Id, string Name);

/// <summary>The ruler over the weeks for one client, with its marks.</summary>
public sealed record CurveView(CurveClient Client, IReadOnlyList<CurveClient> Clients, IReadOnlyList<RulerWeek> Weeks, IReadOnlyList<RulerLine> Lines, IReadOnlyList<CurveMark> Marks);

/// <summary>
/// The frozen ruler run again every week over our own ledger, for the whole desk and for each client, so that improvement is
/// a curve and not two points. What a client sees is the same figures with the marks that are meant for them.
/// </summary>
public sealed class ClientCurve(Database database, DeskRulesCache rules, DeskClock clock)
{
    private const int MostWeeks = 52, WeeksAtOnce = 4, LongestMark = 120;

    /// <summary>The lines a client reads: what they notice, not how the desk does it.</summary>
    private static readonly string[] ForClients = ["first", "reply", "idle", "late"];

    public async Task<Outcome<CurveView>> Read(Caller caller, long client, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        return await View(caller.Tenant, client, forClient: false, stop);
    }

    /// <summary>What the client's people see, for those who show it to them.</summary>
    public async Task<Outcome<CurveView>> AsClient(Caller caller, long client, CancellationToken stop = default) =>
        caller.Denies(Permission.RunAudits) is { } no ? no : await View(caller.Tenant, client, forClient: true, stop);

    /// <summary>The own organisation's curve, for a customer who was granted all its tickets.</summary>
    public async Task<Outcome<CurveView>> Own(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.UsePortal) is { } no)
        {
            return no;
        }

        return caller is { SeesOrganisation: true, Organisation: { } organisation } ? await View(caller.Tenant, organisation, forClient: true, stop) : AuditRefusals.NotFound;
    }

    public async Task<Refusal?> Mark(Caller caller, long client, LocalDate? day, string? text, bool shown, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        if (day is not { } known || text?.Trim() is not { Length: > 0 and <= LongestMark } said)
        {
            return AuditRefusals.MarkMalformed;
        }

        var at = (await rules.Of(caller.Tenant, stop)).Desk is { } desk ? desk.Calendar.Zone.AtStartOfDay(known).ToInstant() : known.AtMidnight().InUtc().ToInstant();
        await database.Write(async session =>
        {
            await PutMark(session, caller.Tenant, await session.NextId(), client, at, said, shown);
            return 0;
        }, stop);
        return null;
    }

    public async Task<Refusal?> Unmark(Caller caller, long mark, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        return await database.Write(session => session.Run("DELETE FROM audit_marks WHERE tenant = $1 AND id = $2", caller.Tenant.Value, mark).AsTask(), stop) == 0 ? AuditRefusals.NotFound : null;
    }

    /// <summary>The same at once, for somebody who does not want to wait for the night.</summary>
    public async Task<Outcome<int>> MeasureNow(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.RunAudits) is { } no ? no : await Measure(caller.Tenant, stop);

    /// <summary>Measures the whole weeks that have passed since the last run. Answers how many weeks of how many clients were new.</summary>
    public async Task<int> Measure(TenantId tenant, CancellationToken stop = default)
    {
        var (desk, now) = (await rules.Of(tenant, stop), clock.Now(tenant));
        if (desk.Desk is not { } first)
        {
            return 0;
        }

        // From switch-on: what came from another tool has its audit, and a night has no time for years.
        var (last, switchedOn, clients) = await database.Read(async session => (
            await session.Number("SELECT max(ends) FROM audit_weeks WHERE tenant = $1 AND client = 0 AND method = $2", tenant.Value, AuditMethod.Version),
            await session.Number("SELECT created FROM tenants WHERE tenant = $1", tenant.Value), await ClientsOf(session, tenant)), stop);
        var since = Instant.FromUnixTimeMilliseconds(last ?? switchedOn ?? now.ToUnixTimeMilliseconds());
        var ends = RulerWeeks.Ends(first.Calendar, Instant.Max(since, now - Duration.FromDays(7 * MostWeeks)), now).ToList();
        // A year of a large desk is more than memory should hold, and a run that is stopped goes on where it was.
        var kept = 0;
        foreach (var weeks in ends.Chunk(WeeksAtOnce))
        {
            var events = new List<LedgerEvent>();
            await LedgerLog.Tell(database, tenant, weeks[0] - RulerWeeks.Behind, weeks[^1], desk, ticket =>
            {
                events.AddRange(ticket);
                return ValueTask.CompletedTask;
            }, stop);
            kept += await Keep(database, tenant, desk, events, clients, weeks, stop);
        }

        return kept;
    }

    /// <summary>Runs the ruler over events and keeps its weeks; <paramref name="clients"/>: person to organisation.</summary>
    internal static async Task<int> Keep(
        Database database, TenantId tenant, DeskRules desk, IReadOnlyList<LedgerEvent> events, IReadOnlyDictionary<long, long> clients, IReadOnlyList<Instant> ends, CancellationToken stop)
    {
        var weeks = new List<(long Client, RulerWeek Week)>();
        foreach (var group in events.GroupBy(item => clients.GetValueOrDefault(item.Requester)).Where(group => group.Key > 0).Append<IEnumerable<LedgerEvent>>(events))
        {
            var client = group is IGrouping<long, LedgerEvent> of ? of.Key : 0;
            var reading = LedgerLog.Reading([.. group], desk);
            if (reading.Log.Cases == 0)
            {
                continue;
            }

            var method = new AuditMethod(reading.Calendar, StatusBook.Default);
            var clock = BusinessClock.Over(reading.Calendar, reading.Log.First, Instant.Max(reading.Log.Last, ends[^1]));
            weeks.AddRange(RulerWeeks.Of(reading.Log, method, clock, ends).Where(week => week.Cases > 0).Select(week => (client, week)));
        }

        await database.Write(async session =>
        {
            foreach (var (client, week) in weeks)
            {
                await session.Do(
                    """
                    INSERT INTO audit_weeks (tenant, client, ends, method, cases, figures) VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT (tenant, client, ends) DO UPDATE SET method = excluded.method, cases = excluded.cases, figures = excluded.figures
                    """,
                    tenant.Value, client, week.Ends.ToUnixTimeMilliseconds(), AuditMethod.Version, (long)week.Cases, JsonSerializer.Serialize(week.Figures));
            }

            return 0;
        }, stop);
        return weeks.Count;
    }

    internal static ValueTask PutMark(Session session, TenantId tenant, long id, long client, Instant at, string text, bool shown) => session.Do(
        "INSERT INTO audit_marks (tenant, id, client, at, text, shown) VALUES ($1, $2, $3, $4, $5, $6)", tenant.Value, id, client, at.ToUnixTimeMilliseconds(), text, shown);

    private Task<Outcome<CurveView>> View(TenantId tenant, long client, bool forClient, CancellationToken stop) => database.Read<Outcome<CurveView>>(async session =>
    {
        var clients = await session.Query(
            "SELECT o.id, o.name FROM organisations o WHERE o.tenant = $1 AND EXISTS (SELECT 1 FROM audit_weeks w WHERE w.tenant = $1 AND w.client = o.id) ORDER BY o.name",
            row => new CurveClient(row.GetInt64(0), row.GetString(1)), tenant.Value);
        var chosen = client == 0 ? new CurveClient(0, "") : clients.FirstOrDefault(known => known.Id == client);
        if (chosen is null)
        {
            return forClient ? new CurveView(new CurveClient(client, ""), [], [], [], []) : AuditRefusals.NotFound;
        }

        var weeks = await session.Query(
            "SELECT ends, cases, figures FROM audit_weeks WHERE tenant = $1 AND client = $2 AND method = $3 ORDER BY ends DESC LIMIT 52",
            row => new RulerWeek(
                Instant.FromUnixTimeMilliseconds(row.GetInt64(0)), (int)row.GetInt64(1), JsonSerializer.Deserialize<Dictionary<string, double?>>(row.GetString(2)) ?? []),
            tenant.Value, client, AuditMethod.Version);
        weeks.Reverse();
        var marks = await session.Query(
            $"SELECT id, at, text, shown FROM audit_marks WHERE tenant = $1 AND (client = 0 OR client = $2){(forClient ? " AND shown" : "")} ORDER BY at",
            row => new CurveMark(row.GetInt64(0), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetBoolean(3)), tenant.Value, client);
        var lines = RulerWeeks.Lines.Where(line => !forClient || ForClients.Contains(line.Name)).Select(line => RulerLine.Of(line.Name, line.IsShare, weeks, marks.FirstOrDefault()?.At)).ToList();
        return new CurveView(chosen, clients, weeks, lines, marks);
    }, stop);

    private static async Task<IReadOnlyDictionary<long, long>> ClientsOf(Session session, TenantId tenant) => (await session.Query(
        "SELECT id, organisation FROM people WHERE tenant = $1 AND organisation IS NOT NULL", row => (Person: row.GetInt64(0), Client: row.GetInt64(1)), tenant.Value))
        .ToDictionary(pair => pair.Person, pair => pair.Client);
}
