using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>What a person noted, in minutes.</summary>
public sealed record PersonMinutes(PersonId Person, string Name, string? Email, int Minutes);

/// <summary>
/// How long was worked on a ticket. The whole is the ticket's own; by person it is said only of those whose figures the reader may see
/// (themselves, their leads), in the order of names: nothing here ranks anybody.
/// </summary>
public sealed record TimeOnTicket(int Minutes, IReadOnlyList<PersonMinutes> People)
{
    public static readonly TimeOnTicket None = new(0, []);
}

/// <summary>Time spent, as it goes with an act and as it is read again.</summary>
internal static class TimeOf
{
    /// <summary>What notes it with an act; nothing where nothing is said.</summary>
    public static Decide Act(ActOn on, int minutes) => new SpendTime(on.Caller.Person, Duration.FromMinutes(minutes)) { ByMachine = on.Caller.Machine }.Decide;

    public static async Task<TimeOnTicket> Read(Session session, Caller caller, TicketState state) => state.TimeSpent.IsEmpty
        ? TimeOnTicket.None
        : new TimeOnTicket((int)state.WorkedFor.TotalMinutes, await Seen(session, caller, state.TimeSpent.Where(spent => spent.Person is not null).ToDictionary(spent => spent.Person!.Value, spent => (int)spent.Length.TotalMinutes)));

    /// <summary>Those of the people whose figures the reader may see.</summary>
    public static async Task<IReadOnlySet<PersonId>> Shown(Session session, Caller caller, IReadOnlyCollection<PersonId> people) =>
        (await Seen(session, caller, people.ToDictionary(person => person, _ => 0))).Select(one => one.Person).ToHashSet();

    private static async Task<IReadOnlyList<PersonMinutes>> Seen(Session session, Caller caller, IReadOnlyDictionary<PersonId, int> people)
    {
        if (people.Count == 0)
        {
            return [];
        }

        List<object?> args = [caller.Tenant.Value, .. people.Keys.Select(person => (object?)person.Value)];
        var rows = await session.Query(
            $"""
            SELECT p.id, p.name, p.email, m.team FROM people p LEFT JOIN memberships m ON m.tenant = p.tenant AND m.person = p.id
            WHERE p.tenant = $1 AND p.id IN ({string.Join(", ", people.Select((_, index) => $"${index + 2}"))})
            """,
            row => (Person: new PersonId(row.GetInt64(0)), Name: row.GetString(1), Email: row.TextOrNull(2), Team: row.LongOrNull(3)), [.. args]);
        return
        [
            .. rows.GroupBy(row => row.Person)
                .Where(person => caller.SeesFiguresOf(person.Key, person.Select(row => row.Team).OfType<long>().Select(team => new TeamId(team))))
                .Select(person => new PersonMinutes(person.Key, person.First().Name, person.First().Email, people[person.Key]))
                .OrderBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.Person.Value),
        ];
    }
}
