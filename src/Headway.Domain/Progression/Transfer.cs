using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Hands the ticket to another team with a note: the sender's situation ends, the receiver has to pick it up, and what
/// is owed to the customer passes on with its dues. To the same team only the owner changes.
/// </summary>
public sealed record Transfer(PersonId By, TeamId Team, TextId? Note, PersonId? Owner = null)
{
    /// <summary>A machine hands it on for the person.</summary>
    public bool Machine { get; init; }

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (!rules.Teams.TryGetValue(Team, out var receiver) || (!receiver.Active && Team != state.Team))
        {
            return TicketRefusals.TeamUnknown;
        }

        if (!state.IsOpen)
        {
            return TicketRefusals.Closed;
        }

        var act = new Act(rules, state, Actor.OfSupport(By, Machine), now);
        if (Team == state.Team)
        {
            return ChangeOwner(act);
        }

        if (receiver.IsDesk && act.Runs(SubProcesses.Returns) && state.CameFrom == Team && state.CameFromDesk && !state.WorkedByTeam)
        {
            return ProgressionRefusals.TransferUseReturn;
        }

        if (Note is null)
        {
            return ProgressionRefusals.TransferNoteMissing;
        }

        return HandOn(act, Team, Note.Value, Owner, ActivityOutcome.Progressed) is { } refusal ? refusal : act.Done();
    }

    /// <summary>The handing on itself; what a rule hands on ends without being anybody's work.</summary>
    internal static Refusal? HandOn(Act act, TeamId team, TextId note, PersonId? owner, ActivityOutcome outcome)
    {
        var before = act.State;
        act.Record(new Noted(note));
        act.Record(new Progressed(StatusCode.Assigned, false, null, null));
        act.CloseAll(outcome, activity => activity.IsBase || activity.Status == StatusCode.Rejected);
        act.Record(new TeamSet(team, before.Team, act.Team.IsDesk, note));
        foreach (var passed in act.State.Open.Where(open => open.Status != StatusCode.Assist).ToList())
        {
            act.Record(new ActivityPassed(passed.Seq, team));
        }

        if (before.Owner != owner)
        {
            act.Record(new OwnerSet(owner));
        }

        return act.OpenAfterThreshold(StatusCode.Assigned);
    }

    private Outcome<Decision> ChangeOwner(Act act)
    {
        if (act.State.Owner == Owner)
        {
            return new Decision(act.State, act.State, []);
        }

        if (Note is { } note)
        {
            act.Record(new Noted(note));
        }

        act.Record(new OwnerSet(Owner));
        return act.Done();
    }
}
