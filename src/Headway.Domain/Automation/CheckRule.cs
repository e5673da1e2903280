using System.Globalization;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Automation;

/// <summary>Whether a rule can be kept: each part complete, nothing a person could not do either, one situation at the end.</summary>
public static class CheckRule
{
    public static Refusal? Of(DeskRules rules, AutomationRule rule)
    {
        if (rule.Conditions.Count > AutomationRule.MostConditions || rule.Actions.Count > AutomationRule.MostActions)
        {
            return AutomationRefusals.TooMuch;
        }

        if (rule.HourLimit is < 1 or > AutomationRule.MostHourLimit)
        {
            return AutomationRefusals.LimitRange;
        }

        if (!Enum.IsDefined(rule.On.Kind) || rule.On.Away < Duration.Zero || rule.On.Away > Trigger.Farthest || (rule.On.Kind == TriggerKind.DueApproaching && rule.On.Away == Duration.Zero)
            || (rule.On.Kind == TriggerKind.StatusEntered && rule.On.Of.Length == 0))
        {
            return AutomationRefusals.TriggerIncomplete;
        }

        if (rule.Conditions.Any(one => one.Value.Length == 0 || (Condition.IsNumber(one.Field) && !IsNumber(one.Value))))
        {
            return AutomationRefusals.ConditionIncomplete;
        }

        return rule.Actions.Count == 0 || rule.Actions.Any(one => one.Value.Trim().Length == 0) ? AutomationRefusals.ActionIncomplete : Actions(rules, rule);
    }

    private static Refusal? Actions(DeskRules rules, AutomationRule rule)
    {
        if (rule.Actions.Count(one => one.Kind is ActionKind.SetSituation or ActionKind.Transfer) > 1)
        {
            return AutomationRefusals.TwoSituations;
        }

        var (replied, noted) = (false, false);
        foreach (var action in rule.Actions)
        {
            if (action.Hours is { } hours && (!double.IsFinite(hours) || hours is <= 0 or > 1_000))
            {
                return AutomationRefusals.ActionIncomplete;
            }

            switch (action.Kind)
            {
                case ActionKind.Reply:
                    replied = true;
                    break;
                case ActionKind.Note:
                    noted = true;
                    break;
                case ActionKind.SetSituation when Situation(rules, action, replied, noted) is { } no:
                    return no;
                case ActionKind.SetPriority when !Enum.TryParse<Priority>(action.Value, out _):
                    return AutomationRefusals.ActionIncomplete;
            }
        }

        return null;
    }

    private static Refusal? Situation(DeskRules rules, RuleAction action, bool replied, bool noted)
    {
        var code = new StatusCode(action.Value);
        var status = rules.Statuses.Find(code);
        if (code != StatusCode.Resolved && status is not { Selectable: true })
        {
            return StatusRefusals.NotSelectable;
        }

        if (!replied && (code == StatusCode.Resolved || TicketState.Reminds(code)))
        {
            return AutomationRefusals.ReplyNeeded;
        }

        return !replied && !noted ? AutomationRefusals.NoteNeeded
            : status?.Timing == DueTiming.ChosenDay && action.Hours is null ? AutomationRefusals.ActionIncomplete
            : null;
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
