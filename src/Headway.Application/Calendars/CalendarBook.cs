using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Calendars;

/// <summary>
/// A version of a calendar and since when it holds; null from ever. <paramref name="Begun"/> is false for one that is still
/// to come; one that a newer version overtook before it began never holds and has no place in the list.
/// </summary>
public sealed record CalendarVersion(WorkCalendar Calendar, LocalDate? From, Instant Made, bool Begun);

/// <summary>A calendar with its versions, the newest first, the one that holds now, and who counts by it.</summary>
public sealed record CalendarRead(long Id, IReadOnlyList<CalendarVersion> Versions, CalendarVersion Holding, IReadOnlyList<Named> Teams, IReadOnlyList<Named> Services, IReadOnlyList<string> Priorities)
{
    public WorkCalendar Newest => Versions[0].Calendar;

    public bool Planned => !Versions[0].Begun;

    /// <summary>Put away: nobody can choose it any more, what it counted keeps it.</summary>
    public bool Retired { get; init; }

    /// <summary>By whom it is used, in words: while anything is named here it can't be put away.</summary>
    public IReadOnlyList<string> Uses => [.. Teams.Concat(Services).Select(one => one.Name), .. Priorities];
}

/// <summary>The calendars of a desk with their history.</summary>
public sealed class CalendarBook(Database database, DeskClock clock)
{
    /// <summary>Those that can be chosen.</summary>
    public async Task<Outcome<IReadOnlyList<CalendarRead>>> All(Caller caller, CancellationToken stop = default) =>
        (await Every(caller, stop)).Then<IReadOnlyList<CalendarRead>>(all => all.Where(calendar => !calendar.Retired).ToList());

    /// <summary>With those put away.</summary>
    public async Task<Outcome<IReadOnlyList<CalendarRead>>> Every(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadSettings) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        return await database.Snapshot<Outcome<IReadOnlyList<CalendarRead>>>(async session => await Read(session, caller.Tenant, now), stop);
    }

    public async Task<Outcome<CalendarRead>> One(Caller caller, long id, CancellationToken stop = default)
    {
        var all = await Every(caller, stop);
        return all.Refusal is { } no ? no
            : all.Value.FirstOrDefault(calendar => calendar.Id == id) is { } found ? found
            : SettingsRefusals.CalendarUnknown;
    }

    private static async Task<CalendarRead[]> Read(Session session, TenantId tenant, Instant now)
    {
        var rows = await session.Query(
            "SELECT id, version, name, body, valid_from, created, current FROM calendars WHERE tenant = $1 ORDER BY id, version DESC",
            row => (Id: row.GetInt64(0), Version: (int)row.GetInt64(1), Name: row.GetString(2), Body: row.GetString(3), From: row.TextOrNull(4), Made: Instant.FromUnixTimeMilliseconds(row.GetInt64(5)), Current: row.GetBoolean(6)),
            tenant.Value);
        var teams = await session.Query(
            "SELECT calendar, id, name FROM teams WHERE tenant = $1 AND active ORDER BY name", row => (Calendar: row.GetInt64(0), Team: new Named(row.GetInt64(1), row.GetString(2))), tenant.Value);
        var services = await session.Query(
            "SELECT calendar, id, name FROM services WHERE tenant = $1 AND active AND calendar IS NOT NULL ORDER BY name",
            row => (Calendar: row.GetInt64(0), Service: new Named(row.GetInt64(1), row.GetString(2))), tenant.Value);
        var choices = await session.Query(
            "SELECT c.calendar, c.priority, s.id, s.name FROM calendar_choices c LEFT JOIN services s ON s.tenant = c.tenant AND s.id = c.service WHERE c.tenant = $1 ORDER BY c.priority",
            row => (Calendar: row.GetInt64(0), Priority: row.LongOrNull(1), Service: row.TextOrNull(3)), tenant.Value);
        return [.. rows.GroupBy(row => row.Id).Select(group =>
        {
            var versions = Versions(group.Select(row => (RulesReader.ReadCalendar(row.Body, row.Name, row.Version), row.From, row.Made)), now);
            return new CalendarRead(
                group.Key, versions, versions.First(version => version.Begun || version == versions[^1]),
                [.. teams.Where(one => one.Calendar == group.Key).Select(one => one.Team)], [.. services.Where(one => one.Calendar == group.Key).Select(one => one.Service)],
                [.. choices.Where(one => one.Calendar == group.Key).Select(one => string.Join(" · ", new[] { one.Priority is { } p ? $"P{p}" : null, one.Service }.Where(part => part is not null)))])
            {
                Retired = !group.Any(row => row.Current),
            };
        }).OrderBy(calendar => calendar.Newest.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    // A version that begins no earlier than a newer one never holds.
    private static List<CalendarVersion> Versions(IEnumerable<(WorkCalendar Calendar, string? From, Instant Made)> newestFirst, Instant now)
    {
        var versions = new List<CalendarVersion>();
        Instant? overtaken = null;
        foreach (var (calendar, text, made) in newestFirst)
        {
            var from = text is null ? (LocalDate?)null : LocalDatePattern.Iso.Parse(text).Value;
            var begins = from is { } date ? Zones.StartOf(calendar.Zone, date) : Instant.MinValue;
            if (overtaken is null || begins < overtaken)
            {
                versions.Add(new CalendarVersion(calendar, from, made, begins <= now));
                overtaken = begins;
            }
        }

        return versions;
    }
}
