using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Domain.Flow;

/// <summary>
/// Progression SLA with its parts: of the activity that was decided, the share done on time and never rescheduled.
/// <paramref name="MetMoved"/> counts the rescheduled that met their moved due, for the stricter clean-on-time share.
/// </summary>
public sealed record ProgressionSla(int Success, int Rescheduled, int Late, int Excluded, int MetMoved)
{
    public static readonly ProgressionSla None = new(0, 0, 0, 0, 0);

    /// <summary>Fraction 0..1; null when nothing has been decided: "no data", not 100 %.</summary>
    public double? Share => Ratio(Success, Success + Rescheduled + Late);

    public double? CleanOnTimeShare => Ratio(Success, Success + MetMoved);

    public static ProgressionSla operator +(ProgressionSla a, ProgressionSla b) =>
        new(a.Success + b.Success, a.Rescheduled + b.Rescheduled, a.Late + b.Late, a.Excluded + b.Excluded, a.MetMoved + b.MetMoved);

    public static ProgressionSla Of(IEnumerable<Activity> activities)
    {
        var sum = None;
        foreach (var activity in activities)
        {
            sum = activity.Verdict switch
            {
                Verdict.Success => sum with { Success = sum.Success + 1 },
                Verdict.Rescheduled => sum with { Rescheduled = sum.Rescheduled + 1, MetMoved = sum.MetMoved + (activity.MetMovedDue ? 1 : 0) },
                Verdict.Late => sum with { Late = sum.Late + 1 },
                Verdict.Excluded => sum with { Excluded = sum.Excluded + 1 },
                _ => sum,
            };
        }

        return sum;
    }

    /// <summary>Without the response to new tickets: the headline, since that is the part other tools leave out.</summary>
    public static bool IsMidLifecycle(Activity activity) => activity.Meaning.Type != ActivityType.NewResponse;

    private static double? Ratio(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
