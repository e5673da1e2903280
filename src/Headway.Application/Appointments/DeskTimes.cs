using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Appointments;

/// <summary>An agreed time as the board and calendars show it. <paramref name="Away"/>: its person is absent then, so anybody may keep it.</summary>
public sealed record AgreedTime(
    long Number, int Activity, string Subject, string Requester, Instant Start, Instant End, PersonId With, string Name, string Mode, string? Result, bool Open, bool Away,
    long Root, int Sequence)
{
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Activity}");
}

/// <summary>Reads agreed times, through what the caller may see.</summary>
public sealed class DeskTimes(Database database, DeskClock clock)
{
    private const int Most = 60;

    /// <summary>Today's times, and of the last two days those that owe an outcome or were missed, by start.</summary>
    public Task<List<AgreedTime>> OfTheDay(Caller caller, CancellationToken stop = default)
    {
        var now = clock.Now(caller.Tenant);
        var midnight = now.InZone(caller.Zone).Date.AtStartOfDayInZone(caller.Zone).ToInstant();
        return Between(caller, midnight - Duration.FromDays(2), midnight + Duration.FromDays(1), "(a.open OR a.starts >= $3 OR a.result IN ('we-missed', 'customer-absent'))", [midnight.ToUnixTimeMilliseconds()], stop);
    }

    /// <summary>One person's times of the last month and the next three, moved ones included: a calendar has to take them out.</summary>
    public Task<List<AgreedTime>> OfPerson(Caller caller, PersonId person, CancellationToken stop = default)
    {
        var now = clock.Now(caller.Tenant);
        return Between(
            caller, now - Duration.FromDays(31), now + Duration.FromDays(92), caller.IsStaff ? "a.person = $3" : "t.requester = $3", [person.Value], stop, 500);
    }

    /// <summary>The last agreed time of a ticket.</summary>
    public Task<List<AgreedTime>> OfTicket(Caller caller, long number, CancellationToken stop = default) =>
        Between(caller, Instant.FromUnixTimeMilliseconds(0), Instant.FromUtc(3000, 1, 1, 0, 0), "t.number = $3", [number], stop);

    /// <summary>Who keeps the time agreed on a ticket; null when there is none.</summary>
    public Task<PersonId?> NamedPerson(Caller caller, long number, CancellationToken stop = default) => database.Read(
        async session => await TicketLookup.Find(session, caller, number) is { } ticket
            && await session.Number("SELECT person FROM appointments WHERE tenant = $1 AND ticket = $2 AND open", caller.Tenant.Value, ticket.Value) is { } person
            ? new PersonId(person)
            : (PersonId?)null,
        stop);

    private Task<List<AgreedTime>> Between(Caller caller, Instant from, Instant until, string which, object?[] more, CancellationToken stop, int most = Most)
    {
        var args = new List<object?> { from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds() };
        args.AddRange(more);
        var scope = caller.Where("t", args);
        return database.Read(
            session => session.Query(
                $"""
                SELECT t.number, a.activity, t.subject, r.name, a.starts, a.ends, a.person, p.name, a.mode, a.result, a.open,
                  CASE WHEN EXISTS (SELECT 1 FROM absences x WHERE x.tenant = a.tenant AND x.person = a.person AND x.starts < a.ends AND x.ends > a.starts) THEN 1 ELSE 0 END,
                  a.root, a.sequence
                FROM appointments a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
                JOIN people p ON p.tenant = a.tenant AND p.id = a.person JOIN people r ON r.tenant = t.tenant AND r.id = t.requester
                WHERE {scope} AND a.starts >= $1 AND a.starts < $2 AND {which} ORDER BY a.starts, t.number, a.activity LIMIT {most}
                """,
                row => new AgreedTime(
                    row.GetInt64(0), (int)row.GetInt64(1), row.TextOrNull(2) ?? "", row.GetString(3), Instant.FromUnixTimeMilliseconds(row.GetInt64(4)),
                    Instant.FromUnixTimeMilliseconds(row.GetInt64(5)), new PersonId(row.GetInt64(6)), row.GetString(7), row.GetString(8), row.TextOrNull(9), row.GetBoolean(10),
                    Convert.ToInt64(row.GetValue(11), CultureInfo.InvariantCulture) == 1, row.GetInt64(12), (int)row.GetInt64(13)),
                [.. args]).AsTask(),
            stop);
    }
}
