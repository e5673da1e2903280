using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Recognition;

namespace Headway.Application.Recognition;

/// <summary>Chooses which of the newcomers' finished activities are looked through; again and again with the same result.</summary>
public sealed class PickSamples(Database database, DeskClock clock)
{
    public Task Do(TenantId tenant, TeamId team, CancellationToken stop = default)
    {
        var now = clock.Now(tenant).ToUnixTimeMilliseconds();
        return database.Write(
            async session =>
            {
                var people = await session.Query(
                    "SELECT n.person, n.since, n.until FROM newcomers n JOIN memberships m ON m.tenant = n.tenant AND m.person = n.person WHERE n.tenant = $1 AND m.team = $2 AND n.until > $3",
                    row => (Person: row.GetInt64(0), Since: row.GetInt64(1)), tenant.Value, team.Value, now - 14 * 86_400_000L);
                foreach (var (person, since) in people)
                {
                    var judged = (await session.Query(
                        "SELECT count(*), sum(CASE WHEN verdict = 'good' THEN 1 ELSE 0 END) FROM samples WHERE tenant = $1 AND person = $2 AND checked_at IS NOT NULL",
                        row => (All: (int)row.GetInt64(0), Good: row.IsDBNull(1) ? 0 : Convert.ToInt32(row.GetValue(1), System.Globalization.CultureInfo.InvariantCulture)), tenant.Value, person))[0];
                    var share = Sampling.Share(judged.Good, judged.All);
                    var done = await session.Query(
                        """
                        SELECT a.ticket, a.id, a.closed, s.name FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket LEFT JOIN services s ON s.tenant = t.tenant AND s.id = t.service
                        WHERE a.tenant = $1 AND a.done_by = $2 AND a.outcome = 'Progressed' AND a.closed >= $3 AND a.verdict_at >= $4
                          AND NOT EXISTS (SELECT 1 FROM samples x WHERE x.tenant = a.tenant AND x.ticket = a.ticket AND x.activity = a.id)
                        """,
                        row => (Ticket: row.GetInt64(0), Id: row.GetInt64(1), At: row.GetInt64(2), Service: row.TextOrNull(3)), tenant.Value, $"staff:{person.ToString(System.Globalization.CultureInfo.InvariantCulture)}", since, since - 30 * 86_400_000L);
                    foreach (var one in done)
                    {
                        if (Sampling.Picks(one.Ticket, (int)one.Id, Sampling.IsSensitive(one.Service), share) is { } why)
                        {
                            await session.Do(
                                "INSERT INTO samples (tenant, ticket, activity, person, team, picked_at, why) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                                tenant.Value, one.Ticket, one.Id, person, team.Value, one.At, why.ToString());
                        }
                    }
                }
            },
            stop);
    }
}

/// <summary>A colleague looks a newcomer's work through: against procedure and the rules of security, with a coaching note.</summary>
public sealed class CheckSample(Database database, DeskClock clock)
{
    public static readonly IReadOnlyList<string> Verdicts = ["good", "coach"];

    /// <summary>Says whether it passed. What needs coaching needs a note, which the newcomer reads.</summary>
    public async Task<Refusal?> Do(Caller caller, long number, int activity, string? verdict, string? note, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (verdict is null || !Verdicts.Contains(verdict) || (verdict == "coach" && string.IsNullOrWhiteSpace(note)))
        {
            return RecognitionRefusals.VerdictUnknown;
        }

        if (note?.Trim() is { Length: > GiveThanks.MostWords })
        {
            return RecognitionRefusals.WordsTooLong;
        }

        if (await TicketLookup.Find(database, caller, number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        return await database.Write<Refusal?>(
            async session =>
            {
                var sample = await session.One(
                    "SELECT person, team FROM samples WHERE tenant = $1 AND ticket = $2 AND activity = $3", row => new Sample(new PersonId(row.GetInt64(0)), new TeamId(row.GetInt64(1))), caller.Tenant.Value, ticket.Value, (long)activity);
                if (sample is null || !(caller.Leads.Contains(sample.Team) || caller.Teams.Contains(sample.Team)))
                {
                    return RecognitionRefusals.SampleUnknown;
                }

                if (sample.Person == caller.Person)
                {
                    return RecognitionRefusals.SampleOwn;
                }

                await session.Do(
                    "UPDATE samples SET verdict = $4, note = $5, checked_by = $6, checked_at = $7 WHERE tenant = $1 AND ticket = $2 AND activity = $3",
                    caller.Tenant.Value, ticket.Value, (long)activity, verdict, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), caller.Person.Value, clock.Now(caller.Tenant).ToUnixTimeMilliseconds());
                return null;
            },
            stop);
    }

    private sealed record Sample(PersonId Person, TeamId Team);
}
