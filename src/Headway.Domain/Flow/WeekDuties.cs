namespace Headway.Domain.Flow;

/// <summary>What a week can ask of whoever answers for it, most harm first.</summary>
public enum WeekDutyKind { Unscheduled, ChasesUnmanaged, Overdue, PromisesMissed, LateIn, ReturnedFor, Moved, Thanks }

/// <summary>One thing to do. <paramref name="About"/>: the code of the situation or the reason, where it is about one.</summary>
public sealed record WeekDuty(WeekDutyKind Kind, int Count, int Among = 0, string? About = null);

/// <summary>What of a week its duties follow from.</summary>
/// <param name="Unscheduled">Open tickets without a next step; none ever should be.</param>
/// <param name="UnmanagedChases">Without a verdict or an answer in time, of <paramref name="Chases"/>.</param>
/// <param name="Chases">All of the week.</param>
/// <param name="Overdue">Open and overdue now.</param>
/// <param name="PromisesMissed">Of <paramref name="Promises"/> that were settled.</param>
/// <param name="Promises">Kept and missed.</param>
/// <param name="LateIn">The situation in which most was late, with <paramref name="LateThere"/> of <paramref name="Late"/>.</param>
/// <param name="LateThere">Late in that situation.</param>
/// <param name="Late">Late in all.</param>
/// <param name="ReturnedFor">The most frequent reason of returns, with <paramref name="Returned"/> of them.</param>
/// <param name="Returned">For that reason.</param>
/// <param name="Moved">Dues that we moved, of <paramref name="Decided"/>.</param>
/// <param name="Decided">Activities that were decided.</param>
/// <param name="Covered">Acts that people did of others' work.</param>
public sealed record WeekFacts(
    int Unscheduled, int UnmanagedChases, int Chases, int Overdue, int PromisesMissed, int Promises, string? LateIn, int LateThere, int Late, string? ReturnedFor, int Returned, int Moved, int Decided, int Covered);

/// <summary>The three things that a week asks for: nothing that happened once by chance is among them.</summary>
public static class WeekDuties
{
    public const int Most = 3;

    private const int Repeated = 3;
    private const double MuchMoved = 0.1;

    public static IReadOnlyList<WeekDuty> Of(WeekFacts week) => [.. All(week).OfType<WeekDuty>().Take(Most)];

    private static IEnumerable<WeekDuty?> All(WeekFacts week)
    {
        yield return week.Unscheduled > 0 ? new WeekDuty(WeekDutyKind.Unscheduled, week.Unscheduled) : null;
        yield return week.UnmanagedChases > 0 ? new WeekDuty(WeekDutyKind.ChasesUnmanaged, week.UnmanagedChases, week.Chases) : null;
        yield return week.Overdue > 0 ? new WeekDuty(WeekDutyKind.Overdue, week.Overdue) : null;
        yield return week.PromisesMissed > 0 ? new WeekDuty(WeekDutyKind.PromisesMissed, week.PromisesMissed, week.Promises) : null;
        yield return week is { LateIn: { } situation, LateThere: >= Repeated } ? new WeekDuty(WeekDutyKind.LateIn, week.LateThere, week.Late, situation) : null;
        yield return week is { ReturnedFor: { } reason, Returned: >= Repeated } ? new WeekDuty(WeekDutyKind.ReturnedFor, week.Returned, 0, reason) : null;
        yield return week.Moved >= Repeated && week.Moved > MuchMoved * week.Decided ? new WeekDuty(WeekDutyKind.Moved, week.Moved, week.Decided) : null;
        yield return week.Covered > 0 ? new WeekDuty(WeekDutyKind.Thanks, week.Covered) : null;
    }
}
