using System.Text.Json;
using Headway.Application.Calendars;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Desk;

/// <summary>Reads a tenant's settings into the rules that decisions are made by.</summary>
public static class RulesReader
{
    public static async Task<DeskRules> Read(Session session, TenantId tenant)
    {
        var calendars = await Calendars(session, tenant);
        var teams = await session.Query(
            "SELECT id, name, desk, mode, calendar, active FROM teams WHERE tenant = $1 ORDER BY id",
            row => new Team(
                new TeamId(row.GetInt64(0)), row.GetString(1), row.GetBoolean(2), Enum.Parse<PrioritisationMode>(row.GetString(3)), calendars[row.GetInt64(4)]) { Active = row.GetBoolean(5) },
            tenant.Value);
        var choices = await session.Query(
            "SELECT calendar, service, priority FROM calendar_choices WHERE tenant = $1 ORDER BY id",
            row => new CalendarChoice(
                calendars[row.GetInt64(0)],
                row.IsDBNull(1) ? null : new ServiceId(row.GetInt64(1)),
                row.IsDBNull(2) ? null : (Priority)row.GetInt64(2)),
            tenant.Value);
        var rankWithinOverdue = await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'rank-within-overdue'", tenant.Value);
        return new DeskRules(await Book(session, tenant), teams.ToDictionary(team => team.Id), choices) { RankWithinOverdue = rankWithinOverdue == "true" };
    }

    /// <summary>The current version of every calendar, by id.</summary>
    public static async Task<IReadOnlyDictionary<long, WorkCalendar>> Calendars(Session session, TenantId tenant)
    {
        var rows = await session.Query(
            "SELECT id, version, name, body FROM calendars WHERE tenant = $1 AND current",
            row => (Id: row.GetInt64(0), Calendar: ReadCalendar(row.GetString(3), row.GetString(2), (int)row.GetInt64(1))),
            tenant.Value);
        return rows.ToDictionary(row => row.Id, row => row.Calendar);
    }

    public static WorkCalendar ReadCalendar(string body, string name, int version)
    {
        using var json = JsonDocument.Parse(body);
        return DescribedCalendar.Read(json.RootElement, name, version);
    }

    private static async Task<StatusBook> Book(Session session, TenantId tenant)
    {
        var edited = await session.Query(
            "SELECT code, threshold_ms, rank, high_priority, clock, type FROM statuses WHERE tenant = $1",
            row => (
                Code: row.GetString(0), Threshold: row.IsDBNull(1) ? (long?)null : row.GetInt64(1), Rank: (int)row.GetInt64(2), High: row.GetBoolean(3),
                Clock: Enum.Parse<ClockMark>(row.GetString(4)), Type: row.IsDBNull(5) ? null : row.GetString(5)),
            tenant.Value);
        var byCode = edited.ToDictionary(row => row.Code);
        var statuses = DefaultStatuses.All.Select(status => byCode.TryGetValue(status.Code.Value, out var own)
            ? status with
            {
                Threshold = own.Threshold is { } ms ? Time(ms) : status.Threshold,
                Rank = own.Rank,
                HighPriority = own.High,
                Clock = own.Clock,
                Type = own.Type is not null && ActivityTypes.TryParse(own.Type, out var type) ? type : status.Type,
            }
            : status);
        var rules = await session.Query(
            "SELECT status, threshold_ms, service, team, priority FROM threshold_rules WHERE tenant = $1 ORDER BY id",
            row => new ThresholdRule(
                new StatusCode(row.GetString(0)), Time(row.GetInt64(1)),
                row.IsDBNull(2) ? null : new ServiceId(row.GetInt64(2)),
                row.IsDBNull(3) ? null : new TeamId(row.GetInt64(3)),
                row.IsDBNull(4) ? null : (Priority)row.GetInt64(4)),
            tenant.Value);
        var services = await session.Query(
            "SELECT id, response_targets FROM services WHERE tenant = $1 AND response_targets IS NOT NULL",
            row => (Id: new ServiceId(row.GetInt64(0)), Targets: Targets(row.GetString(1))),
            tenant.Value);
        return new StatusBook(
            statuses,
            rules,
            Merge(await TargetsOf(session, tenant, "response")),
            await TargetsOf(session, tenant, "completion"),
            services.ToDictionary(service => service.Id, service => service.Targets));
    }

    private static async Task<Dictionary<Priority, WorkingTime>> TargetsOf(Session session, TenantId tenant, string kind)
    {
        var rows = await session.Query(
            "SELECT priority, target_ms FROM targets WHERE tenant = $1 AND kind = $2",
            row => ((Priority)row.GetInt64(0), Time(row.GetInt64(1))),
            tenant.Value, kind);
        return rows.ToDictionary(row => row.Item1, row => row.Item2);
    }

    private static Dictionary<Priority, WorkingTime> Merge(Dictionary<Priority, WorkingTime> own)
    {
        var merged = new Dictionary<Priority, WorkingTime>(DefaultStatuses.ResponseTargets);
        foreach (var (priority, target) in own)
        {
            merged[priority] = target;
        }

        return merged;
    }

    /// <summary>A service's own targets as stored: hours by priority, <c>{"P1":0.5}</c>.</summary>
    public static IReadOnlyDictionary<Priority, WorkingTime> Targets(string json) =>
        (JsonSerializer.Deserialize<Dictionary<string, double>>(json) ?? [])
            .ToDictionary(pair => Enum.Parse<Priority>(pair.Key), pair => WorkingTime.FromHours(pair.Value));

    private static WorkingTime Time(long milliseconds) => WorkingTime.FromHours(milliseconds / 3_600_000d);
}
