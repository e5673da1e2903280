using System.Globalization;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Application.Notifications;

/// <summary>
/// Who is told of approvals: whoever is asked, if they are of support, on a page that shows the approval and nothing else; whoever asked,
/// the owner and those who watch, what became of it.
/// </summary>
internal static class ApprovalNotices
{
    public static IEnumerable<NotificationDraft> Of(Changed changed)
    {
        foreach (var recorded in changed.Facts)
        {
            foreach (var draft in Of(changed, recorded))
            {
                yield return draft;
            }
        }
    }

    private static IEnumerable<NotificationDraft> Of(Changed changed, Recorded<TicketFact> recorded) => recorded.Fact switch
    {
        ApprovalAsked f => [Asked(changed, recorded, f.Activity, f.Approver)],
        SubstituteAsked f => [Asked(changed, recorded, f.Activity, f.Person)],
        ApprovalDecided f => Told(changed.State, f.Activity, changed.State.Watchers).Select(person =>
            new NotificationDraft(person, f.Approved ? NotificationKind.Approved : NotificationKind.Declined, recorded.Seq)),
        ApprovalLapsed f => Told(changed.State, f.Activity, []).Select(person => new NotificationDraft(person, NotificationKind.ApprovalOverdue, recorded.Seq)),
        _ => [],
    };

    private static NotificationDraft Asked(Changed changed, Recorded<TicketFact> recorded, int activity, PersonId person) => new(person, NotificationKind.ApprovalAsked, recorded.Seq)
    {
        Page = new TeamNotices.Body(
            string.Create(CultureInfo.InvariantCulture, $"/approvals/{changed.Number}-{activity}"),
            changed.State.Approvals.FindLast(approval => approval.Activity == activity)?.AskedBy.Person?.Value ?? 0),
    };

    private static IEnumerable<PersonId> Told(TicketState state, int activity, IEnumerable<PersonId> beside) =>
        new[] { state.Owner, state.Approvals.FindLast(approval => approval.Activity == activity)?.AskedBy.Person }.OfType<PersonId>().Concat(beside).Distinct();
}
