using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Tests.Progression;

/// <summary>
/// The verdict worked out a second way, from the ledger's openings, moves and closings alone: moved later by staff while
/// the original due had not passed is Rescheduled, else open beyond the original due is Late, else Progressed is a Success
/// and any other end excludes. An appointment is measured half an hour after its end, and its result may decide. Undecided (null) while open and not yet past.
/// </summary>
internal static class VerdictOracle
{
    public static Verdict? Of(IReadOnlyList<Recorded<TicketFact>> ledger, Activity activity, Instant now)
    {
        var due = activity.Meaning.Due;
        foreach (var recorded in ledger.Where(recorded => recorded.Seq > activity.Seq))
        {
            switch (recorded.Fact)
            {
                case ActivityMoved moved when moved.Activity == activity.Seq:
                    if (moved.Due > due && recorded.At <= activity.JudgedBy)
                    {
                        return Verdict.Rescheduled;
                    }

                    due = moved.Due;
                    break;
                case ActivityClosed closed when closed.Activity == activity.Seq:
                    return recorded.At > activity.JudgedBy ? Verdict.Late
                        : Result(ledger, activity) is { } decided ? decided
                        : closed.Outcome == ActivityOutcome.Progressed ? Verdict.Success
                        : Verdict.Excluded;
            }
        }

        return activity.JudgedBy < now ? Verdict.Late : null;
    }

    private static Verdict? Result(IReadOnlyList<Recorded<TicketFact>> ledger, Activity activity)
    {
        var ended = ledger.FirstOrDefault(recorded => recorded.Fact is AppointmentEnded end && end.Activity == activity.Seq);
        return (ended?.Fact as AppointmentEnded)?.Result switch
        {
            AppointmentResult.WeMissed => Verdict.Late,
            AppointmentResult.MovedByUs => Verdict.Rescheduled,
            AppointmentResult.Cancelled when ended.By.IsPersonOfSupport => Verdict.Rescheduled,
            _ => null,
        };
    }
}
