using System.Text.Json;
using Headway.Application.Calendars;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Desk;

/// <summary>Reads a tenant's settings into the rules that decisions are made by.</summary>
public static class RulesReader
{
    /// <summary>The rules as they stand at an instant; without one, by the newest version of each calendar.</summary>
    public static async Task<DeskRules> Read(Session session, TenantId tenant, Instant? at = null)
    {
        var (calendars, until) = await Calendars(session, tenant, at ?? Instant.MaxValue);
        var teams = await session.Query(
            "SELECT id, name, desk, mode, calendar, active, affinity FROM teams WHERE tenant = $1 ORDER BY id",
            row => new Team(
                new TeamId(row.GetInt64(0)), row.GetString(1), row.GetBoolean(2), Enum.Parse<PrioritisationMode>(row.GetString(3)), calendars[row.GetInt64(4)])
            { Active = row.GetBoolean(5), Affinity = row.GetBoolean(6) },
            tenant.Value);
        var choices = await session.Query(
            "SELECT calendar, service, priority FROM calendar_choices WHERE tenant = $1 ORDER BY id",
            row => new CalendarChoice(
                calendars[row.GetInt64(0)],
                row.IsDBNull(1) ? null : new ServiceId(row.GetInt64(1)),
                row.IsDBNull(2) ? null : (Priority)row.GetInt64(2)),
            tenant.Value);
        choices.InsertRange(0, await session.Query(
            "SELECT calendar, id FROM services WHERE tenant = $1 AND calendar IS NOT NULL ORDER BY id",
            row => new CalendarChoice(calendars[row.GetInt64(0)], new ServiceId(row.GetInt64(1)), null),
            tenant.Value));
        var rankWithinOverdue = await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'rank-within-overdue'", tenant.Value);
        var phrases = Chases.ChasePhrases.Read(await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'chase-words'", tenant.Value));
        return new DeskRules(await Book(session, tenant), teams.ToDictionary(team => team.Id), choices)
        {
            RankWithinOverdue = rankWithinOverdue == "true",
            OwnApprovals = await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'own-approvals'", tenant.Value) == "true",
            KeepsTime = await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'time-spent'", tenant.Value) == "true",
            Feedback = FeedbackSettings.Read(
                await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'feedback'", tenant.Value),
                await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'feedback-low'", tenant.Value)),
            Matrix = PriorityMatrix.Read(await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'priority-matrix'", tenant.Value)) ?? PriorityMatrix.Default,
            Words = await Words(session, tenant),
            HoldUntil = until,
            ChasePhrases = phrases.More,
            NoChasePhrases = phrases.Less,
            ChaseWeights = Chases.LearnChases.Kept(await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'chase-weights'", tenant.Value)),
            Automatic = Automation.ShippedRules.Read(await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'automatisms'", tenant.Value)),
            Runs = SubProcessSettings.Read(await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'sub-processes'", tenant.Value)),
        };
    }

    /// <summary>
    /// Of every calendar, by id, the version that holds at an instant: the newest that has begun in its own zone, else its
    /// first. <c>Until</c> is when the next one begins.
    /// </summary>
    private static async Task<(IReadOnlyDictionary<long, WorkCalendar> Holding, Instant? Until)> Calendars(Session session, TenantId tenant, Instant at)
    {
        var rows = await session.Query(
            "SELECT id, version, name, body, valid_from, current FROM calendars WHERE tenant = $1 AND (current OR valid_from IS NOT NULL OR version = 1) ORDER BY id, version DESC",
            row => (Id: row.GetInt64(0), Version: (int)row.GetInt64(1), Name: row.GetString(2), Body: row.GetString(3), From: row.TextOrNull(4)),
            tenant.Value);
        var holding = new Dictionary<long, WorkCalendar>();
        Instant? until = null;
        foreach (var versions in rows.GroupBy(row => row.Id))
        {
            foreach (var row in versions)
            {
                var calendar = ReadCalendar(row.Body, row.Name, row.Version);
                var begins = row.From is null ? Instant.MinValue : Zones.StartOf(calendar.Zone, LocalDatePattern.Iso.Parse(row.From).Value);
                holding[versions.Key] = calendar;
                if (begins <= at)
                {
                    break;
                }

                until = until is { } soonest && soonest < begins ? soonest : begins;
            }
        }

        return (holding, until);
    }

    private static async Task<StatusWords> Words(Session session, TenantId tenant)
    {
        var labels = await session.Query(
            "SELECT code, label_en, label_de FROM statuses WHERE tenant = $1 AND (label_en IS NOT NULL OR label_de IS NOT NULL)",
            row => (Code: new StatusCode(row.GetString(0)), English: row.TextOrNull(1), German: row.TextOrNull(2)), tenant.Value);
        var lines = await session.Query(
            "SELECT status, language, line FROM wordings WHERE tenant = $1",
            row => (Key: (new StatusCode(row.GetString(0)), row.GetString(1)), Line: row.GetString(2)), tenant.Value);
        return new StatusWords(
            labels.SelectMany(row => new[] { (Key: (row.Code, "en"), Label: row.English), (Key: (row.Code, "de"), Label: row.German) })
                .Where(pair => pair.Label is not null).ToDictionary(pair => pair.Key, pair => pair.Label ?? ""),
            lines.ToDictionary(pair => pair.Key, pair => pair.Line));
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
            "SELECT id, response_targets, completion_targets, straight_off FROM services WHERE tenant = $1",
            row => (Id: new ServiceId(row.GetInt64(0)), Response: Targets(row.TextOrNull(1)), Completion: Targets(row.TextOrNull(2)), StraightOff: row.GetBoolean(3)),
            tenant.Value);
        return new StatusBook(
            statuses,
            rules,
            Merge(await TargetsOf(session, tenant, "response")),
            await TargetsOf(session, tenant, "completion"),
            services.Where(service => service.Response.Count > 0).ToDictionary(service => service.Id, service => service.Response))
        {
            ServiceCompletionTargets = services.Where(service => service.Completion.Count > 0).ToDictionary(service => service.Id, service => service.Completion),
            StraightOff = services.Where(service => service.StraightOff).Select(service => service.Id).ToHashSet(),
        };
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
    public static IReadOnlyDictionary<Priority, WorkingTime> Targets(string? json) =>
        ((json is null ? null : JsonSerializer.Deserialize<Dictionary<string, double>>(json)) ?? [])
            .ToDictionary(pair => Enum.Parse<Priority>(pair.Key), pair => WorkingTime.FromHours(pair.Value));

    private static WorkingTime Time(long milliseconds) => WorkingTime.FromHours(milliseconds / 3_600_000d);
}
