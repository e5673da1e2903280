using System.Collections.Frozen;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>What a deactivation did: how many tickets went back to their teams, and how many could not just now.</summary>
public sealed record Deactivated(int Released, int Kept);

/// <summary>
/// Somebody no longer comes in: their sessions end, their links and tokens are worth nothing, and the open tickets they held
/// go back to the lists of their teams with all dues as they were. Nothing they did is lost, and they can come back.
/// </summary>
public sealed class Deactivate(Database database, ChangeStanding standing, TransferTicket transfer, Desk.DeskRulesCache rules)
{
    public async Task<Outcome<Deactivated>> Do(Caller caller, PersonId person, CancellationToken stop = default)
    {
        if (await standing.Disable(caller, person, stop) is { } no)
        {
            return no;
        }

        return await GiveBack(caller, person, stop);
    }

    /// <summary>The second half, for whoever was disabled in a transaction of its own.</summary>
    internal async Task<Deactivated> GiveBack(Caller caller, PersonId person, CancellationToken stop)
    {
        if (!(await rules.Of(caller.Tenant, stop)).Automatic.HasFlag(Domain.Tickets.Automatisms.Leavers))
        {
            return new Deactivated(0, 0);
        }

        var held = await database.Read(
            async session => await session.Query(
                "SELECT t.number, t.team FROM tickets t WHERE t.tenant = $1 AND t.owner = $2 AND t.state = 'open' ORDER BY t.number",
                row => (Number: row.GetInt64(0), Team: new TeamId(row.GetInt64(1))), caller.Tenant.Value, person.Value),
            stop);

        // Giving a ticket back shows nothing of it: restricted teams lose no work over it either.
        var everywhere = caller with { HiddenTeams = FrozenSet<TeamId>.Empty };
        var kept = 0;
        foreach (var (number, team) in held)
        {
            var back = await transfer.Release(new ActOn(everywhere, number), team, stop);
            kept += back.IsRefused ? 1 : 0;
        }

        return new Deactivated(held.Count - kept, kept);
    }
}
