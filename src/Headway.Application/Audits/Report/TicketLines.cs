using System.Runtime.CompilerServices;
using Headway.Domain.Audits;

namespace Headway.Application.Audits.Report;

/// <summary>
/// A hundred tickets as lines, chosen evenly along their longest silence among those that were not solved within half a
/// day, so that the picture is the desk and not its worst. After each event four business hours count as touched.
/// </summary>
internal static class TicketLines
{
    public const int Shown = 100;
    private const double Hour = 3_600_000d;
    private const double TouchedFor = 4;

    [MethodImpl(LongWalk.AtOnce)]
    public static (IReadOnlyList<TicketLine> Chosen, int Of) Of(CaseLog log, BusinessClock clock, CaseFigures figures)
    {
        var lasting = new List<int>();
        for (var at = 0; at < log.Cases && !log.IsList; at++)
        {
            if (log.Start[at + 1] - log.Start[at] > 1 && (figures.Solved[at] < 0 ? figures.LongestGap[at] : figures.Solved[at]) > TouchedFor * Hour)
            {
                lasting.Add(at);
            }
        }

        var (sorted, silence) = (lasting.ToArray(), lasting.Select(at => -figures.LongestGap[at]).ToArray());
        Array.Sort(silence, sorted);
        var count = Math.Min(Shown, sorted.Length);
        var chosen = Enumerable.Range(0, count).Select(line => sorted[(int)((line + 0.5) * sorted.Length / count)]);
        return ([.. chosen.Select(at => Line(log, clock, at, figures.LongestGap[at] / Hour))], lasting.Count);
    }

    private static TicketLine Line(CaseLog log, BusinessClock clock, int at, double silence)
    {
        var stretches = new List<(LineKind, double, double)>();
        var (first, end, zero) = (log.Start[at], log.Start[at + 1], clock.At(log.Opened[at]));
        double hours(long instant) => (clock.At(instant) - zero) / Hour;
        for (var i = first; i + 1 < end; i++)
        {
            var (from, to, holder) = (hours(log.At[i]), hours(log.At[i + 1]), Situation.HeldBy(log.Situations[i]));
            if (holder == Holder.Done || to <= from)
            {
                continue;
            }

            if (holder is not (Holder.Queue or Holder.Work))
            {
                Add(stretches, holder == Holder.Customer ? LineKind.Customer : LineKind.Supplier, from, to);
                continue;
            }

            Add(stretches, LineKind.Touched, from, Math.Min(to, from + TouchedFor));
            if (to > from + TouchedFor)
            {
                Add(stretches, LineKind.Nobody, from + TouchedFor, to);
            }
        }

        return new TicketLine(log.CaseName(at), silence, stretches, Situation.IsOpen(log.Situations[end - 1]));
    }

    private static void Add(List<(LineKind Kind, double From, double To)> stretches, LineKind kind, double from, double to)
    {
        if (stretches.Count > 0 && stretches[^1].Kind == kind && from - stretches[^1].To < 0.01)
        {
            stretches[^1] = (kind, stretches[^1].From, to);
        }
        else
        {
            stretches.Add((kind, from, to));
        }
    }
}
