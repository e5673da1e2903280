using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Calendars;

/// <summary>Who counts by a calendar: teams, services, and priorities that have one of their own.</summary>
internal static class CalendarUses
{
    public static async Task<List<string>> Of(Session session, TenantId tenant, long id) => await session.Query(
        """
        SELECT name FROM teams WHERE tenant = $1 AND calendar = $2 AND active
        UNION ALL SELECT name FROM services WHERE tenant = $1 AND calendar = $2 AND active
        UNION ALL SELECT coalesce('P' || CAST(c.priority AS TEXT), '') || coalesce(' ' || s.name, '')
        FROM calendar_choices c LEFT JOIN services s ON s.tenant = c.tenant AND s.id = c.service WHERE c.tenant = $1 AND c.calendar = $2
        """,
        row => row.GetString(0).Trim(), tenant.Value, id);
}
