using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.People;

/// <summary>A person who was found, with what tells two of the same name apart.</summary>
public sealed record PersonFound(PersonId Id, string Name, string? Email, string? Phone, string? Organisation, string? Place, bool Vip, string? Language);

/// <summary>An open ticket of a person, with when its next step is due; a null due when nothing is scheduled.</summary>
public sealed record OpenTicketFound(PersonId Requester, long Number, string Subject, StatusCode Status, int? Activity, Instant? Due);

/// <summary>
/// Finds customers while the phone rings: by the beginnings of names, of an address or a place, without regard to case and
/// accents, or by any part of a phone number.
/// </summary>
public sealed class FindPeople(Database database)
{
    public async Task<Outcome<IReadOnlyList<PersonFound>>> Find(Caller caller, string query, int most, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadPeople) is { } no)
        {
            return no;
        }

        List<object?> args = [caller.Tenant.Value];
        if (PeopleWords.Query(query, args) is not { } found)
        {
            return Array.Empty<PersonFound>();
        }

        await PeopleWords.CatchUp(database, caller.Tenant, stop);
        return await database.Read<Outcome<IReadOnlyList<PersonFound>>>(
            async session => await session.Query(
                $"{Select} JOIN ({found}) f ON f.person = p.id {Customers} ORDER BY f.rank, p.name LIMIT {Math.Clamp(most, 1, 500)}", Row, [.. args]),
            stop);
    }

    /// <summary>One customer by id; null for nobody of this tenant.</summary>
    public async Task<PersonFound?> One(Caller caller, PersonId person, CancellationToken stop = default) =>
        caller.May(Permission.ReadPeople)
            ? await database.Read(session => session.One($"{Select} {Customers} AND p.id = $2", Row, caller.Tenant.Value, person.Value).AsTask(), stop)
            : null;

    /// <summary>The open tickets of these people that the caller may see, the next due first.</summary>
    public Task<List<OpenTicketFound>> Open(Caller caller, IReadOnlyCollection<PersonId> people, CancellationToken stop = default) => database.Read(
        async session =>
        {
            if (people.Count == 0)
            {
                return [];
            }

            var args = new List<object?>();
            var scope = caller.Where("t", args);
            var list = string.Join(", ", people.Select(person =>
            {
                args.Add(person.Value);
                return $"${args.Count}";
            }));
            const string next = "FROM activities a WHERE a.tenant = t.tenant AND a.ticket = t.ticket AND a.open ORDER BY a.rank, a.due LIMIT 1";
            return await session.Query(
                $"""
                SELECT t.requester, t.number, t.subject, t.status, (SELECT a.id {next}) AS step, (SELECT a.due {next}) AS due
                FROM tickets t WHERE {scope} AND t.state = 'open' AND t.requester IN ({list}) ORDER BY due
                """,
                Found, [.. args]);
        },
        stop);

    /// <summary>
    /// The open tickets of those whose manager or assistant the person is, the next due first, each with the name of who needs it: who
    /// rings may ask for somebody else.
    /// </summary>
    public Task<List<(OpenTicketFound Ticket, string Of)>> OpenBeside(Caller caller, PersonId person, CancellationToken stop = default) => database.Read(
        async session =>
        {
            List<object?> args = [caller.Tenant.Value, person.Value];
            var scope = caller.Where("t", args);
            return await session.Query(
                $"""
                SELECT t.requester, t.number, t.subject, t.status, a.id, a.due, p.name
                FROM people p JOIN tickets t ON t.tenant = p.tenant AND t.requester = p.id
                LEFT JOIN activities a ON a.tenant = t.tenant AND a.ticket = t.ticket AND a.id = t.next_activity
                WHERE p.tenant = $1 AND (p.manager = $2 OR p.assistant = $2) AND {scope} AND t.state = 'open' ORDER BY a.due, t.number LIMIT {MostBeside}
                """,
                row => (Found(row), row.GetString(6)), [.. args]);
        },
        stop);

    private const int MostBeside = 20;

    private static OpenTicketFound Found(System.Data.Common.DbDataReader row) => new(
        new PersonId(row.GetInt64(0)), row.GetInt64(1), row.TextOrNull(2) ?? "", new StatusCode(row.GetString(3)), (int?)row.LongOrNull(4),
        row.LongOrNull(5) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null);

    private const string Select =
        """
        SELECT p.id, p.name, p.email, p.phone, o.name, p.place, p.vip, p.language
        FROM people p LEFT JOIN organisations o ON o.tenant = p.tenant AND o.id = p.organisation
        """;

    private const string Customers = "WHERE p.tenant = $1 AND p.kind = 'customer' AND p.active";

    private static PersonFound Row(System.Data.Common.DbDataReader row) => new(
        new PersonId(row.GetInt64(0)), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.GetBoolean(6), row.TextOrNull(7));
}
