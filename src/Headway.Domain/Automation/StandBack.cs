using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Automation;

/// <summary>
/// Whether what called a rule still stands when the rule comes to it. A person who moved the ticket on meanwhile was there
/// first; what was taken back has not happened; a situation that ended needs no rule.
/// </summary>
public static class StandBack
{
    /// <summary>The rules whose acts led to the fact, newest last; empty for a person's own.</summary>
    public static string? ChainOf(TicketState state, Recorded<TicketFact> trigger)
    {
        if (trigger.By != Actor.Automation)
        {
            return null;
        }

        // A rule's facts follow its own mark at the same instant; the clock's have none before them.
        RuleAct? by = null;
        foreach (var act in state.RuleActs)
        {
            by = act.Seq <= trigger.Seq && act.At == trigger.At ? act : by;
        }

        return by is not { } acted ? null : acted.Chain is null ? Text(acted.Rule) : $"{acted.Chain},{Text(acted.Rule)}";
    }

    /// <summary>Why the rule should not act on this fact any more; null when it may.</summary>
    public static Refusal? Before(TicketState state, IReadOnlyList<Recorded<TicketFact>> ledger, int trigger)
    {
        var standing = TicketFold.Standing(ledger).ToList();
        var cause = standing.Find(recorded => recorded.Seq == trigger);
        if (cause is null)
        {
            return AutomationRefusals.StoodBack;
        }

        var overtaken = standing.Exists(recorded =>
            recorded.Seq > trigger && recorded.By.IsOfSupport && !(recorded.At == cause.At && recorded.By == cause.By)
            && recorded.Fact is (Progressed or OwnerSet or TicketResolved));
        var ended = cause.Fact switch
        {
            ActivityOpened => !state.Activities.Exists(activity => activity.Seq == trigger && activity.IsOpen),
            TicketResolved or TicketClosed => !state.HasEnded,
            _ => false,
        };
        return overtaken || ended ? AutomationRefusals.StoodBack : null;
    }

    /// <summary>The same for a due: the activity is still open, its due still lies where it called, and has come.</summary>
    public static Refusal? Due(Trigger on, TicketState state, int activity, Instant now) =>
        state.Activities.Find(open => open.Seq == activity && open.IsOpen) is { } row && on.Moment(row) is { } moment && moment <= now
        && (on.Kind == TriggerKind.DuePassed || !row.IsOverdue(now))
            ? null
            : AutomationRefusals.StoodBack;

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
