using Headway.Domain;

namespace Headway.Application.Desk;

public static class SettingsRefusals
{
    public static readonly Refusal Stale = new(RefusalKind.Conflict, "settings.stale", "Somebody changed this meanwhile. Look at what stands now, then save yours again or leave it.");
    public static readonly Refusal StepUnknown = new(RefusalKind.NotFound, "settings.step-unknown", "There is no such step.");
    public static readonly Refusal NameMissing = new(RefusalKind.Invalid, "settings.name-missing", "Give it a name of 1 to 100 characters.");
    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "settings.name-taken", "There is one of that name already. Choose another name, or change that one.");
    public static readonly Refusal TextTooLong = new(RefusalKind.Invalid, "settings.text-too-long", "That text is too long. Keep a reply under 20,000 characters and a signature under 2,000.");
    public static readonly Refusal NumberMalformed = new(RefusalKind.Invalid, "settings.number-malformed", "Write business hours as a number, such as 4 or 0.5.");
    public static readonly Refusal DateMalformed = new(RefusalKind.Invalid, "settings.date-malformed", "Write a date as 2026-12-24 and a time of day as 09:30.");
    public static readonly Refusal ServiceUnknown = new(RefusalKind.NotFound, "settings.service-unknown", "There is no such service.");
    public static readonly Refusal CategoryUnknown = new(RefusalKind.NotFound, "settings.category-unknown", "There is no such category.");
    public static readonly Refusal TooManyCategories = new(RefusalKind.Conflict, "settings.too-many-categories", "There are 200 categories already: nobody finds their way in more. Use one of them, or tags.");
    public static readonly Refusal MatrixMalformed = new(RefusalKind.Invalid, "settings.matrix-malformed", "Choose a priority, P1 to P4, for each of the nine combinations.");
    public static readonly Refusal TeamUnknown = new(RefusalKind.Invalid, "settings.team-unknown", "There is no such team. Choose one of the list.");
    public static readonly Refusal CalendarUnknown = new(RefusalKind.NotFound, "settings.calendar-unknown", "There is no such calendar.");
    public static readonly Refusal CalendarInUse = new(RefusalKind.Conflict, "calendar.in-use", "Give those another calendar first, then put this one away.");
    public static readonly Refusal MacroUnknown = new(RefusalKind.NotFound, "settings.macro-unknown", "There is no such reply any more.");
    public static readonly Refusal RuleTwice = new(RefusalKind.Invalid, "threshold.rule-twice", "Two rules name the same service, team and priority: keep one of them.");
    public static readonly Refusal RuleEmpty = new(RefusalKind.Invalid, "threshold.rule-empty", "A rule names a service, a team or a priority; what holds for everything is the threshold itself.");
    public static readonly Refusal NotByThreshold = new(RefusalKind.Conflict, "threshold.not-used", "The due of this status is not found by a threshold: a new ticket's is its response target, an appointment's its agreed time.");
    public static readonly Refusal TargetNotPositive = new(RefusalKind.Invalid, "target.not-positive", "A target is a positive number of business hours, at most 2,000; every priority needs one for the first response.");
    public static readonly Refusal CompletionShorter = new(RefusalKind.Invalid, "target.completion-shorter", "Completing can't be faster than the first response: choose a completion target at or above it, or leave it empty.");
    public static readonly Refusal PlaceUnknown = new(RefusalKind.Invalid, "macro.place-unknown", "The text names a place that nobody can fill in. Use those listed beside it.");
    public static readonly Refusal ReplyEmpty = new(RefusalKind.Invalid, "macro.empty", "Write the reply or note that it puts into the composer.");
    public static readonly Refusal NotYours = new(RefusalKind.Forbidden, "macro.not-yours", "Replies of a team are changed by its members and by administrators; a person's own by that person.");
}
