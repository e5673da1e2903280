using System.Globalization;
using Headway.Application.Storage;
using Headway.Domain.Tickets;

namespace Headway.Application.Notifications;

/// <summary>What the leads of a team are told at once: a chase, a second one with a complaint near, a target that was missed.</summary>
public static class LeadAlerts
{
    /// <summary>Inside the change's transaction; the key makes a second run tell nobody twice.</summary>
    public static async Task Insert(Session session, Counters counters, Changed changed, long at)
    {
        foreach (var recorded in changed.Facts)
        {
            if (KindOf(recorded.Fact) is not { } kind)
            {
                continue;
            }

            var leads = await session.Query(
                "SELECT m.person FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1 AND m.team = $2 AND m.lead AND p.active",
                row => row.GetInt64(0), changed.Tenant.Value, changed.State.Team.Value);
            foreach (var lead in leads.Where(lead => lead != recorded.By.Person?.Value))
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{changed.Ticket.Value}:{recorded.Seq}:{lead}");
                await session.Do(
                    """
                    INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
                    VALUES ($1, $2, $3, $4, $5, $6, NULL, '{}', $7) ON CONFLICT (tenant, key) DO NOTHING
                    """,
                    changed.Tenant.Value, await counters.IdWithin(session), lead, key, kind.ToString(), changed.Ticket.Value, at);
            }
        }
    }

    private static NotificationKind? KindOf(TicketFact fact) => fact switch
    {
        ChaseOpened { Multi: true } or ChaseRepeated { Counted: true } => NotificationKind.ChasedAgain,
        ChaseOpened => NotificationKind.Chased,
        TargetBreached => NotificationKind.TargetMissed,
        _ => null,
    };
}
