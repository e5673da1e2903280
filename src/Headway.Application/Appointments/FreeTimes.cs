using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Progression;
using Headway.Domain.Calendars;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Appointments;

/// <summary>A free time and who would keep it.</summary>
public sealed record FreeTime(Instant Start, Instant End, PersonId With, string Name);

/// <summary>Free times of the team that has a ticket, inside its hours and the requester's, computed from calendars, bookings and absences.</summary>
public sealed class FreeTimes(Database database, DeskRulesCache rules, DeskClock clock)
{
    private static readonly Duration Usual = Duration.FromMinutes(30), Lead = Duration.FromMinutes(45);

    /// <summary>A few to offer: two a day, up to five.</summary>
    public Task<Outcome<IReadOnlyList<FreeTime>>> ToOffer(Caller caller, long number, Duration? length = null, CancellationToken stop = default) =>
        Of(caller, number, length ?? Usual, 10, 2, OfferSlots.Most, stop);

    /// <summary>Many to choose from, for somebody who moves a time.</summary>
    public Task<Outcome<IReadOnlyList<FreeTime>>> ToChoose(Caller caller, long number, CancellationToken stop = default) => Of(caller, number, Usual, 8, 6, 24, stop);

    /// <summary>Which of the offered times still are free, each with who would keep it: the person named, else anybody free of the team.</summary>
    public async Task<IReadOnlyList<FreeTime>> Still(Caller caller, long number, IReadOnlyList<Slot> slots, CancellationToken stop = default)
    {
        var now = clock.Now(caller.Tenant);
        return await database.Read<IReadOnlyList<FreeTime>>(
            async session =>
            {
                if (slots.Count == 0 || await TicketLookup.Find(session, caller, number) is not { } ticket)
                {
                    return [];
                }

                var team = await session.Number("SELECT team FROM tickets WHERE tenant = $1 AND ticket = $2", caller.Tenant.Value, ticket.Value);
                var people = await People(session, caller.Tenant, new TeamId(team ?? 0));
                var busy = await Busy(session, caller.Tenant, now, slots.Max(slot => slot.End), ticket);
                var found = new List<FreeTime>();
                foreach (var slot in slots.Where(slot => slot.Start > now).OrderBy(slot => slot.Start))
                {
                    var free = people.Where(person => !busy.Any(taken => taken.Person == person.Id && taken.Start < slot.End && slot.Start < taken.End)).ToList();
                    var keeper = slot.With is { } named ? free.Find(person => person.Id == named) : free.FirstOrDefault();
                    if (keeper.Name is not null)
                    {
                        found.Add(new FreeTime(slot.Start, slot.End, keeper.Id, keeper.Name));
                    }
                    else if (slot.With is { } other && !busy.Any(taken => taken.Person == other && taken.Start < slot.End && slot.Start < taken.End))
                    {
                        var name = await session.Text("SELECT name FROM people WHERE tenant = $1 AND id = $2", caller.Tenant.Value, other.Value);
                        found.Add(new FreeTime(slot.Start, slot.End, other, name ?? ""));
                    }
                }

                return found;
            },
            stop);
    }

    /// <summary>Who of the team could keep a time, busy or not.</summary>
    public Task<List<(PersonId Id, string Name)>> People(TenantId tenant, TeamId team, CancellationToken stop = default) =>
        database.Read(session => People(session, tenant, team).AsTask(), stop);

    private async Task<Outcome<IReadOnlyList<FreeTime>>> Of(Caller caller, long number, Duration length, int days, int perDay, int most, CancellationToken stop)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        return await database.Read<Outcome<IReadOnlyList<FreeTime>>>(
            async session =>
            {
                if (await TicketLookup.Find(session, caller, number) is not { } ticket)
                {
                    return TicketRefusals.Unknown;
                }

                var row = await session.One(
                    "SELECT t.team, t.owner, p.reach, coalesce(p.zone, d.zone) FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.requester JOIN tenants d ON d.tenant = t.tenant WHERE t.tenant = $1 AND t.ticket = $2",
                    reader => new TicketHours(new TeamId(reader.GetInt64(0)), reader.LongOrNull(1) is { } owner ? new PersonId(owner) : null, reader.TextOrNull(2), reader.GetString(3)),
                    caller.Tenant.Value, ticket.Value);
                var people = await People(session, caller.Tenant, row!.Team);
                var until = now + Duration.FromDays(days + 1);
                var busy = await Busy(session, caller.Tenant, now, until, ticket);
                var found = Availability.Of(
                    desk.CalendarOf(row.Team), Hours(row.Reach, row.Zone), [.. people.Select(person => person.Id)], busy,
                    new TimesWanted(now + Lead, length, days, perDay, most, row.Owner));
                var names = people.ToDictionary(person => person.Id, person => person.Name);
                return found.Select(slot => new FreeTime(slot.Start, slot.End, slot.With!.Value, names[slot.With.Value])).ToList();
            },
            stop);
    }

    private static ValueTask<List<(PersonId Id, string Name)>> People(Session session, TenantId tenant, TeamId team) => session.Query(
        """
        SELECT p.id, p.name FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person
        WHERE m.tenant = $1 AND m.team = $2 AND p.active AND p.kind = 'staff' ORDER BY p.name, p.id
        """,
        row => (new PersonId(row.GetInt64(0)), row.GetString(1)), tenant.Value, team.Value);

    // An absence takes a person's time like an appointment does.
    private static async ValueTask<IReadOnlyList<Busy>> Busy(Session session, TenantId tenant, Instant from, Instant until, TicketKey own) => await session.Query(
        """
        SELECT person, starts, ends, ticket FROM appointments WHERE tenant = $1 AND open AND ticket <> $4 AND ends > $2 AND starts < $3
        UNION ALL SELECT person, starts, ends, 0 FROM absences WHERE tenant = $1 AND ends > $2 AND starts < $3
        """,
        row => new Busy(
            new PersonId(row.GetInt64(0)), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), Instant.FromUnixTimeMilliseconds(row.GetInt64(2)), new TicketKey(row.GetInt64(3))),
        tenant.Value, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), own.Value);

    private static ReachableHours? Hours(string? kept, string zone) =>
        Reach.Of(kept) is { From: { } from, To: { } to } && Zones.Find(zone) is { IsRefused: false } found ? new ReachableHours(found.Value, from, to) : null;

    private sealed record TicketHours(TeamId Team, PersonId? Owner, string? Reach, string Zone);
}
