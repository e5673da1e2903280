using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Teams;

/// <summary>Sets who is in a team and who leads it, all at once.</summary>
public sealed class ChangeMembers(Database database, Sessions sessions)
{
    public async Task<Refusal?> Do(Caller caller, TeamId team, IReadOnlyList<PersonId> members, IReadOnlyList<PersonId> leads, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        var wanted = members.Union(leads).ToDictionary(person => person.Value, person => leads.Contains(person));
        var done = await Refusable.Write<bool>(
            database,
            async session =>
            {
                var (tenant, id) = (caller.Tenant.Value, team.Value);
                var restricted = await session.Query("SELECT restricted FROM teams WHERE tenant = $1 AND id = $2" + session.ForUpdate, row => row.GetBoolean(0), tenant, id);
                if (restricted.Count == 0)
                {
                    return TeamRefusals.Unknown;
                }

                if (restricted[0] && wanted.Count == 0)
                {
                    return TeamRefusals.RestrictedEmpty;
                }

                // Who no longer comes in stays as they were: the page did not show them.
                var before = (await session.Query(
                    "SELECT m.person, m.lead FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1 AND m.team = $2 AND p.active ORDER BY m.person",
                    row => (Person: row.GetInt64(0), Lead: row.GetBoolean(1)), tenant, id)).ToDictionary(one => one.Person, one => one.Lead);
                foreach (var person in before.Keys.Except(wanted.Keys))
                {
                    await session.Do("DELETE FROM memberships WHERE tenant = $1 AND team = $2 AND person = $3", tenant, id, person);
                }

                foreach (var (person, lead) in wanted.Where(one => !before.TryGetValue(one.Key, out var led) || led != one.Value))
                {
                    if (await session.Run(
                        """
                        INSERT INTO memberships (tenant, team, person, lead)
                        SELECT p.tenant, $2, p.id, $4 FROM people p WHERE p.tenant = $1 AND p.id = $3 AND p.kind = 'staff' AND p.active
                        ON CONFLICT (tenant, team, person) DO UPDATE SET lead = $4
                        """,
                        tenant, id, person, lead) == 0)
                    {
                        return TeamRefusals.MemberUnknown;
                    }
                }

                var (joined, left) = (wanted.Keys.Except(before.Keys).Order().ToArray(), before.Keys.Except(wanted.Keys).Order().ToArray());
                var led = wanted.Where(one => before.TryGetValue(one.Key, out var was) && was != one.Value).Select(one => one.Key).Order().ToArray();
                if (joined.Length + left.Length + led.Length > 0)
                {
                    await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("team.members", SetTeam.Target(team), new { joined, left, led }));
                }

                return true;
            },
            stop);
        sessions.ForgetAll();
        return done.Refusal;
    }
}
