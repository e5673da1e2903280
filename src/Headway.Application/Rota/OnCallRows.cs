using Headway.Application.Access;
using Headway.Application.Services;
using System.Text.Json;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Rota;

/// <summary>A priority, a service or both, counted by a calendar of their own, and who is on call for them; null rota: nobody.</summary>
public sealed record CalendarRule(long Id, long Calendar, string CalendarName, ServiceId? Service, string? ServiceName, Priority? Priority, OnCallRota? Rota, int Revision);

/// <summary>Who is on call by one rule now, and when somebody else takes over; null when nobody else does.</summary>
public sealed record OnCallNow(CalendarRule Rule, PersonId Person, string Name, Instant? Until);

/// <summary>How the rules and their rotas lie in the store.</summary>
internal static class OnCallRows
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private sealed record Stored(long[] People, string From, string At, int Days, StoredInstead[] Instead);

    private sealed record StoredInstead(string From, string Until, long Person);

    public static string What(long id) => $"on-call:{id}";

    public static async Task<List<CalendarRule>> Read(Session session, Caller caller) => await session.Query(
        $"""
        SELECT x.id, x.calendar, c.name, c.body, x.service, {ServiceWords.Name(caller, "s")}, x.priority, x.on_call, x.rota, coalesce(r.revision, 0)
        FROM calendar_choices x
        JOIN calendars c ON c.tenant = x.tenant AND c.id = x.calendar AND c.current
        LEFT JOIN services s ON s.tenant = x.tenant AND s.id = x.service
        LEFT JOIN revisions r ON r.tenant = x.tenant AND r.what = 'on-call:' || CAST(x.id AS TEXT)
        WHERE x.tenant = $1 ORDER BY x.priority, s.name, x.id
        """,
        row => new CalendarRule(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.LongOrNull(4) is { } service ? new ServiceId(service) : null, row.TextOrNull(5),
            row.LongOrNull(6) is { } priority ? (Priority)priority : null,
            Rota(RulesReader.ReadCalendar(row.GetString(3), row.GetString(2), 1).Zone, row.LongOrNull(7), row.TextOrNull(8)), (int)row.GetInt64(9)),
        caller.Tenant.Value);

    public static async Task<List<OnCallNow>> Now(Session session, Caller caller, Instant at)
    {
        var rules = (await Read(session, caller)).Where(rule => rule.Rota is not null).ToList();
        if (rules.Count == 0)
        {
            return [];
        }

        var names = (await session.Query("SELECT id, name FROM people WHERE tenant = $1 AND kind = 'staff'", row => (Id: row.GetInt64(0), Name: row.GetString(1)), caller.Tenant.Value))
            .ToDictionary(row => row.Id, row => row.Name);
        return [.. rules.Select(rule => (Rule: rule, Person: rule.Rota!.At(at)))
            .Select(one => new OnCallNow(one.Rule, one.Person, names.GetValueOrDefault(one.Person.Value, "?"), one.Rule.Rota!.HandOver(at)))];
    }

    /// <summary>The rule that chose the calendar of a due: the most particular one, as the domain chooses it.</summary>
    public static OnCallNow? For(IEnumerable<OnCallNow> all, ServiceId? service, Priority priority) => all
        .Where(one => (one.Rule.Service is null || one.Rule.Service == service) && (one.Rule.Priority is null || one.Rule.Priority == priority))
        .OrderByDescending(one => (one.Rule.Service is null ? 0 : 2) + (one.Rule.Priority is null ? 0 : 1)).FirstOrDefault();

    public static string? Write(OnCallTurn turn, IReadOnlyList<OnCallInstead> instead) => turn.People.Count == 0 ? null : JsonSerializer.Serialize(
        new Stored(
            [.. turn.People.Select(person => person.Value)], LocalDatePattern.Iso.Format(turn.From), Time.Format(turn.At), turn.Days,
            [.. instead.Select(one => new StoredInstead(LocalDatePattern.Iso.Format(one.From), LocalDatePattern.Iso.Format(one.Until), one.Person.Value))]),
        JsonSerializerOptions.Web);

    private static OnCallRota? Rota(DateTimeZone zone, long? always, string? json)
    {
        if (json is not null && JsonSerializer.Deserialize<Stored>(json, JsonSerializerOptions.Web) is { People.Length: > 0 } kept)
        {
            return new OnCallRota(
                zone, new OnCallTurn([.. kept.People.Select(id => new PersonId(id))], LocalDatePattern.Iso.Parse(kept.From).Value, Time.Parse(kept.At).Value, kept.Days),
                [.. kept.Instead.Select(one => new OnCallInstead(LocalDatePattern.Iso.Parse(one.From).Value, LocalDatePattern.Iso.Parse(one.Until).Value, new PersonId(one.Person)))]);
        }

        return always is { } person ? new OnCallRota(zone, new OnCallTurn([new PersonId(person)], new LocalDate(2000, 1, 3), LocalTime.Midnight, 7), []) : null;
    }
}
