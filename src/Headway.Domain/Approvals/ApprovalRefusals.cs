namespace Headway.Domain.Approvals;

public static class ApprovalRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "approval.unknown", "No such approval was asked of you here.");
    public static readonly Refusal ApproverMissing = new(RefusalKind.Invalid, "approval.approver-missing", "Say who is to approve: the mail address of a colleague or of anybody else.");
    public static readonly Refusal QuestionMissing = new(RefusalKind.Invalid, "approval.question-missing", "Say what is to be approved: the approver reads nothing else of the ticket.");
    public static readonly Refusal OfOneself = new(RefusalKind.Invalid, "approval.of-oneself", "Who asks can't approve: name somebody else.");
    public static readonly Refusal SubstituteSame = new(RefusalKind.Invalid, "approval.substitute-same", "The substitute is the approver: name somebody else, or nobody.");
    public static readonly Refusal OwnRequest = new(RefusalKind.Forbidden, "approval.own-request", "Nobody approves their own request here: name somebody else.");
    public static readonly Refusal AskedAlready = new(RefusalKind.Conflict, "approval.asked-already", "An approval is asked for already: wait for it, or withdraw it first.");
    public static readonly Refusal ReasonMissing = new(RefusalKind.Invalid, "approval.reason-missing", "Say why not: whoever asked has to go on with it.");
    public static readonly Refusal Decided = new(RefusalKind.Conflict, "approval.decided", "This has been decided already.");
    public static readonly Refusal Withdrawn = new(RefusalKind.Conflict, "approval.withdrawn", "No decision is needed any more: the approval was withdrawn.");
}
