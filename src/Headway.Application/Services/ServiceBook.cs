using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;

namespace Headway.Application.Services;

/// <summary>A service as it is set. Its own targets stand where there are some; the priorities' hold elsewhere.</summary>
public sealed record ServiceRead(
    ServiceId Id, string Name, string? NameDe, Named? Team, Named? Calendar, bool StraightOff,
    IReadOnlyDictionary<Priority, WorkingTime> Response, IReadOnlyDictionary<Priority, WorkingTime> Completion, bool Active, int Revision);

/// <summary>The services that people ask for, with those put away.</summary>
public sealed class ServiceBook(Database database)
{
    public async Task<Outcome<IReadOnlyList<ServiceRead>>> All(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadSettings) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<IReadOnlyList<ServiceRead>>>(async session => await Read(session, caller.Tenant), stop);
    }

    public async Task<Outcome<ServiceRead>> One(Caller caller, ServiceId id, CancellationToken stop = default)
    {
        var all = await All(caller, stop);
        return all.Refusal is { } no ? no
            : all.Value.FirstOrDefault(service => service.Id == id) is { } found ? found
            : SettingsRefusals.ServiceUnknown;
    }

    internal static string What(ServiceId id) => $"service:{id.Value}";

    internal static async Task<ServiceRead[]> Read(Session session, TenantId tenant) => [.. await session.Query(
        """
        SELECT s.id, s.name, s.name_de, s.team, m.name, s.calendar, c.name, s.straight_off, s.response_targets, s.completion_targets, s.active, coalesce(r.revision, 0)
        FROM services s
        LEFT JOIN teams m ON m.tenant = s.tenant AND m.id = s.team
        LEFT JOIN calendars c ON c.tenant = s.tenant AND c.id = s.calendar AND c.current
        LEFT JOIN revisions r ON r.tenant = s.tenant AND r.what = 'service:' || CAST(s.id AS TEXT)
        WHERE s.tenant = $1 ORDER BY s.name
        """,
        row => new ServiceRead(
            new ServiceId(row.GetInt64(0)), row.GetString(1), row.TextOrNull(2), Of(row.LongOrNull(3), row.TextOrNull(4)), Of(row.LongOrNull(5), row.TextOrNull(6)), row.GetBoolean(7),
            RulesReader.Targets(row.TextOrNull(8)), RulesReader.Targets(row.TextOrNull(9)), row.GetBoolean(10), (int)row.GetInt64(11)),
        tenant.Value)];

    private static Named? Of(long? id, string? name) => id is { } known ? new Named(known, name ?? "?") : null;
}
