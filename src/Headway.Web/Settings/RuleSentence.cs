using System.Globalization;
using Headway.Application.Automation;
using Headway.Application.Views;
using Headway.Domain.Automation;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>Says a rule in one sentence of plain words.</summary>
internal static class RuleSentence
{
    public static string Of(Viewer me, AutomationRule rule, RuleNames names)
    {
        var when = When(me, rule.On, names);
        var conditions = rule.Conditions.Select(one => me["auto.condition", me[$"auto.field-{one.Field.Code()}"], me[$"auto.test-{one.Test.Code()}"], Value(RuleOptions.Of(one.Field, names, me), one.Value)]).ToList();
        var acts = string.Join(me["auto.then-join"], rule.Actions.Select(one => Act(me, one, names)));
        return conditions.Count == 0
            ? me["auto.sentence", when, acts]
            : me["auto.sentence-if", when, string.Join(me[rule.All ? "auto.and-join" : "auto.or-join"], conditions), acts];
    }

    private static string When(Viewer me, Trigger on, RuleNames names)
    {
        var kind = on.Kind.Code();
        var of = on.Of.Length == 0 || (on.Kind == TriggerKind.AttemptLogged && on.Of == "1") ? null : Value(RuleOptions.Of(on.Kind, names, me), on.Of);
        var minutes = on.Minutes % 60 == 0 && on.Minutes > 0 ? me["auto.hours", on.Minutes / 60] : me["auto.minutes", on.Minutes];
        return on.Kind == TriggerKind.DuePassed && on.Minutes == 0
            ? of is null ? me["auto.when-due-passed-now"] : me["auto.when-due-passed-now-of", of]
            : of is null ? me[$"auto.when-{kind}", minutes] : me[$"auto.when-{kind}-of", of, minutes];
    }

    private static string Act(Viewer me, RuleAction action, RuleNames names)
    {
        var value = Value(RuleOptions.Of(action.Kind, names, me), action.Value.Split('|')[0]);
        return action.Hours is { } hours
            ? me["auto.do-set-situation-due", value, hours.ToString("0.##", me.Words.Culture)]
            : me[$"auto.do-{action.Kind.Code()}", value];
    }

    private static string Value(IReadOnlyList<Choice>? choices, string value) =>
        Enum.TryParse<Domain.Statuses.Priority>(value, out _) && value.StartsWith('P') ? value
        : choices?.FirstOrDefault(choice => choice.Value == value)?.Label ?? (value.Length > 60 ? string.Create(CultureInfo.InvariantCulture, $"{value[..58]}…") : value);
}
