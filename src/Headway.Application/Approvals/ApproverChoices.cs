using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Approvals;

/// <summary>Somebody who could be asked. <paramref name="Away"/> until when they are not there.</summary>
public sealed record ApproverChoice(string Name, string Email, Instant? Away);

/// <summary>
/// Whom to propose for an approval: the requester's manager, where the desk knows one, else whoever decided for the requester last.
/// <paramref name="Due"/> is when it would lapse by the status' own time; null where the calendar never opens again.
/// </summary>
public sealed record ApproverChoices(TicketPage Page, string? Manager, string? Proposed, string? Substitute, IReadOnlyList<ApproverChoice> People, Instant? Due);

/// <summary>What the panel that asks for an approval starts with.</summary>
public sealed class ApproverBook(TicketPageQuery tickets, Database database)
{
    public async Task<Outcome<ApproverChoices>> For(Caller caller, long number, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var page = await tickets.Read(caller, number, stop);
        if (page.IsRefused)
        {
            return page.Refusal!;
        }

        var (state, rules) = (page.Value.State, page.Value.Rules);
        return await database.Snapshot<Outcome<ApproverChoices>>(
            async session =>
            {
                var away = await AwayToday.Read(session, caller.Tenant, page.Value.Now);
                var people = await session.Query(
                    "SELECT id, name, email FROM people WHERE tenant = $1 AND kind = 'staff' AND active AND email IS NOT NULL AND id <> $2 AND id <> $3 ORDER BY name",
                    row => (Id: new PersonId(row.GetInt64(0)), Name: row.GetString(1), Email: row.GetString(2)), caller.Tenant.Value, caller.Person.Value, state.Requester.Value);
                var manager = await session.One(
                    "SELECT m.name, m.email FROM people p JOIN people m ON m.tenant = p.tenant AND m.id = p.manager WHERE p.tenant = $1 AND p.id = $2 AND m.active AND m.email IS NOT NULL AND m.id <> $3",
                    row => new ApproverChoice(row.GetString(0), row.GetString(1), null), caller.Tenant.Value, state.Requester.Value, caller.Person.Value);
                var last = await session.One(
                    """
                    SELECT p.email, s.email FROM approvals a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket JOIN people p ON p.tenant = a.tenant AND p.id = a.approver
                    LEFT JOIN people s ON s.tenant = a.tenant AND s.id = a.substitute AND s.active AND s.id <> $3
                    WHERE a.tenant = $1 AND t.requester = $2 AND p.active AND p.email IS NOT NULL AND p.id <> $3 AND p.id <> $2 ORDER BY a.asked_at DESC LIMIT 1
                    """,
                    row => Tuple.Create(row.GetString(0), row.TextOrNull(1)), caller.Tenant.Value, state.Requester.Value, caller.Person.Value);
                var threshold = rules.Statuses.Threshold(StatusCode.AwaitApproval, state.Team, state.Priority, state.Service).Threshold;
                return new ApproverChoices(
                    page.Value, manager?.Name, manager?.Email ?? last?.Item1, manager is null || manager.Email == last?.Item1 ? last?.Item2 : null,
                    [
                        .. people.Select(one => new ApproverChoice(one.Name, one.Email, away.GetValueOrDefault(one.Id)?.To)),
                        .. manager is not null && people.All(one => one.Email != manager.Email) ? new[] { manager } : [],
                    ],
                    rules.CalendarFor(state.Team, state.Service, state.Priority).Calendar.Add(page.Value.Now, threshold));
            },
            stop);
    }
}
