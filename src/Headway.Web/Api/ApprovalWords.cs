namespace Headway.Web.Api;

/// <summary>What the fields of approvals mean; read with <see cref="ApiWords"/>.</summary>
internal static class ApprovalWords
{
    public static readonly IReadOnlyDictionary<string, string> Said = new Dictionary<string, string>
    {
        ["approvals.id"] = "The approval, as 1042-7: the ticket's number and the place of the activity that waits for it.",
        ["ApprovalJson.id"] = "The approval, as 1042-7: the ticket's number and the place of the activity that waits for it.",
        ["ApprovalJson.for"] = "Whose request it is, by name.",
        ["ApprovalJson.askedBy"] = "Who asks, by name.",
        ["ApprovalJson.askedAt"] = "When it was asked.",
        ["approver"] = "The mail address of whoever is to approve; somebody not known yet is entered as a customer.",
        ["substitute"] = "The mail address of whoever is asked too when the approver is away or lets the due pass; left out, nobody.",
        ["substituteAskedAt"] = "When the substitute was asked; null while they were not.",
        ["ApprovalBody.question"] = "What is to be approved; the approver reads nothing else of the ticket but its subject.",
        ["ApprovalJson.question"] = "What is to be approved; null once it was erased.",
        ["ApprovalBody.due"] = "By when; left out, after the time of AWAIT_APPROVAL.",
        ["ApprovalJson.due"] = "By when; after it the substitute is asked.",
        ["ApprovalJson.state"] = "open, approved, declined or withdrawn.",
        ["ApprovalJson.endedBy"] = "Who decided or withdrew, by name.",
        ["ApprovalJson.endedAt"] = "When it was decided or withdrawn.",
        ["ApprovalJson.reason"] = "Why; the words of whoever decided.",
        ["approve"] = "True approves, false declines.",
        ["DecisionBody.reason"] = "Why. Needed to decline.",
        ["approvals.all"] = "True: with what is over, the latest due first.",
        ["withoutApproval"] = "Resolves although an approval is still asked for; it is withdrawn.",
        ["ownApprovals"] = "Whether somebody may be asked to approve what they requested themselves.",
        ["manager"] = "The mail address of whoever the person reports to, proposed where something is to be approved. An empty one takes it away.",
        ["assistant"] = "The mail address of whoever acts for the person: sees what they asked for, and may ask where it is. An empty one takes it away; an administrator's to say.",
    };
}
