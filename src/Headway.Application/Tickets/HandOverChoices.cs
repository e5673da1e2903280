using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>To whom a ticket can be handed: every team with its people, and when each would have to have picked it up.</summary>
public sealed class HandOverChoices(TicketPageQuery tickets, Database database)
{
    /// <summary>The page with the teams; the ticket's own team comes last, where only the owner would change.</summary>
    public async Task<Outcome<(TicketPage Page, IReadOnlyList<TeamChoice> Teams)>> For(Caller caller, long number, CancellationToken stop = default)
    {
        var read = await tickets.Read(caller, number, stop);
        if (read.IsRefused)
        {
            return read.Refusal!;
        }

        var page = read.Value;
        var people = await People(caller, stop);
        var away = (await database.Read(session => AwayToday.Read(session, caller.Tenant, page.Now), stop)).ToDictionary(one => one.Key.Value, one => one.Value.To);
        var teams = page.Rules.Teams.Values.Where(team => team.Active)
            .OrderBy(team => team.Id == page.State.Team).ThenBy(team => team.Name, StringComparer.Ordinal)
            .Select(team => new TeamChoice(team.Id.Value, team.Name, PickUp(page, team.Id), [.. people[team.Id]]) { Away = away })
            .ToList();
        return (page, teams);
    }

    public async Task<ILookup<TeamId, PersonView>> People(Caller caller, CancellationToken stop = default)
    {
        var rows = await database.Read(
            async session => await session.Query(
                """
                SELECT m.team, p.id, p.name, p.email FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person
                WHERE m.tenant = $1 AND p.active AND p.kind = 'staff' ORDER BY p.name
                """,
                row => (Team: new TeamId(row.GetInt64(0)), Person: new PersonView(row.GetInt64(1), row.GetString(2), row.TextOrNull(3))), caller.Tenant.Value),
            stop);
        return rows.ToLookup(row => row.Team, row => row.Person);
    }

    private static Instant PickUp(TicketPage page, TeamId team)
    {
        var threshold = page.Rules.Statuses.Threshold(StatusCode.Assigned, team, page.State.Priority, page.State.Service).Threshold;
        return page.Rules.CalendarFor(team, page.State.Service, page.State.Priority).Calendar.Add(page.Now, threshold) ?? page.Now;
    }
}
