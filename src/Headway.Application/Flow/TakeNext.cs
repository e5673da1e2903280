using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Rota;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Progression;
using Headway.Domain.Rota;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>An activity that is the caller's for now, with its ticket.</summary>
public sealed record NextTaken(TicketFace Ticket, ActivityFace Activity, Claim Claim);

/// <summary>
/// "What is next for me?": the most urgent open activity that nobody holds, claimed in the same moment, so that two who ask
/// at once never get the same. Who holds one gets it again. Everybody sees who has it.
/// </summary>
public sealed class TakeNext(Database database, WorkListQuery lists, TakeClaim takeClaim, TicketFacesQuery tickets, StaffDirectory directory, DeskRulesCache rules, DeskClock clock)
{
    private const int MostTries = 20;

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

        TeamId? only = null;
        if (team is not null)
        {
            only = await directory.Team(caller.Tenant, team, stop);
            if (only is not { } named || caller.HiddenTeams.Contains(named))
            {
                return TicketRefusals.TeamUnknown.Because($"There is no team '{team}'.");
            }
        }

        var now = clock.Now(caller.Tenant);
        if (await Claim(caller, only, now, stop) is not { } claim)
        {
            return (NextTaken?)null;
        }

        var found = await tickets.One(caller, claim.Ticket, stop);
        if (found.Refusal is null && found.Value.Activities.FirstOrDefault(activity => activity.Seq == claim.Activity) is { } activity)
        {
            // The ledger says it too: colleagues see it at once, and the owner is told.
            var said = await takeClaim.Do(new ActOn(caller, found.Value.Number), claim.Activity, stop);
            if (said.Refusal is null)
            {
                return new NextTaken(found.Value, activity, claim);
            }
        }

        // It ended in between, or lies in a team that was closed to the caller meanwhile.
        await _claims.Release(claim, stop);
        return (NextTaken?)null;
    }

    private async Task<Claim?> Claim(Caller caller, TeamId? only, Instant now, CancellationToken stop)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var first = WorkListQuery.TeamOf(desk, caller, new WorkScope(only));
        var mode = first?.Mode ?? PrioritisationMode.Standard;
        var byIndex = mode is PrioritisationMode.Standard && !desk.RankWithinOverdue || (mode is PrioritisationMode.Advanced or PrioritisationMode.Perfect && first is { Affinity: false });
        if (!byIndex)
        {
            return await FromList(caller, only, now, stop);
        }

        var rota = await database.Read(async session => await RotaRows.Published(session, caller.Tenant, desk.Teams.Values, now), stop);
        var bands = Bands(caller, only is { } team ? [team] : [.. caller.Teams], desk, rota, mode != PrioritisationMode.Standard, now);
        return await _claims.Next(caller.Tenant, caller.Person, bands, now, stop);
    }

    // Orders that no index holds: the list is read in its order, and its first row that nobody has is taken.
    private async Task<Claim?> FromList(Caller caller, TeamId? only, Instant now, CancellationToken stop)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var listed = await lists.Read(caller, new WorkScope(only), stop);
            if (listed.Rows.FirstOrDefault(row => row.Hand?.Person == caller.Person) is { } own
                && (await _claims.Take(caller.Tenant, new TicketKey(own.TicketKey), own.Seq, caller.Person, now, stop)) is { Refusal: null } again)
            {
                return again.Value;
            }

            var free = listed.Rows.Where(row => row.Hand is null).Take(MostTries).ToList();
            foreach (var row in free)
            {
                if (await _claims.Take(caller.Tenant, new TicketKey(row.TicketKey), row.Seq, caller.Person, now, stop) is { Refusal: null } taken)
                {
                    return taken.Value;
                }
            }

            if (free.Count == 0)
            {
                return null;
            }

            // All of them were taken while they were read: the next look sees what is left.
        }

        return null;
    }

    private static List<IReadOnlyCollection<QueueScope>> Bands(Caller caller, IReadOnlyCollection<TeamId> teams, DeskRules desk, PublishedRota rota, bool pressingFirst, Instant now)
    {
        var scopes = new List<QueueScope> { new QueueScope.Own(caller.Person) };
        foreach (var id in teams)
        {
            var mode = desk.Teams.TryGetValue(id, out var found) ? found.Mode : PrioritisationMode.Standard;
            scopes.Add(mode == PrioritisationMode.Perfect
                ? new QueueScope.InStatuses(id, [.. desk.Statuses.All.Select(status => status.Code).Where(code => rota.Shows(id, code, caller.Person, now))])
                : new QueueScope.UnownedOf(id));
            if (mode == PrioritisationMode.Advanced)
            {
                scopes.Add(new QueueScope.HighOf(id));
            }
        }

        List<IReadOnlyCollection<QueueScope>> bands = [[.. scopes.Select(scope => new QueueScope.MajorOf(scope))]];
        if (pressingFirst)
        {
            bands.Add([.. scopes.Select(scope => new QueueScope.PressingOf(scope))]);
        }

        bands.Add(scopes);
        return bands;
    }
}
