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
    /// <param name="team">A team's name, to take of its work only; null for one's own and one's teams'. A colleague's own work is never given away.</param>
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
        IReadOnlyCollection<TeamId> teams = only is { } team ? [team] : [.. caller.Teams];
        if (!ByIndex(desk, first, teams))
        {
            return await FromList(caller, only, now, stop);
        }

        var (rota, skipped) = await database.Read(
            async session => (await RotaRows.Published(session, caller.Tenant, desk.Teams.Values, now), (await SkipRow.Skipped(session, caller, now)).Count > 0), stop);
        return skipped
            ? await FromList(caller, only, now, stop)
            : await _claims.Next(caller.Tenant, caller.Person, Bands(caller, teams, only is null, desk, rota, first is { Mode: var mode } && mode.SharesWork(), now), now, stop);
    }

    // Points, ranks, affinity and what was skipped make an order that no index holds.
    private static bool ByIndex(DeskRules desk, Team? first, IReadOnlyCollection<TeamId> teams) =>
        !teams.Any(id => desk.Teams.TryGetValue(id, out var found) && found.Mode == PrioritisationMode.Basic)
        && first?.Mode switch
        {
            null => true,
            PrioritisationMode.Standard => !desk.RankWithinOverdue,
            var mode => mode.Value.SharesWork() && !first.Affinity,
        };

    // Orders that no index holds: the list is read in its order, and its first row that nobody has is taken.
    private async Task<Claim?> FromList(Caller caller, TeamId? only, Instant now, CancellationToken stop)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var rows = await Rows(caller, only, stop);
            if (rows.FirstOrDefault(row => row.Hand?.Person == caller.Person) is { } own
                && (await _claims.Take(caller.Tenant, new TicketKey(own.TicketKey), own.Seq, caller.Person, now, stop)) is { Refusal: null } again)
            {
                return again.Value;
            }

            var free = rows.Where(row => row.Hand is null).Take(MostTries).ToList();
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

    // Of a team that is named, what the person's list shows of it; of a team of others, what nobody owns.
    private async Task<IReadOnlyList<WorkRow>> Rows(Caller caller, TeamId? only, CancellationToken stop)
    {
        if (only is not { } team)
        {
            return (await lists.Read(caller, new WorkScope(), stop)).Rows;
        }

        return caller.Teams.Contains(team)
            ? [.. (await lists.Read(caller, new WorkScope(), stop)).Rows.Where(row => row.Team == team)]
            : [.. (await lists.Read(caller, new WorkScope(team), stop)).Rows.Where(row => row.Owner is null || row.Owner == caller.Person)];
    }

    private static List<IReadOnlyCollection<QueueScope>> Bands(
        Caller caller, IReadOnlyCollection<TeamId> teams, bool own, DeskRules desk, PublishedRota rota, bool pressingFirst, Instant now)
    {
        var scopes = new List<QueueScope>();
        if (own)
        {
            scopes.Add(new QueueScope.OwnBut(caller.Person, [.. desk.Teams.Values.Where(team => !team.Mode.HasOwners()).Select(team => team.Id)]));
        }

        foreach (var id in teams)
        {
            scopes.AddRange(Of(id, own, caller.Person, desk, rota, now));
        }

        List<IReadOnlyCollection<QueueScope>> bands = [[.. scopes.Select(scope => new QueueScope.MajorOf(scope))]];
        if (pressingFirst)
        {
            bands.Add([.. scopes.Select(scope => new QueueScope.PressingOf(scope))]);
        }

        // One situation at a time has its first row at hand; several together would be sorted whole.
        bands.Add(
        [
            .. scopes.Where(scope => scope is not QueueScope.InStatuses),
            .. scopes.OfType<QueueScope.InStatuses>().SelectMany(some => some.Statuses.Select(code => new QueueScope.InStatuses(some.Team, [code]))),
        ]);
        return bands;
    }

    // A team that is named gives everything it has; else what the person's list shows of it.
    private static IEnumerable<QueueScope> Of(TeamId id, bool own, PersonId person, DeskRules desk, PublishedRota rota, Instant now)
    {
        var mode = desk.Teams.TryGetValue(id, out var found) ? found.Mode : PrioritisationMode.Standard;
        if (!mode.HasOwners())
        {
            yield return new QueueScope.InStatuses(id, [.. desk.Statuses.All.Select(status => status.Code).Where(code => rota.Shows(id, code, person, now))]);
            yield break;
        }

        yield return new QueueScope.UnownedOf(id);
        if (!own)
        {
            yield return new QueueScope.OwnIn(person, id);
        }

        yield return mode.SharesWork() ? new QueueScope.HighOf(id) : new QueueScope.LeftChasesOf(id);
        var away = rota.Away(now).Where(one => one != person).ToList();
        if (away.Count > 0)
        {
            yield return new QueueScope.AwayTimesOf(id, away);
        }
    }
}
