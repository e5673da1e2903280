using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Services;

/// <summary>Finds the teams and calendars that programs name by their names.</summary>
public sealed class ServiceNames(Database database)
{
    /// <summary>The ids behind the names; null names stay null, unknown ones are refused.</summary>
    public async Task<Outcome<(long? Team, long? Calendar)>> Find(Caller caller, string? team, string? calendar, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadSettings) is { } no)
        {
            return no;
        }

        return await database.Read<Outcome<(long?, long?)>>(
            async session =>
            {
                var teamId = team is null ? null : await session.Number("SELECT id FROM teams WHERE tenant = $1 AND name = $2 AND active", caller.Tenant.Value, team);
                var calendarId = calendar is null ? null : await session.Number("SELECT id FROM calendars WHERE tenant = $1 AND name = $2 AND current", caller.Tenant.Value, calendar);
                return team is not null && teamId is null ? SettingsRefusals.TeamUnknown
                    : calendar is not null && calendarId is null ? SettingsRefusals.CalendarUnknown
                    : (teamId, calendarId);
            },
            stop);
    }
}
