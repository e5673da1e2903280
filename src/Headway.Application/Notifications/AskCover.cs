using Headway.Application.Access;
using Headway.Domain;

namespace Headway.Application.Notifications;

/// <summary>
/// A lead asks those who are there to look after a ticket whose owner is away or late. Nothing moves: whoever takes the act
/// is credited with cover.
/// </summary>
public sealed class AskCover(LeadsWord word)
{
    /// <summary>Answers how many were asked.</summary>
    public async Task<Outcome<int>> Do(Caller caller, long number, CancellationToken stop = default)
    {
        var told = await word.Send(
            caller, number, NotificationKind.CoverAsked, "cover",
            (session, ticket, now) => session.Query(
                """
                SELECT p.id, p.name FROM tickets t JOIN memberships m ON m.tenant = t.tenant AND m.team = t.team JOIN people p ON p.tenant = m.tenant AND p.id = m.person
                WHERE t.tenant = $1 AND t.ticket = $2 AND p.active AND p.id <> $3 AND (t.owner IS NULL OR p.id <> t.owner)
                  AND NOT EXISTS (SELECT 1 FROM absences b WHERE b.tenant = p.tenant AND b.person = p.id AND b.starts <= $4 AND b.ends > $4)
                """,
                ToldPerson.Row, caller.Tenant.Value, ticket.Value, caller.Person.Value, now),
            stop);
        return told.Then(people => (Outcome<int>)people.Count);
    }
}
