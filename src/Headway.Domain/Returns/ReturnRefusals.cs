namespace Headway.Domain.Returns;

public static class ReturnRefusals
{
    public static readonly Refusal ByDesk = new(RefusalKind.Conflict, "return.by-desk", "The ticket is at the Service Desk already: transfer it to the right team instead.");
    public static readonly Refusal NeverAssigned = new(RefusalKind.Conflict, "return.never-assigned", "This ticket never came from the Service Desk, so it can't be returned there. Transfer it with a note instead.");
    public static readonly Refusal NotRun = new(RefusalKind.Conflict, "return.not-run", "This team works without returns: transfer the ticket to the Service Desk with a note instead.");
    public static readonly Refusal ExplainMissing = new(RefusalKind.Invalid, "return.explain-missing", "Say in a sentence what was missing or wrong; it is what others learn from.");
    public static readonly Refusal LessonUnknown = new(RefusalKind.NotFound, "lesson.unknown", "There is no such lesson on this ticket.");
    public static readonly Refusal NotYours = new(RefusalKind.Forbidden, "lesson.not-yours", "Only who handed the ticket on can acknowledge it.");
}
