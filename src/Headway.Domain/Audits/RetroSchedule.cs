using System.Runtime.CompilerServices;

namespace Headway.Domain.Audits;

/// <summary>
/// History through the reference scheduler: each open stint is one activity, due its situation's threshold after it began.
/// Done at or before the due is Success, else Late. What the customer's own message ended before the due is Excluded, and
/// what still runs is Late once its due has passed, undecided before.
/// </summary>
internal sealed class RetroSchedule(CaseLog log, AuditMethod method, BusinessClock clock, CaseFigures figures)
{
    /// <summary>Held by us: nobody outside was waited for. A status that nobody explained accuses nobody.</summary>
    private readonly bool[] _ours = [.. Enumerable.Range(0, Situation.Count).Select(at => Situation.HeldBy((byte)at) is Holder.Queue or Holder.Work)];
    private readonly HoldWalk _holds = new();
    private long _success, _late, _excluded, _midSuccess, _midLate, _inertia;

    [MethodImpl(LongWalk.AtOnce)]
    public void Walk(int at, long lastInstant)
    {
        unchecked
        {
            var (priority, inertia, failed) = (log.Priorities[at], 0L, false);
            _holds.Begin();
            foreach (var stint in new StintWalk(log, at, lastInstant))
            {
                var threshold = method.Threshold(stint.Situation, priority);
                var lasted = clock.Between(stint.Start, stint.End);
                if (lasted > threshold && _ours[stint.Situation])
                {
                    inertia += lasted - threshold;
                }

                var late = lasted > threshold || (lasted == threshold && clock.Add(stint.Start, threshold) < stint.End);
                failed |= _holds.Next(stint.Situation, lasted, threshold, late);
                if (late)
                {
                    Decide(stint.Situation, ref _late, ref _midLate);
                }
                else if (stint.IsRunning)
                {
                    continue;
                }
                else if (stint.ByCustomer && !method.IsNewResponse(stint.Situation))
                {
                    _excluded++;
                }
                else
                {
                    Decide(stint.Situation, ref _success, ref _midSuccess);
                }
            }

            _inertia += inertia;
            figures.Inertia[at] = inertia;
            figures.Marks[at] |= failed ? CaseMarks.AppointmentFailed : 0;
        }
    }

    public static RetroProgression Sum(IReadOnlyList<RetroSchedule> parts, double longestSilence, int? longestCase) => new(
        parts.Sum(part => part._success), 0, parts.Sum(part => part._late), parts.Sum(part => part._excluded),
        parts.Sum(part => part._midSuccess), parts.Sum(part => part._midLate), parts.Sum(part => part._inertia) / 3_600_000d, longestSilence, longestCase);

    public static (int Holds, int AtLast, AppointmentFinding Appointments) Aside(IReadOnlyList<RetroSchedule> parts) => HoldWalk.Sum([.. parts.Select(part => part._holds)]);

    private void Decide(byte situation, ref long all, ref long midLifecycle)
    {
        all++;
        midLifecycle += method.IsNewResponse(situation) ? 0 : 1;
    }
}
