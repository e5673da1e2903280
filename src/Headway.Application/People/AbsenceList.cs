using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.People;

/// <summary>
/// An absence that is not over. <paramref name="Teams"/> see meanwhile what the person agreed; <paramref name="Dues"/> of what the
/// person owns fall into it.
/// </summary>
public sealed record AbsenceKnown(long Id, Away Away, string Name, IReadOnlyList<string> Teams, int Dues)
{
    public string? Email { get; init; }

    /// <summary>Who stands in, by name and address; null for nobody in particular.</summary>
    public string? Substitute { get; init; }

    public string? SubstituteEmail { get; init; }

    public bool Holds(Instant now) => Away.From <= now;
}

/// <summary>Those not over of whoever the caller works with, the soonest first, and whose the caller may enter: oneself first.</summary>
public sealed record AbsencesRead(IReadOnlyList<AbsenceKnown> All, IReadOnlyList<(PersonId Id, string Name)> People, Instant Now)
{
    /// <summary>Who may stand in for somebody of these: colleagues of the same teams.</summary>
    public IReadOnlyList<(PersonId Id, string Name)> Colleagues { get; init; } = [];

    public bool MayKeep(AbsenceKnown one) => People.Any(person => person.Id == one.Away.Person);
}

/// <summary>
/// Who is away or will be. Colleagues of one team read each other's; everybody enters their own, a lead those of the own teams, an
/// administrator everybody's.
/// </summary>
public sealed class AbsenceList(Database database, DeskClock clock)
{
    public async Task<Outcome<AbsencesRead>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        return await database.Snapshot<Outcome<AbsencesRead>>(
            async session =>
            {
                var people = await People(session, caller);
                var teams = (await session.Query(
                    "SELECT m.person, t.name FROM memberships m JOIN teams t ON t.tenant = m.tenant AND t.id = m.team WHERE m.tenant = $1 AND t.active ORDER BY t.name",
                    row => (Person: row.GetInt64(0), Team: row.GetString(1)), caller.Tenant.Value)).ToLookup(row => row.Person, row => row.Team);
                var rows = await session.Query(
                    """
                    SELECT x.id, x.person, x.starts, x.ends, x.reason,
                           (SELECT count(*) FROM activities a WHERE a.tenant = x.tenant AND a.owner = x.person AND a.open AND a.due >= x.starts AND a.due < x.ends), p.email, x.substitute, s.name, s.email
                    FROM absences x JOIN people p ON p.tenant = x.tenant AND p.id = x.person LEFT JOIN people s ON s.tenant = x.tenant AND s.id = x.substitute WHERE x.tenant = $1 AND x.ends > $2 ORDER BY x.starts, x.id
                    """,
                    row => (
                        Id: row.GetInt64(0), Away: new Away(
                            new PersonId(row.GetInt64(1)), At(row.GetInt64(2)), At(row.GetInt64(3)), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(4)) ?? [])
                        { Substitute = row.LongOrNull(7) is { } substitute ? new PersonId(substitute) : null },
                        Dues: (int)row.GetInt64(5), Email: row.TextOrNull(6), Substitute: row.TextOrNull(8), SubstituteEmail: row.TextOrNull(9)),
                    caller.Tenant.Value, now.ToUnixTimeMilliseconds());
                var names = (await Colleagues(session, caller)).Concat(people).DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Name);
                return new AbsencesRead(
                    [.. rows.Where(row => names.ContainsKey(row.Away.Person)).Select(row => new AbsenceKnown(row.Id, row.Away, names[row.Away.Person], [.. teams[row.Away.Person.Value]], row.Dues) { Email = row.Email, Substitute = row.Substitute, SubstituteEmail = row.SubstituteEmail })],
                    people, now)
                { Colleagues = [.. names.Select(one => (one.Key, one.Value)).OrderBy(one => one.Value, StringComparer.Ordinal)] };
            },
            stop);
    }

    /// <summary>Why the caller may not enter this person's absence, or null. Whoever is nobody of the own teams does not exist here.</summary>
    internal static async Task<Refusal?> MayKeep(Session session, Caller caller, PersonId person) =>
        caller.Denies(Permission.ActOnTickets) is { } no ? no
        : person == caller.Person || (await People(session, caller)).Any(one => one.Id == person) ? null
        : PeopleRefusals.Unknown;

    private static async Task<IReadOnlyList<(PersonId Id, string Name)>> People(Session session, Caller caller) =>
    [
        (caller.Person, caller.Name),
        .. (caller.May(Permission.ManagePeople) ? await Staff(session, caller, null)
            : caller.May(Permission.SteerTickets) ? await Staff(session, caller, caller.Leads)
            : []).Where(one => one.Id != caller.Person),
    ];

    private static Task<List<(PersonId Id, string Name)>> Colleagues(Session session, Caller caller) => Staff(session, caller, caller.Teams);

    // Of some teams; of all for none named.
    private static async Task<List<(PersonId Id, string Name)>> Staff(Session session, Caller caller, IReadOnlySet<TeamId>? teams)
    {
        if (teams is { Count: 0 })
        {
            return [];
        }

        var args = new List<object?> { caller.Tenant.Value };
        var where = teams is null ? "" : $" AND m.team IN ({string.Join(", ", teams.OrderBy(team => team.Value).Select(Next))})";
        return await session.Query(
            $"""
            SELECT DISTINCT p.id, p.name FROM people p JOIN memberships m ON m.tenant = p.tenant AND m.person = p.id
            WHERE p.tenant = $1 AND p.active AND p.kind = 'staff'{where} ORDER BY p.name
            """,
            row => (Id: new PersonId(row.GetInt64(0)), Name: row.GetString(1)), [.. args]);

        string Next(TeamId team)
        {
            args.Add(team.Value);
            return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
