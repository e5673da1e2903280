using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;

namespace Headway.Application.Desk;

/// <summary>What a tenant begins with: its name, a calendar, one team that is the Service Desk, and the default statuses and targets.</summary>
public sealed record TenantPlan(string Name, string Zone, string Language, string CalendarName, string CalendarBody, string DeskName);

public static class NewTenant
{
    public const string OfficeWeek =
        """{"zone":"{zone}","weekly":{"mon":["09:00-17:00"],"tue":["09:00-17:00"],"wed":["09:00-17:00"],"thu":["09:00-17:00"],"fri":["09:00-17:00"]}}""";

    public static TenantPlan Plan(string name, string zone, string language) => new(
        name, zone, language, language == "de" ? "Bürozeiten" : "Office hours", OfficeWeek.Replace("{zone}", zone, StringComparison.Ordinal), "Service Desk");

    /// <summary>Inside one transaction: the tenant is there whole or not at all. Answers its id.</summary>
    public static async Task<TenantId> Create(Session session, Counters counters, TenantPlan plan, long now)
    {
        var tenant = new TenantId(await counters.IdWithin(session));
        await session.Do(
            "INSERT INTO tenants (tenant, name, zone, language, created, active) VALUES ($1, $2, $3, $4, $5, true)",
            tenant.Value, plan.Name, plan.Zone, plan.Language, now);
        var calendar = await AddCalendar(session, counters, tenant, plan.CalendarName, plan.CalendarBody, now);
        await AddTeam(session, counters, tenant, plan.DeskName, isDesk: true, calendar);
        await AddStatuses(session, tenant);
        return tenant;
    }

    public static async Task<long> AddCalendar(Session session, Counters counters, TenantId tenant, string name, string body, long now)
    {
        // Read once as it will be read for ever: a calendar that can't be read is not kept.
        RulesReader.ReadCalendar(body, name, 1);
        var id = await counters.IdWithin(session);
        await session.Do(
            "INSERT INTO calendars (tenant, id, version, name, body, current, created) VALUES ($1, $2, 1, $3, $4, true, $5)",
            tenant.Value, id, name, body, now);
        return id;
    }

    public static async Task<TeamId> AddTeam(Session session, Counters counters, TenantId tenant, string name, bool isDesk, long calendar, string mode = "Standard")
    {
        var id = await counters.IdWithin(session);
        await session.Do(
            "INSERT INTO teams (tenant, id, name, desk, mode, calendar, restricted, active) VALUES ($1, $2, $3, $4, $5, $6, false, true)",
            tenant.Value, id, name, isDesk, mode, calendar);
        return new TeamId(id);
    }

    public static async Task AddStatuses(Session session, TenantId tenant)
    {
        foreach (var status in DefaultStatuses.All)
        {
            await session.Do(
                "INSERT INTO statuses (tenant, code, threshold_ms, rank, high_priority, clock, type, selectable) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                tenant.Value, status.Code.Value, status.Threshold is { } threshold ? (long)threshold.Length.TotalMilliseconds : null, (long)status.Rank,
                status.HighPriority, status.Clock.ToString(), status.Type?.Code(), status.Selectable);
        }

        foreach (var (priority, target) in DefaultStatuses.ResponseTargets)
        {
            await session.Do(
                "INSERT INTO targets (tenant, kind, priority, target_ms) VALUES ($1, 'response', $2, $3)",
                tenant.Value, (long)priority, (long)target.Length.TotalMilliseconds);
        }
    }

    /// <summary>The only tenant of an installation that has one, for commands that name none; null when there are none or several.</summary>
    public static async Task<TenantId?> TheOnlyOne(Session session)
    {
        var tenants = await session.Query("SELECT tenant FROM tenants WHERE active ORDER BY tenant LIMIT 2", row => row.GetInt64(0));
        return tenants.Count == 1 ? new TenantId(tenants[0]) : null;
    }
}
