using System.Globalization;
using Headway.Application.Automation;
using Headway.Domain.Automation;
using NodaTime;

namespace Headway.Web.Settings;

/// <summary>One condition as typed; an empty field is a row that says nothing yet.</summary>
public sealed record ConditionTyped(string Field, string Test, string Value);

/// <summary>One act as typed; <paramref name="Second"/> is the canned reply in the other language.</summary>
public sealed record ActionTyped(string Kind, string Value, string Second, string Hours);

/// <summary>A rule's form as typed, with whatever is not yet chosen.</summary>
public sealed record RuleTyped(
    string Name, string Event, string What, string Minutes, bool All, IReadOnlyList<ConditionTyped> Conditions, IReadOnlyList<ActionTyped> Actions, string Limit)
{
    public static readonly RuleTyped New = new("", "status-entered", "AWAIT_SUPPLIER", "30", true, [], [new ActionTyped("notify", "owner", "", "")], "60");

    public static RuleTyped Of(AutomationRule rule)
    {
        return new RuleTyped(
            rule.Name, rule.On.Kind.Code(), rule.On.Of, ((long)rule.On.Away.TotalMinutes).ToString(CultureInfo.InvariantCulture), rule.All,
            [.. rule.Conditions.Select(one => new ConditionTyped(one.Field.Code(), one.Test.Code(), one.Value))],
            [.. rule.Actions.Select(Act)],
            rule.HourLimit.ToString(CultureInfo.InvariantCulture));

        static ActionTyped Act(RuleAction one)
        {
            var replies = one.Kind == ActionKind.Reply ? one.Value.Split('|', 2) : [one.Value];
            return new ActionTyped(one.Kind.Code(), replies[0], replies.Length > 1 ? replies[1] : "", one.Hours?.ToString("0.##", CultureInfo.InvariantCulture) ?? "");
        }
    }

    public static RuleTyped Of(IFormCollection form) => new(
        form.Text("name"), form.Text("event"), form.Text("of"), form.Text("minutes"), form.Text("all") != "any",
        [.. form.Rows("field").Select(row => new ConditionTyped(form.Text($"field.{row}"), form.Text($"test.{row}"), form.Text($"value.{row}"))).Where(one => one.Field.Length > 0)],
        [.. form.Rows("act").Select(row => new ActionTyped(form.Text($"act.{row}"), form.Text($"say.{row}"), form.Text($"second.{row}"), form.Text($"hours.{row}"))).Where(one => one.Kind.Length > 0)],
        form.Text("limit"));

    /// <summary>Before it has a name a rule can be tried all the same.</summary>
    public RuleTyped Named() => Name.Length == 0 ? this with { Name = "-" } : this;

    /// <summary>What it says; what is not understood becomes what the domain refuses, never something else.</summary>
    public RuleDraft Draft() => new(
        Name,
        new RuleBody(
            new Trigger(RuleCodes.Of<TriggerKind>(Event) ?? (TriggerKind)(-1), What, Duration.FromMinutes(Minutes.Length == 0 ? 0 : int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : -1)),
            All,
            [.. Conditions.Select(one => RuleCodes.Of<TicketField>(one.Field) is { } field && RuleCodes.Of<Comparison>(one.Test) is { } test
                ? new Condition(field, test, one.Value.Replace(',', '.')) : new Condition(TicketField.Status, Comparison.Is, ""))],
            [.. Actions.Select(Act)]),
        int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : 0);

    private static RuleAction Act(ActionTyped one)
    {
        double? hours = one.Hours.Length == 0 ? null
            : double.TryParse(one.Hours.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) ? read : -1;
        return RuleCodes.Of<ActionKind>(one.Kind) is { } kind
            ? new RuleAction(kind, one.Second.Length > 0 && kind == ActionKind.Reply ? $"{one.Value}|{one.Second}" : one.Value, kind == ActionKind.SetSituation ? hours : null)
            : new RuleAction(ActionKind.Note, "");
    }
}
