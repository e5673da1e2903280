using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Progression;

namespace Headway.Application.Flow;

/// <summary>An activity that is the caller's for now, with its ticket.</summary>
public sealed record NextTaken(TicketFace Ticket, ActivityFace Activity, Claim Claim);

/// <summary>
/// "What is next for me?": the most urgent open activity that nobody holds, claimed in the same moment, so that two who ask
/// at once never get the same. Who holds one gets it again.
/// </summary>
public sealed class TakeNext(Database database, TicketFacesQuery tickets, StaffDirectory directory, DeskRulesCache rules, DeskClock clock)
{
    private readonly Claims _claims = new(database);

    /// <param name="caller">For whom.</param>
    /// <param name="team">A team's name, to take of its work only; null for one's own and one's teams'.</param>
    /// <param name="stop">Gives up before anything is claimed.</param>
    /// <returns>Null when there is nothing to do.</returns>
    public async Task<Outcome<NextTaken?>> Do(Caller caller, string? team, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        IReadOnlyCollection<TeamId> teams = caller.Teams.ToList();
        if (team is not null)
        {
            if (await directory.Team(caller.Tenant, team, stop) is not { } named || caller.HiddenTeams.Contains(named))
            {
                return TicketRefusals.TeamUnknown.Because($"There is no team '{team}'.");
            }

            teams = [named];
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var bands = Bands(caller, teams, id => desk.Teams.TryGetValue(id, out var found) ? found.Mode : PrioritisationMode.Standard);
        if (await _claims.Next(caller.Tenant, caller.Person, bands, clock.Now(caller.Tenant), stop) is not { } claim)
        {
            return (NextTaken?)null;
        }

        var found = await tickets.One(caller, claim.Ticket, stop);
        if (found.Refusal is null && found.Value.Activities.FirstOrDefault(activity => activity.Seq == claim.Activity) is { } activity)
        {
            return new NextTaken(found.Value, activity, claim);
        }

        // It ended in between, or lies in a team that was closed to the caller meanwhile.
        await _claims.Release(claim, stop);
        return (NextTaken?)null;
    }

    private static List<IReadOnlyCollection<QueueScope>> Bands(Caller caller, IReadOnlyCollection<TeamId> teams, Func<TeamId, PrioritisationMode> modeOf)
    {
        var shared = teams.Where(team => modeOf(team) is PrioritisationMode.Advanced or PrioritisationMode.Perfect).Select(team => new QueueScope.HighOf(team)).ToList();
        QueueScope[] usual =
        [
            new QueueScope.Own(caller.Person),
            .. teams.Select<TeamId, QueueScope>(team => modeOf(team) == PrioritisationMode.Perfect ? new QueueScope.OfTeam(team) : new QueueScope.UnownedOf(team)),
        ];
        return shared.Count == 0 ? [usual] : [shared, usual];
    }
}
