using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Mail;

/// <summary>The mails of an approval: it is asked for, of the approver and of the substitute; it is no longer needed.</summary>
internal static class ApprovalMails
{
    public static IEnumerable<MailOrder> Of(TicketState state, TicketFact fact) => fact switch
    {
        ApprovalAsked f when Find(state, f.Activity) is { } asked => [Order(asked, f.Approver)],
        SubstituteAsked f when Find(state, f.Activity) is { } asked => [Order(asked, f.Person)],
        ApprovalWithdrawn f when Find(state, f.Activity) is { } asked => asked.Asked.Select(person => new MailOrder(MailKind.ApprovalOver, person.Value, AsHelper: true, Activity: f.Activity)),
        _ => [],
    };

    private static MailOrder Order(Approval asked, PersonId to) => new(
        MailKind.ApprovalAsked, to.Value, asked.Question?.Value, asked.AskedBy.Person?.Value, AsHelper: true, At: asked.Due.ToUnixTimeMilliseconds(), Activity: asked.Activity);

    private static Approval? Find(TicketState state, int activity) => state.Approvals.FindLast(approval => approval.Activity == activity);

    /// <summary>
    /// What stands above the question: in whose place, and who asks for what, for whom; the question itself is the asker's own words.
    /// </summary>
    public static IEnumerable<string> Before(Approval asked, PersonId reader, MailFacts facts, string about, Func<string, object?[], string> say)
    {
        if (reader == asked.Substitute)
        {
            yield return say(asked.ApproverAway ? "approvalasked-away" : "approvalasked-late", [facts.Instead ?? "?"]);
        }

        yield return say("approvalasked-text", [facts.ByName ?? facts.Desk, about, facts.Requester ?? "?"]);
    }
}
