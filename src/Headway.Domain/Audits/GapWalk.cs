using System.Runtime.CompilerServices;

namespace Headway.Domain.Audits;

/// <summary>
/// The gaps between successive events. A gap belongs to the situation after its first event and counts while that is open,
/// so waiting for the tool's auto-close never counts, nor does the time after the last event.
/// </summary>
internal sealed class GapWalk(CaseLog log, BusinessClock clock, CaseFigures figures)
{
    private const double Hour = 3_600_000d;
    private static readonly long Day = (long)AuditMethod.DayLength.Length.TotalMilliseconds;

    private readonly long[] _openTime = new long[6];
    private float[] _business = [], _calendar = [];
    private CountedValues _businessCounted = new(default), _calendarCounted = new(default);
    private int _count;
    private long _longest;
    private int _longestCase = -1;

    public int Idle3 { get; private set; }

    public int Idle3NotWaiting { get; private set; }

    public int Idle5 { get; private set; }

    public void Reserve(int events) => (_business, _calendar) = (new float[events], new float[events]);

    [MethodImpl(LongWalk.AtOnce)]
    public void Walk(int at, int first, int end)
    {
        unchecked
        {
            var marks = CaseMarks.None;
            var longest = 0L;
            var (since, sinceClock) = (log.At[first], clock.At(log.At[first]));
            for (var i = first; i + 1 < end; i++)
            {
                var (until, untilClock) = (log.At[i + 1], clock.At(log.At[i + 1]));
                var holder = Situation.HeldBy(log.Situations[i]);
                if (holder != Holder.Done)
                {
                    var gap = untilClock - sinceClock;
                    _business[_count] = (float)(gap / Hour);
                    _calendar[_count++] = (float)((until - since) / Hour);
                    _openTime[(int)holder] += until - since;
                    longest = Math.Max(longest, gap);
                    if (gap >= 3 * Day)
                    {
                        marks |= CaseMarks.Idle3 | (holder is Holder.Queue or Holder.Work ? CaseMarks.Idle3NotWaiting : 0) | (gap >= 5 * Day ? CaseMarks.Idle5 : 0);
                    }
                }

                (since, sinceClock) = (until, untilClock);
            }

            figures.Marks[at] |= marks;
            figures.LongestGap[at] = longest;
            Idle3 += (int)(marks & CaseMarks.Idle3);
            Idle3NotWaiting += (marks & CaseMarks.Idle3NotWaiting) != 0 ? 1 : 0;
            Idle5 += (marks & CaseMarks.Idle5) != 0 ? 1 : 0;
            if (longest > _longest)
            {
                (_longest, _longestCase) = (longest, at);
            }
        }
    }

    /// <summary>Nothing is walked any more: what was measured is counted, by each part for itself.</summary>
    public void Finish() => (_businessCounted, _calendarCounted) = (new CountedValues(_business.AsMemory(0, _count)), new CountedValues(_calendar.AsMemory(0, _count)));

    public static GapTotals Sum(IReadOnlyList<GapWalk> walks)
    {
        var openTime = new double[6];
        foreach (var walk in walks)
        {
            for (var holder = 0; holder < openTime.Length; holder++)
            {
                openTime[holder] += walk._openTime[holder];
            }
        }

        var all = openTime.Sum();
        double? share(Holder holder) => all > 0 ? openTime[(int)holder] / all : null;
        var longest = walks.MaxBy(walk => walk._longest);
        return new GapTotals(
            new PartedPercentiles([.. walks.Select(walk => walk._businessCounted)]).Hours(), new PartedPercentiles([.. walks.Select(walk => walk._calendarCounted)]).Hours(),
            new OpenTimeShare(share(Holder.Queue), share(Holder.Work), share(Holder.Customer), share(Holder.Supplier), share(Holder.Other)),
            (longest?._longest ?? 0) / Hour, longest is { _longestCase: >= 0 } ? longest._longestCase : null);
    }
}

internal sealed record GapTotals(HourPercentiles Business, HourPercentiles Calendar, OpenTimeShare OpenTime, double Longest, int? LongestCase);
