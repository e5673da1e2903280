using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>A person as a list shows one.</summary>
public sealed record PersonFace(
    PersonId Id, string Kind, string Role, string Name, string? Email, string? Phone, string? Organisation, string? Place, string? Zone, string? Language, bool Vip, bool Active)
{
    public Beside Beside { get; init; } = Beside.Nobody;
}

/// <summary>The people of a tenant, page by page, for those who may look people up.</summary>
public sealed class PeoplePage(Database database, FindPeople find)
{
    public const int Most = 200;

    /// <summary>Those of one kind (null: all) or with one address, in the order they came to be known; <paramref name="after"/> is the last one's id.</summary>
    public async Task<Outcome<IReadOnlyList<PersonFace>>> Read(Caller caller, string? kind, string? email, long? after, int most, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadPeople) is { } no ? no : await Rows(caller, kind, email, after, null, Math.Clamp(most, 1, Most), stop);

    /// <summary>Customers who are found by these words, the best first.</summary>
    public async Task<Outcome<IReadOnlyList<PersonFace>>> Find(Caller caller, string words, int most, CancellationToken stop = default)
    {
        var found = await find.Find(caller, words, Math.Clamp(most, 1, Most), stop);
        if (found.Refusal is { } no)
        {
            return no;
        }

        var ids = found.Value.Select(person => person.Id.Value).ToList();
        var rows = ids.Count == 0 ? [] : await Rows(caller, "customer", null, null, ids, ids.Count, stop);
        return rows.OrderBy(person => ids.IndexOf(person.Id.Value)).ToList();
    }

    public async Task<Outcome<PersonFace>> One(Caller caller, PersonId person, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadPeople) is { } no ? no : (await Rows(caller, null, null, null, [person.Value], 1, stop)).FirstOrDefault() is { } found ? found : PeopleRefusals.Unknown;

    private Task<List<PersonFace>> Rows(Caller caller, string? kind, string? email, long? after, List<long>? ids, int most, CancellationToken stop)
    {
        var only = ids is null ? "" : $" AND p.id IN ({string.Join(", ", ids)})";
        var args = new List<object?> { caller.Tenant.Value, after ?? 0 };
        foreach (var (column, value) in new[] { ("p.kind", kind), ("p.email_key", email is null ? null : EmailAddress.Parse(email) is { IsRefused: false } known ? known.Value.Key : "") })
        {
            if (value is not null)
            {
                args.Add(value);
                only += string.Create(CultureInfo.InvariantCulture, $" AND {column} = ${args.Count}");
            }
        }

        return database.Read(
            async session => await session.Query(
                $"""
                SELECT p.id, p.kind, p.role, p.name, p.email, p.phone, o.name, p.place, p.zone, p.language, p.vip, p.active, {BesideRows.Addresses("p")}
                FROM people p LEFT JOIN organisations o ON o.tenant = p.tenant AND o.id = p.organisation
                WHERE p.tenant = $1 AND p.id > $2 AND p.erased_at IS NULL{only} ORDER BY p.id LIMIT {most}
                """,
                row => new PersonFace(
                    new PersonId(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7),
                    row.TextOrNull(8), row.TextOrNull(9), row.GetBoolean(10), row.GetBoolean(11))
                { Beside = BesideRows.Of(row, 12) },
                [.. args]),
            stop);
    }
}
