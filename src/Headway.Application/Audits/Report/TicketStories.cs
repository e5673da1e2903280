using System.Runtime.CompilerServices;
using Headway.Domain.Audits;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Audits.Report;

/// <summary>Five tickets that show what the figures mean, each the clearest case of one thing; told without a person.</summary>
internal static class TicketStories
{
    private const int MostEntries = 12;
    private const double Hour = 3_600_000d;

    public static IReadOnlyList<TicketStory> Of(CaseLog log, AuditMethod method, BusinessClock clock, CaseFigures figures)
    {
        var told = new HashSet<int>();
        var stories = new List<TicketStory>();
        [MethodImpl(LongWalk.AtOnce)]
        void tell(string why, Func<int, bool> which, Func<int, double> by)
        {
            var (best, most) = (-1, double.NegativeInfinity);
            for (var at = 0; at < log.Cases; at++)
            {
                var length = log.Start[at + 1] - log.Start[at];
                if (length is < 3 or > 40 || told.Contains(at) || !which(at) || by(at) <= most)
                {
                    continue;
                }

                (best, most) = (at, by(at));
            }

            if (best >= 0 && told.Add(best))
            {
                stories.Add(Story(log, method, clock, best, why));
            }
        }

        if (log.IsList)
        {
            return [];
        }

        bool has(int at, CaseMarks mark) => (figures.Marks[at] & mark) != 0;
        // Not the most extreme ticket of the log, which may be an accident: the longest among those up to a quarter of a year.
        double bounded(double length) => length > 480 * Hour ? -1 : length;
        tell("silence", at => has(at, CaseMarks.Idle3NotWaiting), at => bounded(figures.LongestGap[at]));
        tell("moves", at => figures.TeamChanges[at] >= 3 && has(at, CaseMarks.Back), at => Math.Min((int)figures.TeamChanges[at], 9));
        tell("reopened", at => has(at, CaseMarks.Reopened), at => bounded(figures.Inertia[at]));
        tell("closed", at => has(at, CaseMarks.ClosedAfterSilence) && !has(at, CaseMarks.Idle3NotWaiting), at => bounded(figures.LongestGap[at]));
        tell("costly", at => log.Priorities[at] <= Priority.P2, at => bounded(figures.Inertia[at]));
        tell("inertia", at => true, at => bounded(figures.Inertia[at]));
        return [.. stories.Take(5)];
    }

    public static TicketStory Story(CaseLog log, AuditMethod method, BusinessClock clock, int at, string why)
    {
        var (first, end) = (log.Start[at], log.Start[at + 1]);
        var entries = new List<StoryLine>();
        var shown = (Situation: byte.MaxValue, Team: -2);
        for (var i = first; i < end; i++)
        {
            var (situation, team, marks) = (log.Situations[i], log.Team[i], log.Marks[i]);
            var after = i == first ? 0 : (clock.At(log.At[i]) - clock.At(log.At[i - 1])) / Hour;
            var late = i > first && Situation.IsOpen(log.Situations[i - 1]) && after * Hour > method.Threshold(log.Situations[i - 1], log.Priorities[at]);
            if (!late && shown == (situation, team) && (marks & EventMarks.FromCustomer) == 0)
            {
                continue;
            }

            entries.Add(new StoryLine(Instant.FromUnixTimeMilliseconds(log.At[i]), Situation.Code(situation)?.Value, team < 0 ? null : log.TeamName(team),
                (marks & EventMarks.FromCustomer) != 0, (marks & EventMarks.ToCustomer) != 0, after, late));
            shown = (situation, team);
        }

        var left = Math.Max(0, entries.Count - MostEntries);
        if (left > 0)
        {
            entries.RemoveRange(MostEntries / 2, left);
        }

        return new TicketStory(log.CaseName(at), why, log.Priorities[at], (clock.At(log.At[end - 1]) - clock.At(log.Opened[at])) / Hour, entries, left);
    }
}
