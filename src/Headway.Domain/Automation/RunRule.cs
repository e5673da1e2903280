using System.Globalization;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Automation;

/// <summary>
/// A rule acts on a ticket, as automation that names it and credited to nobody: the whole of it or nothing. The same cause
/// has one effect however often it is asked. <paramref name="Trigger"/> is the fact, or the activity, that called it;
/// <paramref name="Words"/> the texts of its acts by their place.
/// </summary>
public sealed record RunRule(AutomationRule Rule, int Trigger, IReadOnlyDictionary<int, TextId> Words, string? Chain = null)
{
    public static readonly Duration BudgetSpan = Duration.FromHours(1);

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (state.RuleActs.Any(act => act.Rule == Rule.Id && act.Trigger == Trigger))
        {
            return new Decision(state, state, []);
        }

        if (Chain is not null && Chain.Split(',').Contains(Rule.Id.ToString(CultureInfo.InvariantCulture)))
        {
            return AutomationRefusals.Itself;
        }

        if (!Rule.Holds(rules, state, now))
        {
            return AutomationRefusals.ConditionsNotMet;
        }

        if (state.RuleActs.Count(act => act.At > now - BudgetSpan) >= AutomationRule.TicketHourLimit)
        {
            return AutomationRefusals.TicketBudget;
        }

        var act = new Act(rules, state, Actor.Automation, now);
        act.Record(new RuleActed(Rule.Id, Rule.Version, Trigger, Chain));
        var replied = false;
        for (var place = 0; place < Rule.Actions.Count; place++)
        {
            if (Do(act, Rule.Actions[place], place, ref replied) is { } refusal)
            {
                return refusal;
            }
        }

        return act.Done();
    }

    private Refusal? Do(Act act, RuleAction action, int place, ref bool replied)
    {
        switch (action.Kind)
        {
            case ActionKind.Note:
                act.Record(new Noted(Words[place]));
                return null;
            case ActionKind.Reply:
                replied = true;
                act.Record(new Replied(Words[place], Channel.Portal));
                return null;
            case ActionKind.SetPriority when Enum.TryParse<Priority>(action.Value, out var priority):
                return Set(act, act.State.Priority != priority, new PrioritySet(priority));
            case ActionKind.Workaround:
                return Set(act, act.State.Workaround != (action.Value == "yes"), new WorkaroundNoted(action.Value == "yes"));
            case ActionKind.AddTag when Id(action) is { } tag:
                return Set(act, !act.State.Tags.Contains(tag), new Tagged(tag));
            case ActionKind.SetOwner:
                var owner = Id(action) is { } person ? new PersonId(person) : (PersonId?)null;
                return Set(act, act.State.Owner != owner, new OwnerSet(owner));
            case ActionKind.Transfer:
                return Transfer(act, action, Words[place]);
            case ActionKind.SetSituation:
                return Situation.Leave(act, new StatusCode(action.Value), action.Hours, replied, LastReply());
            default:
                return null;
        }
    }

    private TextId? LastReply()
    {
        for (var place = Rule.Actions.Count - 1; place >= 0; place--)
        {
            if (Rule.Actions[place].Kind == ActionKind.Reply)
            {
                return Words[place];
            }
        }

        return null;
    }

    private static Refusal? Set(Act act, bool differs, TicketFact fact)
    {
        if (differs)
        {
            act.Record(fact);
        }

        return null;
    }

    private static Refusal? Transfer(Act act, RuleAction action, TextId note)
    {
        if (Id(action) is not { } team || !act.Rules.Teams.TryGetValue(new TeamId(team), out var receiver) || !receiver.Active)
        {
            return AutomationRefusals.NotApplicable;
        }

        return !act.State.IsOpen ? TicketRefusals.Closed
            : receiver.Id == act.State.Team ? null
            : Progression.Transfer.HandOn(act, receiver.Id, note, null, ActivityOutcome.Superseded);
    }

    private static long? Id(RuleAction action) => long.TryParse(action.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
