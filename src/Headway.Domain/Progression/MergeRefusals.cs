namespace Headway.Domain.Progression;

/// <summary>Why two tickets can't become one, or one two.</summary>
public static class MergeRefusals
{
    public static readonly Refusal WithItself = new(RefusalKind.Invalid, "merge.with-itself", "A ticket can't be merged with itself: choose another one.");
    public static readonly Refusal SurvivorEnded = new(RefusalKind.Conflict, "merge.other-ended", "The ticket that would go on has ended: merge the other way round, or take it up again first.");
    public static readonly Refusal OtherPerson = new(RefusalKind.Conflict, "merge.other-person", "Two people raised these: say that both may read what is written from here on, or tie the tickets together instead.");
    public static readonly Refusal AppointmentOpen = new(RefusalKind.Conflict, "merge.appointment-open", "Times are offered or agreed on the ticket that would end: merge the other way round, or settle the appointment first.");
    public static readonly Refusal ApprovalOpen = new(RefusalKind.Conflict, "merge.approval-open", "An approval is asked for on the ticket that would end: merge the other way round, or withdraw it first.");
    public static readonly Refusal OthersHang = new(RefusalKind.Conflict, "merge.others-hang", "Other tickets hang on the one that would end: merge the other way round.");
    public static readonly Refusal NotMerged = new(RefusalKind.Conflict, "merge.not-merged", "This ticket stands by itself: there is nothing to take apart.");
    public static readonly Refusal NotAMessage = new(RefusalKind.Invalid, "split.not-a-message", "Only what a customer wrote after the beginning can become a ticket of its own: choose such a message.");
    public static readonly Refusal SplitBefore = new(RefusalKind.Conflict, "split.done-before", "That message has become a ticket of its own already.");
}
