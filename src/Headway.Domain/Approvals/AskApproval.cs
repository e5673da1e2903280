using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Approvals;

/// <summary>
/// Somebody is asked whether the ticket may go on, and the ticket waits for it: by its due the substitute is asked too, at once
/// where the approver is <paramref name="Away"/>. One approval is open at a time.
/// </summary>
public sealed record AskApproval(PersonId By, PersonId Approver, PersonId? Substitute, TextId? Question, Instant? Due = null, bool Away = false)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (Check(rules, state) is { } no)
        {
            return no;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        var due = Dues.Chosen(act, rules.Statuses[StatusCode.AwaitApproval], Due, null, reasonGiven: true);
        if (due.IsRefused)
        {
            return due.Refusal!;
        }

        act.Record(new Progressed(StatusCode.AwaitApproval, false, null, null));
        act.CloseAll(ActivityOutcome.Progressed, row => row.IsBase || Progress.IsAnsweredBy(row.Status));
        var row = act.Open(StatusCode.AwaitApproval, due.Value);
        act.Record(new ApprovalAsked(row, Approver, Substitute, Question));
        if (Away && Substitute is { } second)
        {
            act.Record(new SubstituteAsked(row, second, true));
        }

        Progress.Own(act, null, By);
        return act.Done();
    }

    /// <summary>Whether the person is one of those whose request it is.</summary>
    internal static bool IsOwn(TicketState state, PersonId person) => state.Requester == person || state.Joined.Exists(joined => joined.Requester == person);

    private Refusal? Check(DeskRules rules, TicketState state) =>
        !state.Exists ? TicketRefusals.Unknown
        : !state.IsOpen ? TicketRefusals.Closed
        : Question is null ? ApprovalRefusals.QuestionMissing
        : Approver == By || Substitute == By ? ApprovalRefusals.OfOneself
        : Substitute == Approver ? ApprovalRefusals.SubstituteSame
        : !rules.OwnApprovals && (IsOwn(state, Approver) || (Substitute is { } second && IsOwn(state, second))) ? ApprovalRefusals.OwnRequest
        : state.OpenApproval is not null ? ApprovalRefusals.AskedAlready
        : null;
}
