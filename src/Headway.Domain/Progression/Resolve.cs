using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>Support gives the solution. Refused while the customer waits for an answer or for an appointment.</summary>
public sealed record Resolve(PersonId By, TextId? Text, TextId? Note = null, StatusCode? Predicted = null, string? PredictionRule = null, Channel Channel = Channel.Portal)
{
    /// <summary>An approval that is still asked for is not waited for: it ends with the ticket.</summary>
    public bool WithoutApproval { get; init; }

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        if (!state.IsOpen)
        {
            return state.ClosedAt is null ? new Decision(state, state, []) : TicketRefusals.Closed;
        }

        if (Check(state, answering: false, WithoutApproval) is { } refusal)
        {
            return refusal;
        }

        return Text is null ? TicketRefusals.ResolutionMissing : Conclude(act, []);
    }

    internal static Refusal? Check(TicketState state, bool answering, bool withoutApproval = false)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (!state.IsOpen && state.ClosedAt is not null)
        {
            return TicketRefusals.Closed;
        }

        // A chase that has its verdict lacks nothing but the answer, which a reply that resolves is.
        if (state.OpenChase is { } chase && !(answering && chase.Finding is not null))
        {
            return TicketRefusals.ChaseOpen;
        }

        if (state.Has(StatusCode.AppointmentBooked))
        {
            return TicketRefusals.AppointmentBooked;
        }

        return !answering && state.Has(StatusCode.CustomerUpdated) ? TicketRefusals.ReplyOutstanding
            : state.OpenApproval is not null && !withoutApproval ? TicketRefusals.ApprovalOpen
            : null;
    }

    internal Outcome<Decision> Conclude(Act act, IReadOnlyCollection<StatusCode> answered)
    {
        act.Record(new Replied(Text, Channel));
        act.KeepPromise();
        if (Note is { } note)
        {
            act.Record(new Noted(note));
        }

        act.Record(new Progressed(StatusCode.Resolved, true, Predicted, PredictionRule));
        act.CloseAll(ActivityOutcome.Progressed, activity => answered.Contains(activity.Status));
        Chasing.Settle(act);
        if (act.State.Displayed is { } displayed)
        {
            act.Close(displayed, ActivityOutcome.Progressed);
        }

        act.CloseAll(ActivityOutcome.ClosedWithTicket, _ => true);
        Progress.Own(act, null, By);
        act.Record(new TicketResolved(Text, ClosesAt(act)));
        Asking.HowItWas(act);
        return act.Done();
    }

    /// <summary>When a resolved ticket closes by itself: the status's own time, by the team's calendar; null where nothing closes by itself.</summary>
    internal static Instant? ClosesAt(Act act)
    {
        var state = act.State;
        if (!act.Rules.Automatic.HasFlag(Automatisms.AutoClose))
        {
            return null;
        }

        var silence = act.Rules.Statuses.Threshold(StatusCode.Resolved, state.Team, state.Priority, state.Service).Threshold;
        return act.Rules.CalendarOf(state.Team).Add(act.Now, silence);
    }
}
