using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Moves a due without progress. By staff before the original due the verdict is Rescheduled; asked for by the customer
/// the activity is superseded by a new one, which holds nothing against support. <paramref name="Status"/> names the
/// activity when another than the displayed one is meant.
/// </summary>
public sealed record Reschedule(PersonId By, Instant? Due, string? Reason = null, bool ByCustomer = false, StatusCode? Status = null, TextId? Text = null)
{
    private static readonly StatusCode[] Immovable = [StatusCode.Chased, StatusCode.Rejected, StatusCode.AppointmentBooked];

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (Status is { } named && rules.Statuses.Find(named) is null)
        {
            return StatusRefusals.Unknown.Because($"'{named}' is not a status of this desk.");
        }

        var activity = Status is { } status ? state.Find(status) : state.Displayed;
        if (activity is null)
        {
            return ProgressionRefusals.NothingToMove;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        return Move(act, activity) is { } refusal ? refusal : act.Done();
    }

    internal Refusal? Move(Act act, Activity activity)
    {
        if (Immovable.Contains(activity.Status))
        {
            return ProgressionRefusals.MoveNotAllowed;
        }

        if (Due?.Kept() is not { } due)
        {
            return ProgressionRefusals.DueMissing;
        }

        if (Dues.Check(act, activity.Status, due) is { } refusal)
        {
            return refusal;
        }

        if (ByCustomer)
        {
            act.Close(activity, ActivityOutcome.Superseded);
            act.Open(activity.Status, new DueFound(due, new DueBasis("asked-by-customer", Reason: Reason, Text: Text)), activity.Meaning.Attempt);
        }
        else if (due != activity.Due)
        {
            act.Record(new ActivityMoved(activity.Seq, due, Reason, Text));
            if (activity.Verdict is null && due > activity.Due)
            {
                act.Judge(activity, Activity.IsOnTime(act.Now, activity.JudgedBy) ? Verdict.Rescheduled : Verdict.Late);
            }
        }

        return null;
    }
}
