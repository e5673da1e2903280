using Headway.Domain.Audits;

namespace Headway.Application.Audits.Report;

/// <summary>
/// A case that a person looks at: its story, what the machine says of it, and the business hours it lay beyond thresholds
/// with us. <paramref name="Place"/> counts from 1.
/// </summary>
public sealed record SampledCase(int Place, TicketStory Story, IReadOnlyList<string> Labels, double Inertia);

/// <summary>
/// The cases for manual review: drawn at random (the same log gives the same) from those that were not done at first
/// response and took longer than half a day, so that what is found speaks for all of them.
/// </summary>
internal static class ReviewSample
{
    public const int Drawn = 60;

    private const double Hour = 3_600_000d;
    private const double Lasting = 4;

    /// <summary>What the machine can say of a case and a person can confirm; codes for the words.</summary>
    public static readonly IReadOnlyList<(string Code, CaseMarks Mark)> Labels =
    [
        ("nobody", CaseMarks.Idle3NotWaiting), ("silence", CaseMarks.ClosedAfterSilence), ("unanswered", CaseMarks.ClosedOverUnanswered), ("chased", CaseMarks.Chased),
        ("back", CaseMarks.Back), ("reopened", CaseMarks.Reopened),
    ];

    public static IReadOnlyList<SampledCase> Of(AuditRun run)
    {
        var (log, figures) = (run.Reading.Log, run.Result.PerCase);
        var lasting = Enumerable.Range(0, log.Cases).Where(at => log.Start[at + 1] - log.Start[at] > 2
            && (figures.Solved[at] < 0 ? figures.LongestGap[at] : figures.Solved[at]) > Lasting * Hour);
        return [.. lasting.OrderBy(Spread).Take(Drawn).Order().Select((at, place) => new SampledCase(
            place + 1, TicketStories.Story(log, run.Method, run.Clock, at, "review"),
            [.. Labels.Where(label => (figures.Marks[at] & label.Mark) != 0).Select(label => label.Code)], figures.Inertia[at] / Hour))];
    }

    /// <summary>How many cases the sample stands for.</summary>
    public static int Population(AuditReport report) => report.LinesOf;

    private static uint Spread(int at)
    {
        unchecked
        {
            var mixed = (uint)at * 0x9E3779B1u;
            mixed ^= mixed >> 15;
            mixed *= 0x85EBCA6Bu;
            return mixed ^ (mixed >> 13);
        }
    }
}
