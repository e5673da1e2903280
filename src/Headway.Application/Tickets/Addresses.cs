using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;

namespace Headway.Application.Tickets;

/// <summary>People as programs name them: by e-mail address, by name where somebody has none.</summary>
public sealed record Addresses(IReadOnlyDictionary<PersonId, string> Known)
{
    public string? Of(PersonId? person) => person is { } id ? Known.GetValueOrDefault(id) : null;

    /// <summary>The person's address; for actors without a person the kind.</summary>
    public string NameOf(Actor actor) => Of(actor.Person) ?? actor.Kind.ToString().ToLowerInvariant();

    internal static async Task<Addresses> Of(Session session, TenantId tenant, IEnumerable<PersonId?> people)
    {
        var wanted = people.OfType<PersonId>().Distinct().ToList();
        if (wanted.Count == 0)
        {
            return new Addresses(new Dictionary<PersonId, string>());
        }

        var args = new List<object?> { tenant.Value };
        args.AddRange(wanted.Select(person => (object?)person.Value));
        var rows = await session.Query(
            $"SELECT id, coalesce(email, name) FROM people WHERE tenant = $1 AND id IN ({string.Join(", ", wanted.Select((_, index) => $"${index + 2}"))})",
            row => (Id: new PersonId(row.GetInt64(0)), Address: row.GetString(1)), [.. args]);
        return new Addresses(rows.ToDictionary(row => row.Id, row => row.Address));
    }
}
