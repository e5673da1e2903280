namespace Headway.Domain.Automation;

/// <summary>Why a rule did not act, and why one can't be kept.</summary>
public static class AutomationRefusals
{
    /// <summary>The refusal with which a rule ended on a ticket, by its kept code; null for one that is not a rule's own.</summary>
    public static Refusal? Find(string code) => Array.Find([ConditionsNotMet, StoodBack, Itself, TicketBudget, RuleBudget, Unresolvable, NotApplicable], no => no.Code == code);

    public static readonly Refusal ConditionsNotMet = new(RefusalKind.Conflict, "automation.conditions", "The ticket is no longer as the rule wants it.");
    public static readonly Refusal StoodBack = new(RefusalKind.Conflict, "automation.stood-back", "A person was there first: the rule stands back.");
    public static readonly Refusal Itself = new(RefusalKind.Conflict, "automation.itself", "The rule's own act led here: a rule never calls itself.");
    public static readonly Refusal TicketBudget = new(RefusalKind.Busy, "automation.ticket-budget", "Rules acted on this ticket five times within the hour: look at them before they go on.");
    public static readonly Refusal RuleBudget = new(RefusalKind.Busy, "automation.rule-budget", "The rule acted as often as it may within the hour: look at it, then switch it on again.");
    public static readonly Refusal Unresolvable = new(RefusalKind.Conflict, "automation.not-over-open", "Nothing is resolved over an open chase, an unanswered message or an appointment.");
    public static readonly Refusal NotApplicable = new(RefusalKind.Invalid, "automation.not-applicable", "What the rule names is not there any more: choose another.");
    public static readonly Refusal TriggerIncomplete = new(RefusalKind.Invalid, "automation.event-incomplete", "Say when: choose an event, and how long before or after where it asks for it.");
    public static readonly Refusal ConditionIncomplete = new(RefusalKind.Invalid, "automation.condition-incomplete", "A condition lacks its value: choose one or remove the condition.");
    public static readonly Refusal ActionIncomplete = new(RefusalKind.Invalid, "automation.action-incomplete", "Say what the rule does, in full: at least one act, none without its value.");
    public static readonly Refusal TooMuch = new(RefusalKind.Invalid, "automation.too-much", "A rule has at most eight conditions and six acts: make two rules of it.");
    public static readonly Refusal ReplyNeeded = new(RefusalKind.Invalid, "automation.reply-needed", "Waiting for the customer or resolving needs a reply before it: add a canned reply above.");
    public static readonly Refusal NoteNeeded = new(RefusalKind.Invalid, "automation.note-needed", "A new situation needs a word why: add a note or a reply above it.");
    public static readonly Refusal TwoSituations = new(RefusalKind.Invalid, "automation.two-situations", "A rule leaves one situation: keep one of them, or the transfer.");
    public static readonly Refusal LimitRange = new(RefusalKind.Invalid, "automation.limit", "Acts an hour: a whole number from 1 to 1000.");
    public static readonly Refusal RuleUnknown = new(RefusalKind.NotFound, "automation.rule-unknown", "There is no such rule.");
}
