using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.People;

/// <summary>Which people: everybody who is active, staff, customers, or those who no longer come in.</summary>
public enum PeopleKind { Active, Staff, Customers, Inactive }

/// <summary>A person as an administrator's list has it. <paramref name="Waiting"/>: invited and without a password yet.</summary>
public sealed record PersonListed(
    PersonId Id, string Name, string? Email, Role Role, bool Active, bool Waiting, bool Vip, string? Organisation, IReadOnlyList<string> Teams, Instant? LastSeen);

/// <summary>A page of the list with how many there are in all, and of each kind whatever is searched.</summary>
public sealed record PeopleListed(IReadOnlyList<PersonListed> Rows, int Total, IReadOnlyDictionary<PeopleKind, int> Counts);

/// <summary>Everybody of a tenant, for those who manage people: searched, filtered and counted by the database.</summary>
public sealed class PeopleList(Database database)
{
    public const int PageLength = 50;

    /// <param name="caller">Who asks.</param>
    /// <param name="kind">Which people.</param>
    /// <param name="query">Beginnings of words of name, address, organisation or place, or part of a phone number; empty for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task<Outcome<PeopleListed>> Read(Caller caller, PeopleKind kind, string? query, int page, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        List<object?> args = [caller.Tenant.Value];
        var found = PeopleWords.Query(query ?? "", args);
        if (found is not null)
        {
            await PeopleWords.CatchUp(database, caller.Tenant, stop);
        }

        var from = $"FROM people p{(found is null ? "" : $" JOIN ({found}) f ON f.person = p.id")} WHERE p.tenant = $1 AND {Filter(kind)}";
        var order = found is null ? "p.name, p.id" : "f.rank, p.name, p.id";
        return await database.Snapshot<Outcome<PeopleListed>>(
            async session =>
            {
                var total = await session.Number($"SELECT count(*) {from}", [.. args]) ?? 0;
                var rows = await session.Query(
                    string.Create(CultureInfo.InvariantCulture, $"{Select} {from} ORDER BY {order} LIMIT {PageLength} OFFSET {(Math.Clamp(page, 1, 10_000) - 1) * PageLength}"), Row, [.. args]);
                var teams = await TeamsOf(session, caller.Tenant, rows);
                return new PeopleListed([.. rows.Select(row => row with { Teams = [.. teams[row.Id.Value]] })], (int)total, await Counts(session, caller.Tenant));
            },
            stop);
    }

    private static string Filter(PeopleKind kind) => kind switch
    {
        PeopleKind.Staff => "p.active AND p.kind = 'staff'",
        PeopleKind.Customers => "p.active AND p.kind = 'customer'",
        PeopleKind.Inactive => "NOT p.active",
        _ => "p.active",
    };

    private const string Select =
        """
        SELECT p.id, p.name, p.email, p.role, p.active, p.kind, p.password_hash IS NULL AND EXISTS (SELECT 1 FROM sign_in_links l WHERE l.tenant = p.tenant AND l.person = p.id AND l.purpose = 'invitation'), p.vip,
               (SELECT o.name FROM organisations o WHERE o.tenant = p.tenant AND o.id = p.organisation),
               (SELECT max(s.last_seen) FROM sessions s WHERE s.tenant = p.tenant AND s.person = p.id)
        """;

    private static PersonListed Row(DbDataReader row) => new(
        new PersonId(row.GetInt64(0)), row.GetString(1), row.TextOrNull(2), Roles.Find(row.GetString(3)) ?? Role.Customer, row.GetBoolean(4),
        row.GetString(5) == "staff" && row.GetBoolean(6), row.GetBoolean(7), row.TextOrNull(8), [],
        row.LongOrNull(9) is { } seen ? Instant.FromUnixTimeMilliseconds(seen) : null);

    private static async Task<ILookup<long, string>> TeamsOf(Session session, TenantId tenant, IReadOnlyList<PersonListed> rows)
    {
        if (rows.Count == 0)
        {
            return Array.Empty<int>().ToLookup(_ => 0L, _ => "");
        }

        List<object?> args = [tenant.Value];
        var ids = string.Join(", ", rows.Select(row =>
        {
            args.Add(row.Id.Value);
            return $"${args.Count}";
        }));
        var joined = await session.Query(
            $"SELECT m.person, t.name FROM memberships m JOIN teams t ON t.tenant = m.tenant AND t.id = m.team WHERE m.tenant = $1 AND t.active AND m.person IN ({ids}) ORDER BY t.name",
            row => (Person: row.GetInt64(0), Team: row.GetString(1)), [.. args]);
        return joined.ToLookup(one => one.Person, one => one.Team);
    }

    private static async Task<IReadOnlyDictionary<PeopleKind, int>> Counts(Session session, TenantId tenant)
    {
        var counted = await session.Query(
            "SELECT p.active, p.kind, count(*) FROM people p WHERE p.tenant = $1 GROUP BY p.active, p.kind",
            row => (Active: row.GetBoolean(0), Staff: row.GetString(1) == "staff", Count: (int)row.GetInt64(2)), tenant.Value);
        return new Dictionary<PeopleKind, int>
        {
            [PeopleKind.Active] = counted.Where(one => one.Active).Sum(one => one.Count),
            [PeopleKind.Staff] = counted.Where(one => one.Active && one.Staff).Sum(one => one.Count),
            [PeopleKind.Customers] = counted.Where(one => one.Active && !one.Staff).Sum(one => one.Count),
            [PeopleKind.Inactive] = counted.Where(one => !one.Active).Sum(one => one.Count),
        };
    }
}
