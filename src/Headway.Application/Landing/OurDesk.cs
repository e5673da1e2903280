using System.Security.Cryptography;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Landing;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Landing;

/// <summary>Our side of a load: teams with their people, and whom a name or address of the other tool is here.</summary>
internal sealed class OurDesk
{
    private const string Nobody = "", Unknown = "Unknown";

    private readonly Dictionary<TeamId, int> _people = [];
    private readonly Dictionary<string, PersonId> _staff = [], _customers = [];

    public required DeskRules Rules { get; init; }

    public required Instant Now { get; init; }

    public TeamId Desk => Rules.Desk?.Id ?? Rules.Teams.Keys.First();

    public LocalDate Today => Now.InZone(Rules.CalendarOf(Desk).Zone).Date;

    public static Task<OurDesk> Read(Database database, TenantId tenant, DeskRules rules, Instant now, CancellationToken stop) => database.Read(async session =>
    {
        var desk = new OurDesk { Rules = rules, Now = now };
        foreach (var (team, people) in await session.Query(
            "SELECT m.team, count(*) FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1 AND p.active GROUP BY m.team",
            row => (new TeamId(row.GetInt64(0)), (int)row.GetInt64(1)), tenant.Value))
        {
            desk._people[team] = people;
        }

        await session.Each(
            "SELECT id, kind, name, email_key FROM people WHERE tenant = $1 AND active AND erased_at IS NULL ORDER BY id DESC",
            row =>
            {
                var known = row.GetString(1) == "staff" ? desk._staff : desk._customers;
                known[row.GetString(2)] = new PersonId(row.GetInt64(0));
                if (!row.IsDBNull(3))
                {
                    known[row.GetString(3)] = new PersonId(row.GetInt64(0));
                }

                return ValueTask.CompletedTask;
            },
            tenant.Value);
        return desk;
    }, stop);

    public int People(TeamId team) => _people.GetValueOrDefault(team);

    public int PerDay(TeamId team, LoadWishes wishes) => wishes.PerDay?.TryGetValue(Rules.Teams[team].Name, out var said) == true ? said
        : wishes.EachPerDay ?? Math.Max(1, People(team)) * LandingPlan.EachPerDay;

    /// <summary>Ours that a team of theirs was said to be, or has the name of; null: none.</summary>
    public TeamId? Found(string theirs, IReadOnlyDictionary<string, string>? said)
    {
        var name = said?.TryGetValue(theirs, out var ours) == true ? ours : theirs;
        return Rules.Teams.Values.FirstOrDefault(team => team.Active && team.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Id;
    }

    public TeamId TeamOf(string? theirs, IReadOnlyDictionary<string, string>? said) => theirs is { } name && Found(name, said) is { } ours ? ours : Desk;

    public PersonId? Staff(string? name) => name is not null && _staff.TryGetValue(Key(name), out var person) ? person : null;

    public PersonId Customer(string? name) => _customers[Key(name ?? Nobody)];

    /// <summary>Requesters the desk does not know yet, so that every ticket has the one who asked.</summary>
    public async Task AddRequesters(Database database, TenantId tenant, IEnumerable<string?> names, Instant now, CancellationToken stop)
    {
        var missing = names.Select(name => name ?? Nobody).Distinct().Where(name => !_customers.ContainsKey(Key(name))).ToList();
        var staff = missing.Where(name => _staff.ContainsKey(Key(name))).ToList();
        foreach (var name in staff)
        {
            _customers[Key(name)] = _staff[Key(name)];
        }

        foreach (var batch in missing.Except(staff).Chunk(500))
        {
            foreach (var (name, id) in await database.Write(session => Insert(session, tenant, batch, now), stop))
            {
                _customers[Key(name)] = id;
            }
        }
    }

    private static async Task<List<(string Name, PersonId Id)>> Insert(Session session, TenantId tenant, IEnumerable<string> names, Instant now)
    {
        var added = new List<(string, PersonId)>();
        foreach (var name in names)
        {
            var (id, isMail) = (await session.NextId(), IsMail(name));
            await session.Do(
                """
                INSERT INTO people (tenant, id, kind, name, email, email_key, vip, sees_organisation, role, active, created, security_stamp)
                VALUES ($1, $2, 'customer', $3, $4, $5, false, false, 'customer', true, $6, $7)
                """,
                tenant.Value, id, name == Nobody ? Unknown : isMail ? name[..name.IndexOf('@')] : name, isMail ? name.Trim() : null, isMail ? EmailKey.Of(name) : null,
                now.ToUnixTimeMilliseconds(), Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
            added.Add((name, new PersonId(id)));
        }

        return added;
    }

    private static string Key(string name) => name == Nobody ? Unknown : IsMail(name) ? EmailKey.Of(name) : name;

    private static bool IsMail(string name) => name.Length <= 254 && System.Net.Mail.MailAddress.TryCreate(name.Trim(), out var address) && address.Address == name.Trim();
}
