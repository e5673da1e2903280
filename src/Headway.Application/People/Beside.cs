using System.Globalization;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>
/// Who stands beside a person, by mail address; null where nobody has said. The <paramref name="Manager"/> is proposed where something
/// has to be approved. The <paramref name="Assistant"/> acts for them: sees what they asked for, and may ask where it is.
/// </summary>
public sealed record Beside(string? Manager = null, string? Assistant = null)
{
    /// <summary>Nobody.</summary>
    public static readonly Beside Nobody = new();

    public bool IsNobody => string.IsNullOrWhiteSpace(Manager) && string.IsNullOrWhiteSpace(Assistant);

    /// <summary>Each kind by the name that a column, a detail of the trail and a member of the API have alike.</summary>
    internal IEnumerable<(string Kind, string? Address)> Each => [("manager", Manager), ("assistant", Assistant)];
}

/// <summary>Who stands beside whom, in the rows of people: found by address, kept, read and let go, for each kind alike.</summary>
internal static class BesideRows
{
    /// <summary>The addresses, in the order of <see cref="Of"/>; <paramref name="person"/> is what the query calls the person.</summary>
    public static string Addresses(string person) => string.Join(", ", Beside.Nobody.Each.Select(one => $"(SELECT b.email FROM people b WHERE b.tenant = {person}.tenant AND b.id = {person}.{one.Kind})"));

    /// <summary>What <see cref="Addresses"/> read, from that column on.</summary>
    public static Beside Of(System.Data.Common.DbDataReader row, int first) => new(row.TextOrNull(first), row.TextOrNull(first + 1));

    /// <summary>Why it can't be so, or null: each is another active person who is known here.</summary>
    public static async ValueTask<Refusal?> Check(Session session, TenantId tenant, Beside said, PersonId of)
    {
        foreach (var (kind, address) in said.Each)
        {
            if (!string.IsNullOrWhiteSpace(address) && await Find(session, tenant, address, of) is null)
            {
                return Unknown(kind);
            }
        }

        return null;
    }

    /// <summary>Keeps who stands beside the person, and answers which kinds changed. Whoever is not found stands beside nobody.</summary>
    public static async ValueTask<IReadOnlyList<string>> Keep(Session session, TenantId tenant, PersonId of, Beside said)
    {
        List<string> changed = [];
        foreach (var (kind, address) in said.Each)
        {
            var now = string.IsNullOrWhiteSpace(address) ? null : await Find(session, tenant, address, of);
            if (await session.Number($"SELECT {kind} FROM people WHERE tenant = $1 AND id = $2", tenant.Value, of.Value) != now)
            {
                await session.Do($"UPDATE people SET {kind} = $3 WHERE tenant = $1 AND id = $2", tenant.Value, of.Value, now);
                changed.Add(kind);
            }
        }

        return changed;
    }

    /// <summary>The person stands beside nobody any more, and nobody beside them.</summary>
    public static async ValueTask LetGo(Session session, TenantId tenant, PersonId person)
    {
        foreach (var (kind, _) in Beside.Nobody.Each)
        {
            await session.Do(string.Create(CultureInfo.InvariantCulture, $"UPDATE people SET {kind} = NULL WHERE tenant = $1 AND ({kind} = $2 OR id = $2)"), tenant.Value, person.Value);
        }
    }

    public static Refusal Unknown(string kind) => kind == "manager" ? PeopleRefusals.ManagerUnknown : PeopleRefusals.AssistantUnknown;

    private static ValueTask<long?> Find(Session session, TenantId tenant, string address, PersonId of) =>
        session.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2 AND id <> $3 AND active", tenant.Value, EmailKey.Of(address), of.Value);
}
