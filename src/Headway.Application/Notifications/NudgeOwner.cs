using Headway.Application.Access;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.Notifications;

/// <summary>A lead reminds who owns a ticket.</summary>
public sealed class NudgeOwner(LeadsWord word)
{
    /// <summary>Answers the first name of who was reminded.</summary>
    public async Task<Outcome<string>> Do(Caller caller, long number, CancellationToken stop = default)
    {
        var told = await word.Send(
            caller, number, NotificationKind.Nudged, "nudge",
            (session, ticket, _) => session.Query(
                "SELECT p.id, p.name FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.owner WHERE t.tenant = $1 AND t.ticket = $2",
                ToldPerson.Row, caller.Tenant.Value, ticket.Value),
            stop);
        return told.Then(people => people.Count == 0 ? TicketUseRefusals.NobodyOwns : (Outcome<string>)people[0].Name.Split(' ')[0]);
    }
}
