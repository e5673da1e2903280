using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Automation;

/// <summary>What a rule can do. Each goes through the decisions a person's act goes through.</summary>
public enum ActionKind { SetSituation, Transfer, SetPriority, SetOwner, Notify, Note, Reply, Workaround, AddTag }

/// <summary>
/// One act of a rule. <paramref name="Value"/>: a status, a team's, person's, canned reply's or tag's id, a priority, words,
/// <c>owner</c>, <c>leads</c>, <c>none</c>, <c>yes</c>, <c>no</c>. <paramref name="Hours"/>: business hours until the due of a situation; null for
/// the status's own time.
/// </summary>
public sealed record RuleAction(ActionKind Kind, string Value, double? Hours = null)
{
    /// <summary>Whether it leaves words on the ticket that have to be put down before it is decided.</summary>
    public bool Speaks => Kind is ActionKind.Note or ActionKind.Reply or ActionKind.Transfer;
}

/// <summary>
/// "When this happens, and these hold, do that": written by an administrator, kept by version. <paramref name="HourLimit"/> is how
/// often it may act in an hour before it is paused.
/// </summary>
public sealed record AutomationRule(
    long Id, int Version, string Name, Trigger On, bool All, IReadOnlyList<Condition> Conditions, IReadOnlyList<RuleAction> Actions, int HourLimit = AutomationRule.UsualHourLimit)
{
    /// <summary>Automatic acts that one ticket bears in an hour, whatever the rules.</summary>
    public const int TicketHourLimit = 5;

    public const int UsualHourLimit = 60, MostHourLimit = 1_000;

    public const int MostConditions = 8, MostActions = 6;

    /// <summary>Whether its conditions hold of the ticket as it stands. A rule without conditions always does.</summary>
    public bool Holds(DeskRules rules, TicketState state, Instant now) =>
        Conditions.Count == 0 || (All ? Conditions.All(one => one.Holds(rules, state, now)) : Conditions.Any(one => one.Holds(rules, state, now)));
}
