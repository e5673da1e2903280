using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;

namespace Headway.Application.Tickets;

/// <summary>Another team, the supplier or an approver answered, and somebody writes it down: the owner has to use it.</summary>
public sealed class HearColleague(TicketActs acts, StaffDirectory directory)
{
    /// <summary>Who answers besides a team: said instead of a team's name.</summary>
    public const string Supplier = "supplier", Approver = "approver";

    /// <param name="on">The ticket.</param>
    /// <param name="from">A team's name, <c>supplier</c> or <c>approver</c>.</param>
    /// <param name="text">What they said.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task<Outcome<Changed>> Do(ActOn on, string? from, string? text, CancellationToken stop = default)
    {
        var outside = from is Supplier or Approver;
        var team = outside || from is null ? null : await directory.Team(on.Caller.Tenant, from, stop);
        if (!outside && team is null)
        {
            return TicketRefusals.TeamUnknown.Because($"There is no team '{from}'.");
        }

        var words = new ActWords(acts.Counters);
        if (await words.Put(text) is not { } said)
        {
            return TicketUseRefusals.MessageMissing;
        }

        var by = from switch
        {
            Supplier => new Actor(ActorKind.Supplier, null),
            Approver => new Actor(ActorKind.Approver, null),
            _ => Actor.Automation,
        };
        return await acts.Do(on, Permission.ActOnTickets, words, new ColleagueMessage(by, team, said).Decide, stop);
    }
}
