using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Chases;

/// <summary>
/// A chase that is open now: who asks, since when, by when it is to be managed, and what is missing. <paramref name="OwnerHere"/>
/// whether who owns the ticket has a page open.
/// </summary>
public sealed record OpenChase(
    long Number, int Activity, string Subject, string By, Instant Since, Instant Due, int Contacts, bool Multi, bool OpenToTeam, string? Finding, bool Answered,
    string? OwnerName, PersonId? Owner, bool OwnerHere);

/// <summary>The live chase board: what a lead oversees at a glance.</summary>
public sealed class OpenChasesQuery(Database database, DeskClock clock)
{
    private const int Most = 30;

    public async Task<Outcome<IReadOnlyList<OpenChase>>> Of(Caller caller, TeamId team, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadBoard) is { } no)
        {
            return no;
        }

        if (!caller.Leads.Contains(team))
        {
            return AccessRefusals.NotAllowed;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        return await database.Read<Outcome<IReadOnlyList<OpenChase>>>(
            async session => await session.Query(
                $"""
                SELECT t.number, c.id, t.subject, p.name, c.opened, c.due, c.contacts, c.multi, c.open_to_team, c.finding, c.answered_at, o.name, o.id,
                       EXISTS (SELECT 1 FROM presence x WHERE x.tenant = c.tenant AND x.person = t.owner AND x.until > $3)
                FROM chases c JOIN tickets t ON t.tenant = c.tenant AND t.ticket = c.ticket
                JOIN people p ON p.tenant = c.tenant AND p.id = c.person LEFT JOIN people o ON o.tenant = t.tenant AND o.id = t.owner
                WHERE c.tenant = $1 AND c.team = $2 AND c.closed IS NULL ORDER BY c.due, c.ticket LIMIT {Most}
                """,
                row => new OpenChase(
                    row.GetInt64(0), (int)row.GetInt64(1), row.TextOrNull(2) ?? "", row.GetString(3), Instant.FromUnixTimeMilliseconds(row.GetInt64(4)),
                    Instant.FromUnixTimeMilliseconds(row.GetInt64(5)), (int)row.GetInt64(6), row.GetBoolean(7), row.GetBoolean(8), row.TextOrNull(9), row.LongOrNull(10) is not null,
                    row.TextOrNull(11), row.LongOrNull(12) is { } owner ? new PersonId(owner) : null, row.GetBoolean(13)),
                caller.Tenant.Value, team.Value, now),
            stop);
    }
}
