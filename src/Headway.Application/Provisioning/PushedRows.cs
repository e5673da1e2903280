using System.Globalization;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Provisioning;

/// <summary>From what somebody's role is: set by hand before they were pushed, what newcomers get, what a group gave, or from nothing: then they wait outside.</summary>
internal enum RoleFrom { Hand, Newcomers, Groups, None }

/// <summary>How a pushed person stands. <paramref name="Withheld"/>: it is provisioning that keeps them out, and it may let them in again.</summary>
internal sealed record PushedStanding(PersonId Person, bool SaidActive, bool Gone, bool Withheld, RoleFrom RoleFrom, int Version);

/// <summary>The rows of what was pushed.</summary>
internal static class PushedRows
{
    private const string People =
        """
        FROM provisioned_people x JOIN people p ON p.tenant = x.tenant AND p.id = x.person
        WHERE x.tenant = $1 AND NOT x.gone
        """;

    /// <summary>What two spellings of a name have in common.</summary>
    public static string Key(string name) => name.Trim().Normalize().ToLowerInvariant();

    /// <summary>Whether groups are pushed here at all, so that theirs say what this pushed person has.</summary>
    public static async ValueTask<bool> HasGroups(Session session, TenantId tenant, PersonId person) => await session.Number(
        "SELECT 1 FROM provisioned_people x WHERE x.tenant = $1 AND x.person = $2 AND NOT x.gone AND EXISTS (SELECT 1 FROM provisioned_groups g WHERE g.tenant = x.tenant) LIMIT 1",
        tenant.Value, person.Value) is not null;

    /// <summary>A group counts by its name and by the directory's own id of it: ID tokens carry the one or the other.</summary>
    public static async Task<IReadOnlyCollection<string>> GroupsOf(Session session, TenantId tenant, PersonId person) => (await session.Query(
        "SELECT g.name, g.external_id FROM provisioned_members m JOIN provisioned_groups g ON g.tenant = m.tenant AND g.id = m.group_id WHERE m.tenant = $1 AND m.person = $2",
        row => new[] { row.GetString(0), row.TextOrNull(1) ?? "" }, tenant.Value, person.Value)).SelectMany(names => names).Where(name => name.Length > 0).ToHashSet();

    public static async Task<SignOn.PushedSum> Sum(Session session, TenantId tenant)
    {
        async Task<int> Count(string what) => (int)(await session.Number($"SELECT count(*) FROM {what}", tenant.Value) ?? 0);
        return new SignOn.PushedSum(
            await Count("provisioned_people x WHERE x.tenant = $1 AND NOT x.gone"), await Count("provisioned_people x WHERE x.tenant = $1 AND NOT x.gone AND x.said_active AND x.role_from = 'none'"),
            await Count("provisioned_groups g WHERE g.tenant = $1"),
            await session.Number("SELECT max(last_used) FROM tokens WHERE tenant = $1 AND scope = 'provision'", tenant.Value) is { } last ? At(last) : null);
    }

    public static ValueTask<PushedStanding?> Standing(Session session, TenantId tenant, PersonId person) => session.One(
        "SELECT person, said_active, gone, withheld, role_from, version FROM provisioned_people WHERE tenant = $1 AND person = $2" + session.ForUpdate,
        row => new PushedStanding(
            new PersonId(row.GetInt64(0)), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), Enum.Parse<RoleFrom>(row.GetString(4), ignoreCase: true), (int)row.GetInt64(5)),
        tenant.Value, person.Value);

    public static async Task<PushedList<PushedPerson>> Find(Session session, TenantId tenant, IReadOnlyList<PushedTerm> terms, int start, int count)
    {
        List<object?> args = [tenant.Value];
        var where = string.Concat(terms.Select(term => term.Field switch
        {
            PushedField.Id => $" AND x.person = {Next(args, Id(term.Value))}",
            PushedField.UserName => $" AND x.user_name_key = {Next(args, Key(term.Value))}",
            PushedField.ExternalId => $" AND x.external_id = {Next(args, term.Value)}",
            PushedField.DisplayName => $" AND p.name = {Next(args, term.Value)}",
            PushedField.Email => $" AND p.email_key = {Next(args, Key(term.Value))}",
            PushedField.Active => term.Value.Equals("true", StringComparison.OrdinalIgnoreCase) ? " AND x.said_active AND (p.active OR x.withheld)" : " AND NOT (x.said_active AND (p.active OR x.withheld))",
            _ => " AND 1 = 0",
        }));
        var total = (int)(await session.Number($"SELECT count(*) {People}{where}", [.. args]) ?? 0);
        if (count == 0 || start > total)
        {
            return new PushedList<PushedPerson>([], total);
        }

        var found = await session.Query(
            string.Create(CultureInfo.InvariantCulture, $"""
            SELECT x.person, x.user_name, x.external_id, x.said_active AND (p.active OR x.withheld), p.name, p.email, x.given_name, x.family_name, p.phone, p.department, p.zone, p.language, p.manager, p.assistant,
              x.since, x.changed, x.version
            {People}{where} ORDER BY x.person LIMIT {count} OFFSET {start - 1}
            """),
            row => new PushedPerson(
                new PersonId(row.GetInt64(0)),
                new PersonSaid(row.GetString(1), row.TextOrNull(2), row.GetBoolean(3), row.GetString(4), row.TextOrNull(5))
                {
                    Given = row.TextOrNull(6), Family = row.TextOrNull(7), Phone = row.TextOrNull(8), Department = row.TextOrNull(9), Zone = row.TextOrNull(10), Language = row.TextOrNull(11),
                    Manager = row.LongOrNull(12) is { } manager ? new PersonId(manager) : null,
                    Assistant = row.LongOrNull(13) is { } assistant ? new PersonId(assistant) : null,
                },
                [], At(row.GetInt64(14)), At(row.GetInt64(15)), (int)row.GetInt64(16)),
            [.. args]);
        var groups = (await session.Query(
            $"SELECT m.person, g.id, g.name FROM provisioned_members m JOIN provisioned_groups g ON g.tenant = m.tenant AND g.id = m.group_id WHERE m.tenant = $1{In("m.person", found.Select(one => one.Id.Value))} ORDER BY g.name",
            row => (Person: row.GetInt64(0), Id: row.GetInt64(1), Name: row.GetString(2)), tenant.Value)).ToLookup(row => row.Person, row => (row.Id, row.Name));
        return new PushedList<PushedPerson>([.. found.Select(one => one with { Groups = [.. groups[one.Id.Value]] })], total);
    }

    public static async Task<PushedPerson?> Person(Session session, TenantId tenant, PersonId person) =>
        (await Find(session, tenant, [new PushedTerm(PushedField.Id, person.Value.ToString(CultureInfo.InvariantCulture))], 1, 1)).Items.FirstOrDefault();

    public static async Task<PushedList<PushedGroup>> FindGroups(Session session, TenantId tenant, IReadOnlyList<PushedTerm> terms, int start, int count)
    {
        List<object?> args = [tenant.Value];
        var where = string.Concat(terms.Select(term => term.Field switch
        {
            PushedField.Id => $" AND g.id = {Next(args, Id(term.Value))}",
            PushedField.ExternalId => $" AND g.external_id = {Next(args, term.Value)}",
            PushedField.DisplayName => $" AND g.name_key = {Next(args, Key(term.Value))}",
            PushedField.Member => $" AND EXISTS (SELECT 1 FROM provisioned_members m WHERE m.tenant = g.tenant AND m.group_id = g.id AND m.person = {Next(args, Id(term.Value))})",
            _ => " AND 1 = 0",
        }));
        var total = (int)(await session.Number($"SELECT count(*) FROM provisioned_groups g WHERE g.tenant = $1{where}", [.. args]) ?? 0);
        if (count == 0 || start > total)
        {
            return new PushedList<PushedGroup>([], total);
        }

        var found = await session.Query(
            string.Create(CultureInfo.InvariantCulture, $"SELECT g.id, g.name, g.external_id, g.since, g.changed, g.version FROM provisioned_groups g WHERE g.tenant = $1{where} ORDER BY g.id LIMIT {count} OFFSET {start - 1}"),
            row => new PushedGroup(
                row.GetInt64(0), new GroupSaid(row.GetString(1), row.TextOrNull(2), []), new Dictionary<PersonId, string>(), At(row.GetInt64(3)), At(row.GetInt64(4)), (int)row.GetInt64(5)),
            [.. args]);
        var members = (await session.Query(
            $"SELECT m.group_id, p.id, p.name FROM provisioned_members m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1{In("m.group_id", found.Select(one => one.Id))} ORDER BY p.id",
            row => (Group: row.GetInt64(0), Person: new PersonId(row.GetInt64(1)), Name: row.GetString(2)), tenant.Value)).ToLookup(row => row.Group);
        return new PushedList<PushedGroup>(
            [.. found.Select(one => one with
            {
                Said = one.Said with { Members = [.. members[one.Id].Select(member => member.Person)] },
                Names = members[one.Id].ToDictionary(member => member.Person, member => member.Name),
            })],
            total);
    }

    public static async Task<PushedGroup?> Group(Session session, TenantId tenant, long group) =>
        (await FindGroups(session, tenant, [new PushedTerm(PushedField.Id, group.ToString(CultureInfo.InvariantCulture))], 1, 1)).Items.FirstOrDefault();

    // Numbers of rows that were just read: none of them came from outside.
    private static string In(string column, IEnumerable<long> ids) =>
        ids.ToList() is { Count: > 0 } some ? $" AND {column} IN ({string.Join(", ", some.Select(id => id.ToString(CultureInfo.InvariantCulture)))})" : " AND 1 = 0";

    private static long Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static string Next(List<object?> args, object value)
    {
        args.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
    }

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
