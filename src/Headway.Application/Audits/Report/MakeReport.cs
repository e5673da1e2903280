using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Headway.Domain.Audits;
using NodaTime;

namespace Headway.Application.Audits.Report;

/// <summary>From an audit's figures to what its report shows: choices of tickets, intervals, the hash.</summary>
public static class MakeReport
{
    private const double Hour = 3_600_000d;
    private const int ShownBehind = 6;

    public static AuditReport Of(AuditRun run)
    {
        var (log, figures) = (run.Reading.Log, run.Result.PerCase);
        var morningAt = run.Morning.Count > 0 ? log.Last : BusiestMorning.Of(log, run.Reading.Calendar);
        var then = run.Morning.Count > 0 ? log : LogWindow.Of(log, Instant.MinValue, morningAt);
        var morning = run.Morning.Count > 0 ? run.Morning : Morning.Of(then, run.Method, run.Clock, Morning.Shown, morningAt);
        // Each looks at every case by itself; one after the other they would be the longest part of a large log with one core at work.
        var (lost, stories) = (Task.Run(() => Lost(log, figures)), Task.Run(() => TicketStories.Of(log, run.Method, run.Clock, figures)));
        var (lines, behind) = (Task.Run(() => TicketLines.Of(log, run.Clock, figures)), Task.Run(() => Behind(log, figures)));
        var (slowest, solved) = (Task.Run(() => SlowestHold(figures)), Task.Run(() => SolvedByMoves(figures)));
        return new AuditReport
        {
            FileName = run.Reading.FileName, Profile = run.Reading.Profile.Name, Zone = run.Reading.Profile.Zone, Calendar = run.Reading.Profile.Calendar,
            Cases = log.Cases, Events = log.Events, First = log.First, Last = log.Last, Took = run.Took.TotalSeconds,
            Findings = run.Result.Findings, Progression = run.Result.Progression, Lost = lost.Result,
            Lines = lines.Result.Chosen, LinesOf = lines.Result.Of, SolvedByMoves = solved.Result, SlowestHold = slowest.Result,
            OpenByAge = OpenByAge(then, run.Clock, morningAt), Behind = behind.Result, Stories = stories.Result,
            Morning = [.. morning.Select(item => new MorningLine(log.CaseName(item.Case), item.Status.Value, item.Priority, item.Team < 0 ? null : log.TeamName(item.Team), item.Due, item.OverBy, item.Silent))],
            MorningAt = morningAt, MorningIsLast = run.Morning.Count > 0, Unmapped = run.Reading.Unmapped,
            Notes = [.. run.Reading.Notes.Select(note => new NoteLine(note.Code, note.Text, note.Values))], Hash = Hash(run),
        };
    }

    private static LostTime Lost(CaseLog log, CaseFigures figures)
    {
        var hours = new float[log.Cases];
        var work = new float[log.Cases];
        for (var at = 0; at < log.Cases; at++)
        {
            hours[at] = (float)(figures.Inertia[at] / Hour);
            work[at] = hours[at] * LostTime.Factor(log.Priorities[at]);
        }

        var (inertia, lost) = (ClusterBootstrap.Total(hours, log.Requester, 1), ClusterBootstrap.Total(work, log.Requester, 1));
        return new LostTime(inertia, lost, hours.Count(hour => hour > 0)) { IsKnown = !log.IsList };
    }

    private static IReadOnlyList<(double? Median, int Tickets)> SolvedByMoves(CaseFigures figures)
    {
        var hours = new List<float>[6];
        for (var moves = 0; moves < 6; moves++)
        {
            hours[moves] = [];
        }

        for (var at = 0; at < figures.Solved.Length; at++)
        {
            if (figures.Solved[at] >= 0)
            {
                hours[Math.Min((int)figures.TeamChanges[at], 5)].Add((float)(figures.Solved[at] / Hour));
            }
        }

        return [.. hours.Select(list => (Percentiles.Of(list.ToArray(), 0.5), list.Count))];
    }

    private static double? SlowestHold(CaseFigures figures)
    {
        var solved = figures.Solved.Where(length => length >= 0).Select(length => (double)length).ToArray();
        Array.Sort(solved);
        var all = solved.Sum();
        return all <= 0 ? null : solved[^Math.Max(1, (int)(solved.Length * 0.15))..].Sum() / all;
    }

    private static IReadOnlyList<int> OpenByAge(CaseLog log, BusinessClock clock, Instant now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var ages = Enumerable.Range(0, log.Cases).Where(of => log.Start[of] < log.Start[of + 1] && Situation.IsOpen(log.Situations[log.Start[of + 1] - 1]))
            .Select(of => clock.Between(log.Opened[of], at) / Hour / 8).ToList();
        return [ages.Count, ages.Count(days => days > 5), ages.Count(days => days > 10), ages.Count(days => days > 20)];
    }

    private static Dictionary<string, IReadOnlyList<string>> Behind(CaseLog log, CaseFigures figures)
    {
        [MethodImpl(LongWalk.AtOnce)]
        IReadOnlyList<string> most(Func<int, bool> which, Func<int, float> by)
        {
            var top = new PriorityQueue<int, float>();
            for (var at = 0; at < log.Cases; at++)
            {
                if (!which(at) || (top.Count == ShownBehind && top.TryPeek(out _, out var least) && by(at) <= least))
                {
                    continue;
                }

                top.Enqueue(at, by(at));
                if (top.Count > ShownBehind)
                {
                    top.Dequeue();
                }
            }

            return [.. top.UnorderedItems.OrderByDescending(item => item.Priority).ThenBy(item => item.Element).Select(item => log.CaseName(item.Element))];
        }

        bool has(int at, CaseMarks mark) => (figures.Marks[at] & mark) != 0;
        return new Dictionary<string, IReadOnlyList<string>>
        {
            ["silence"] = most(at => has(at, CaseMarks.Idle3NotWaiting), at => figures.LongestGap[at]),
            ["waiting"] = most(at => has(at, CaseMarks.ClosedAfterSilence), at => figures.LongestGap[at]),
            ["moves"] = most(at => figures.TeamChanges[at] >= 5, at => figures.TeamChanges[at]),
            ["aged"] = most(at => figures.Solved[at] < 0 || figures.Solved[at] > 160 * Hour, at => figures.Solved[at] < 0 ? figures.Inertia[at] : figures.Solved[at]),
            ["unanswered"] = most(at => has(at, CaseMarks.ClosedOverUnanswered), at => figures.LongestGap[at]),
            ["inertia"] = most(at => figures.Inertia[at] > 0, at => figures.Inertia[at]),
            ["hollow"] = most(at => has(at, CaseMarks.Hollow), at => figures.Inertia[at]),
            ["owner"] = most(at => has(at, CaseMarks.OneOwner) && figures.Inertia[at] > 0, at => figures.Inertia[at]),
            ["kept"] = most(at => has(at, CaseMarks.KeptOnHold), at => figures.LongestGap[at]),
            ["contacts"] = most(at => has(at, CaseMarks.ContactFailed), at => figures.LongestGap[at]),
            ["appointments"] = most(at => has(at, CaseMarks.AppointmentFailed), at => figures.LongestGap[at]),
            ["premature"] = most(at => has(at, CaseMarks.Premature), at => figures.Inertia[at]),
            ["multi"] = most(at => has(at, CaseMarks.ChasedAgain), at => figures.Inertia[at]),
        };
    }

    private static string Hash(AuditRun run)
    {
        var figures = AuditJson.Of(run);
        figures["method"] = AuditMethod.Version;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(figures.ToJsonString())));
    }
}
