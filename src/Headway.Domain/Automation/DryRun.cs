using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Automation;

/// <summary>What a rule would have done at a moment: acted, or been refused by <paramref name="Refused"/>.</summary>
public sealed record WouldAct(TicketKey Ticket, Instant At, int Trigger, Refusal? Refused, TicketState Before, TicketState? After);

/// <summary>
/// Tries a rule on what has happened: on every event of the time looked at, with the state as it was then and the
/// decision that would have been taken. Nothing is written, and what people did next is left as it was.
/// </summary>
public static class DryRun
{
    /// <summary>Every moment within [from, to) at which the rule would have been called and its conditions held, oldest first.</summary>
    public static IEnumerable<WouldAct> On(DeskRules rules, AutomationRule rule, TicketKey ticket, IReadOnlyList<Recorded<TicketFact>> ledger, Instant from, Instant to)
    {
        var facts = TicketFold.Standing(ledger).ToList();
        var state = new TicketState { Key = ticket };
        for (var first = 0; first < facts.Count;)
        {
            var last = first;
            state = TicketFold.Apply(state, facts[first]);
            while (last + 1 < facts.Count && facts[last + 1].At == facts[first].At && facts[last + 1].By == facts[first].By)
            {
                state = TicketFold.Apply(state, facts[++last]);
            }

            var at = facts[first].At;
            if (!rule.On.ByTime)
            {
                for (var i = first; i <= last; i++)
                {
                    if (at >= from && at < to && rule.On.Is(facts[i].Fact) && Act(rules, rule, state, facts[i].Seq, at) is { } acted)
                    {
                        yield return acted;
                    }
                }
            }
            else
            {
                var until = last + 1 < facts.Count ? facts[last + 1].At : to;
                foreach (var (activity, moment) in Moments(rule.On, state, Instant.Max(at, from), Instant.Min(until, to)))
                {
                    if (Act(rules, rule, state, activity, moment) is { } acted)
                    {
                        yield return acted;
                    }
                }
            }

            first = last + 1;
        }
    }

    /// <summary>When the rule would have been paused for acting too often; null when it would not.</summary>
    public static Instant? PausedAt(AutomationRule rule, IEnumerable<WouldAct> acts)
    {
        var hour = new Queue<Instant>();
        foreach (var at in acts.Where(act => act.Refused is null).Select(act => act.At).Order())
        {
            while (hour.Count > 0 && hour.Peek() <= at - RunRule.BudgetSpan)
            {
                hour.Dequeue();
            }

            if (hour.Count >= rule.HourLimit)
            {
                return at;
            }

            hour.Enqueue(at);
        }

        return null;
    }

    private static IEnumerable<(int Activity, Instant At)> Moments(Trigger on, TicketState state, Instant from, Instant to) => state.Open
        .Select(activity => (activity.Seq, At: on.Moment(activity)))
        .Where(one => one.At is { } at && at >= from && at < to)
        .Select(one => (one.Seq, one.At!.Value))
        .OrderBy(one => one.Item2);

    private static WouldAct? Act(DeskRules rules, AutomationRule rule, TicketState state, int trigger, Instant at)
    {
        var words = Enumerable.Range(0, rule.Actions.Count).ToDictionary(place => place, place => new TextId(-1 - place));
        var decided = new RunRule(rule, trigger, words).Decide(rules, state, at);
        return decided.Refusal?.Code == AutomationRefusals.ConditionsNotMet.Code || (!decided.IsRefused && decided.Value.AlreadySo)
            ? null
            : new WouldAct(state.Key, at, trigger, decided.Refusal, state, decided.IsRefused ? null : decided.Value.After);
    }
}
