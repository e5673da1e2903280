using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>
/// Somebody is asked to approve. <paramref name="Activity"/> is the row that waits for it and names the approval;
/// <paramref name="Substitute"/> is asked when the approver is away or lets the due pass.
/// </summary>
public sealed record ApprovalAsked(int Activity, PersonId Approver, PersonId? Substitute, TextId? Text) : TicketFact;

/// <summary>The substitute may decide too from here on. <paramref name="Away"/>: the approver was not there; else the due has passed.</summary>
public sealed record SubstituteAsked(int Activity, PersonId Person, bool Away) : TicketFact;

/// <summary>The due passed and nobody has decided.</summary>
public sealed record ApprovalLapsed(int Activity) : TicketFact;

/// <summary>Whoever was asked decided, with a reason; to approve needs none.</summary>
public sealed record ApprovalDecided(int Activity, bool Approved, TextId? Text) : TicketFact;

/// <summary>No decision is needed any more.</summary>
public sealed record ApprovalWithdrawn(int Activity, TextId? Text = null) : TicketFact;

/// <summary>An approval as it stands; known by the activity that it was asked with.</summary>
public sealed record Approval(int Activity, PersonId Approver, PersonId? Substitute, TextId? Question, Actor AskedBy, Instant AskedAt, Instant Due)
{
    public Instant? SubstituteAskedAt { get; init; }

    /// <summary>The substitute was asked because the approver was away.</summary>
    public bool ApproverAway { get; init; }

    public Instant? LapsedAt { get; init; }

    /// <summary>Null while nobody has decided.</summary>
    public bool? Approved { get; init; }

    public Actor? DecidedBy { get; init; }

    public Instant? DecidedAt { get; init; }

    public TextId? Reason { get; init; }

    public Instant? WithdrawnAt { get; init; }

    public Actor? WithdrawnBy { get; init; }

    public bool IsOpen => Approved is null && WithdrawnAt is null;

    /// <summary>When it lapses if nobody decides by then; null once it did, or once it is over.</summary>
    public Instant? LapsesAt => IsOpen && LapsedAt is null ? Due : null;

    /// <summary>Whether the person was asked, so that they may decide.</summary>
    public bool IsAsked(PersonId person) => person == Approver || (person == Substitute && SubstituteAskedAt is not null);

    /// <summary>Everybody who was asked so far.</summary>
    public IEnumerable<PersonId> Asked => Substitute is { } second && SubstituteAskedAt is not null ? [Approver, second] : [Approver];
}

/// <summary>The part of the fold that knows approvals.</summary>
internal static class ApprovalFold
{
    public static TicketState Step(TicketState state, Recorded<TicketFact> recorded) => recorded.Fact switch
    {
        ApprovalAsked f => state with
        {
            Approvals = state.Approvals.Add(new Approval(
                f.Activity, f.Approver, f.Substitute, f.Text, recorded.By, recorded.At, state.Activities.Find(row => row.Seq == f.Activity)?.Due ?? recorded.At)),
        },
        SubstituteAsked f => Change(state, f.Activity, approval => approval with { SubstituteAskedAt = recorded.At, ApproverAway = f.Away }),
        ApprovalLapsed f => Change(state, f.Activity, approval => approval with { LapsedAt = recorded.At }),
        ApprovalDecided f => Change(state, f.Activity, approval => approval with
        {
            Approved = f.Approved,
            DecidedBy = recorded.By,
            DecidedAt = recorded.At,
            Reason = f.Text,
        }),
        ApprovalWithdrawn f => Change(state, f.Activity, approval => approval with { WithdrawnAt = recorded.At, WithdrawnBy = recorded.By }),
        // Who waits longer gives the approver longer, too.
        ActivityMoved f when state.OpenApproval is { LapsedAt: null } open && Waits(state, f.Activity) => Change(state, open.Activity, approval => approval with { Due = f.Due }),
        ActivityOpened f when f.Status == Statuses.StatusCode.AwaitApproval && state.OpenApproval is { LapsedAt: null } open =>
            Change(state, open.Activity, approval => approval with { Due = f.Due }),
        _ => state,
    };

    private static bool Waits(TicketState state, int activity) => state.Base is { } waiting && waiting.Seq == activity && waiting.Status == Statuses.StatusCode.AwaitApproval;

    private static TicketState Change(TicketState state, int activity, Func<Approval, Approval> change)
    {
        var index = state.Approvals.FindLastIndex(approval => approval.Activity == activity);
        return index < 0 ? state : state with { Approvals = state.Approvals.SetItem(index, change(state.Approvals[index])) };
    }
}
