using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Automation;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Desk;

/// <summary>
/// A step a desk can take: a sub-process, a rule of the desk, or a way of ordering work. <paramref name="Seen"/> of <paramref name="Of"/> is
/// what the desk's own last 28 days (or what is open now) say about it. <paramref name="BroughtUntil"/> is the end of those days
/// where they are the last ones that were brought along from another tool.
/// </summary>
public sealed record NextStep(string Key, bool Taken, int Seen, int Of, Instant? BroughtUntil = null);

/// <summary>
/// How a desk begins and goes on. A new one begins with what is recommended; one that brings its past along begins in basic
/// mode with all off, and is shown one step after the other, each with its own last month as the reason.
/// </summary>
public sealed class NextSteps(Database database, DeskRulesCache rules, DeskClock clock, ChangeSubProcesses runs, ShippedRules shipped)
{
    public static readonly IReadOnlyList<string> Keys =
        ["targets", "chases", "reminders", "returns", "appointments", "linked", "auto-close", "standard", "advanced"];

    /// <summary>What a desk that begins in basic mode keeps on: how a customer's and a colleague's word is heard at all.</summary>
    private const Automatisms Basic = Automatisms.CustomerUpdates | Automatisms.ColleagueUpdates | Automatisms.Leavers;

    private const int Most = 5_000;
    private static readonly Duration Reach = Duration.FromDays(28);

    public async Task<Outcome<IReadOnlyList<NextStep>>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var (desk, now) = (await rules.Of(caller.Tenant, stop), clock.Now(caller.Tenant));
        var brought = await BroughtMonth.Read(database, caller.Tenant, desk, now, Reach, stop);
        var (since, until) = (brought?.From ?? now - Reach, brought?.Until ?? now);
        return await database.Snapshot<Outcome<IReadOnlyList<NextStep>>>(
            async session =>
            {
                var steps = new List<NextStep>();
                foreach (var key in Keys)
                {
                    var (seen, of) = brought?.Of(key) ?? await Look(session, caller.Tenant, desk, key, since, until);
                    steps.Add(new NextStep(key, Taken(desk, key), seen, of, brought?.Until));
                }

                return steps.ToArray();
            },
            stop);
    }

    /// <summary>The next of the recommended steps, for a line elsewhere; null when a desk has taken them all or the caller does not decide it.</summary>
    public async Task<string?> First(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is not null)
        {
            return null;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        return Keys.FirstOrDefault(key => key != "advanced" && !Taken(desk, key));
    }

    /// <summary>Takes a step; what is open keeps its dues, what comes is handled by it.</summary>
    public async Task<Refusal?> Take(Caller caller, string key, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        return key switch
        {
            _ when Process(key) is { } process => await runs.Do(caller, desk.Runs | process, stop),
            _ when Rule(key) is { } rule => await shipped.Switch(caller, desk.Automatic | rule, stop),
            "standard" => await Order(caller, [PrioritisationMode.Basic, PrioritisationMode.StatusRanked], PrioritisationMode.Standard, stop),
            "advanced" => await Order(caller, [PrioritisationMode.Standard], PrioritisationMode.Advanced, stop),
            _ => SettingsRefusals.StepUnknown,
        };
    }

    /// <summary>Begins small: basic mode, everything off that can be, to be taken up step by step.</summary>
    public async Task<Refusal?> BeginBasic(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        await database.Write(
            async session =>
            {
                await Imported(session, caller.Tenant, now);
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("desk.begun-basic", $"desk:{caller.Tenant.Value}"));
                await rules.Changed(session, caller.Tenant, now);
            },
            stop);
        rules.Forget(caller.Tenant);
        return null;
    }

    /// <summary>In an import's transaction: how a tenant that brings its past along begins.</summary>
    public static async Task Imported(Session session, TenantId tenant, long now)
    {
        await session.Do("UPDATE teams SET mode = $2 WHERE tenant = $1", tenant.Value, nameof(PrioritisationMode.Basic));
        await session.Do(
            "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
            tenant.Value, SubProcessSettings.Key, SubProcessSettings.Write(SubProcesses.None), now);
        await ShippedRules.Keep(session, tenant, Basic, now);
    }

    private async Task<Refusal?> Order(Caller caller, PrioritisationMode[] from, PrioritisationMode to, CancellationToken stop)
    {
        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        await database.Write(
            async session =>
            {
                var changed = 0;
                foreach (var mode in from)
                {
                    changed += await session.Run("UPDATE teams SET mode = $3 WHERE tenant = $1 AND mode = $2 AND active", caller.Tenant.Value, mode.ToString(), to.ToString());
                }

                if (changed > 0)
                {
                    await AuditTrail.Record(
                        session, caller.Tenant, caller.Actor,
                        new AuditEntry("desk.mode-changed", $"desk:{caller.Tenant.Value}", SettingChange.Body(new SettingChange("mode", string.Join(", ", from), to.ToString()))));
                    await rules.Changed(session, caller.Tenant, now);
                }
            },
            stop);
        rules.Forget(caller.Tenant);
        return null;
    }

    private static SubProcesses? Process(string key) => key switch
    {
        "targets" => SubProcesses.BreachPrevention,
        "chases" => SubProcesses.Chases,
        "returns" => SubProcesses.Returns,
        "appointments" => SubProcesses.Appointments,
        _ => null,
    };

    private static Automatisms? Rule(string key) => key switch
    {
        "reminders" => Automatisms.Reminders,
        "linked" => Automatisms.LinkedTickets,
        "auto-close" => Automatisms.AutoClose,
        _ => null,
    };

    private static bool Taken(DeskRules desk, string key) =>
        Process(key) is { } process ? desk.Runs.HasFlag(process)
        : Rule(key) is { } rule ? desk.Automatic.HasFlag(rule)
        : desk.Teams.Values.Where(team => team.Active).All(team => key == "standard"
            ? team.Mode.HasDues()
            : team.Mode.SharesWork());

    private static async Task<(int Seen, int Of)> Look(Session session, TenantId tenant, DeskRules desk, string key, Instant since, Instant until)
    {
        Task<int> Count(string sql) => Number(session, sql, tenant.Value, since.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        Task<int> Standing(string sql) => Number(session, sql, tenant.Value);
        return key switch
        {
            "targets" => await Answers(session, tenant, desk, since.ToUnixTimeMilliseconds(), until),
            "chases" => await Chases(session, tenant, desk, since.ToUnixTimeMilliseconds(), until),
            "reminders" => (
                await Count("SELECT count(*) FROM activities a WHERE a.tenant = $1 AND a.status IN ('AWAIT_CUSTOMER', 'CUST_TESTING') AND a.due >= $2 AND a.due < $3 AND (a.open OR a.closed > a.due)"),
                await Count("SELECT count(*) FROM activities a WHERE a.tenant = $1 AND a.status IN ('AWAIT_CUSTOMER', 'CUST_TESTING') AND a.due >= $2 AND a.due < $3")),
            "returns" => (
                await Count("SELECT count(*) FROM tickets t JOIN teams m ON m.tenant = t.tenant AND m.id = t.team WHERE t.tenant = $1 AND m.desk AND t.transfers >= 2 AND t.changed >= $2 AND t.changed < $3"),
                await Count("SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.transfers >= 1 AND t.changed >= $2 AND t.changed < $3")),
            "appointments" => (
                await Count("SELECT count(DISTINCT a.ticket) FROM activities a WHERE a.tenant = $1 AND a.opened >= $2 AND a.opened < $3 AND a.status IN ('CUST_SILENT', 'APPT_REQUESTED')"),
                await Count("SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.changed >= $2 AND t.changed < $3")),
            "linked" => (
                await Standing("SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.state = 'open' AND t.status = 'AWAIT_CHANGE'"),
                await Standing("SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.state = 'open'")),
            "auto-close" => (
                await Standing("SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.state = 'resolved'"),
                await Count("SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.resolved_at >= $2 AND t.resolved_at < $3")),
            "standard" => (
                await Count("SELECT count(*) FROM activities a WHERE a.tenant = $1 AND a.verdict_at >= $2 AND a.verdict_at < $3 AND a.verdict = 'Late'"),
                await Count("SELECT count(*) FROM activities a WHERE a.tenant = $1 AND a.verdict_at >= $2 AND a.verdict_at < $3 AND a.verdict IN ('Success', 'Rescheduled', 'Late')")),
            _ => (
                await Count("SELECT count(*) FROM activities a WHERE a.tenant = $1 AND a.high_priority AND a.verdict_at >= $2 AND a.verdict_at < $3 AND a.verdict = 'Late'"),
                await Count("SELECT count(*) FROM activities a WHERE a.tenant = $1 AND a.high_priority AND a.verdict_at >= $2 AND a.verdict_at < $3 AND a.verdict IN ('Success', 'Rescheduled', 'Late')")),
        };
    }

    // First answers that came after their target, by the calendar of the team that has the ticket.
    private static async Task<(int, int)> Answers(Session session, TenantId tenant, DeskRules desk, long since, Instant now)
    {
        var rows = await session.Query(
            string.Create(CultureInfo.InvariantCulture, $"SELECT t.team, t.priority, t.service, t.opened, t.first_reply_at FROM tickets t WHERE t.tenant = $1 AND t.opened >= $2 AND t.opened < $3 ORDER BY t.opened DESC LIMIT {Most}"),
            row => (
                Team: new TeamId(row.GetInt64(0)), Priority: (Priority)row.GetInt64(1), Service: row.LongOrNull(2) is { } service ? new ServiceId(service) : (ServiceId?)null,
                Opened: Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), Answered: row.LongOrNull(4) is { } at ? Instant.FromUnixTimeMilliseconds(at) : now),
            tenant.Value, since, now.ToUnixTimeMilliseconds());
        return (
            rows.Count(row => row.Answered > row.Opened && desk.Teams.ContainsKey(row.Team)
                && desk.CalendarFor(row.Team, row.Service, row.Priority).Calendar.Between(row.Opened, row.Answered) > desk.Statuses.ResponseTarget(row.Priority, row.Service)),
            rows.Count);
    }

    // Messages that ask where it is, by the words the desk would read them by.
    private static async Task<(int, int)> Chases(Session session, TenantId tenant, DeskRules desk, long since, Instant now)
    {
        var texts = await session.Query(
            string.Create(CultureInfo.InvariantCulture, $"SELECT body FROM texts WHERE tenant = $1 AND kind = 'customer-wrote' AND at >= $2 AND at < $3 AND body IS NOT NULL ORDER BY at DESC LIMIT {Most}"),
            row => row.GetString(0), tenant.Value, since, now.ToUnixTimeMilliseconds());
        return (BroughtMonth.AskWhere(texts, desk, now), texts.Count);
    }

    private static async Task<int> Number(Session session, string sql, params object?[] args) => (int)(await session.Number(sql, args) ?? 0);
}
