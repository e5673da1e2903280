using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Rota;

/// <summary>From (in) to (out), all of it open time, the queue is held by so many people who are there.</summary>
public sealed record Covered(StatusQueue Queue, Instant From, Instant To, int People)
{
    /// <summary>Fewer than the queue needs.</summary>
    public bool IsGap => People < Queue.MinCover;
}

/// <summary>How well the queues are covered in the open hours of their team.</summary>
public static class Coverage
{
    /// <summary>The stretches of each queue between two instants, in order; neighbours with as many people are one.</summary>
    /// <param name="rota">Shifts and absences.</param>
    /// <param name="team">Whose queues.</param>
    /// <param name="calendar">The team's open hours: outside of them nothing has to be covered.</param>
    /// <param name="from">From (in).</param>
    /// <param name="to">To (out).</param>
    public static IReadOnlyList<Covered> Of(PublishedRota rota, TeamId team, WorkCalendar calendar, Instant from, Instant to)
    {
        var open = calendar.OpenBetween(from, to);
        var cuts = rota.Changes(team, from, to);
        var all = new List<Covered>();
        foreach (var queue in rota.QueuesOf(team))
        {
            Covered? last = null;
            foreach (var (start, end) in open.SelectMany(span => Cut(span.Start, span.End, cuts)))
            {
                var people = rota.HoldersOf(queue, start).Count;
                if (last is { } before && before.To == start && before.People == people)
                {
                    all[^1] = last = before with { To = end };
                }
                else
                {
                    all.Add(last = new Covered(queue, start, end, people));
                }
            }
        }

        return all;
    }

    private static IEnumerable<(Instant, Instant)> Cut(Instant start, Instant end, IReadOnlyList<Instant> cuts)
    {
        var at = start;
        foreach (var cut in cuts.Where(cut => cut > start && cut < end))
        {
            yield return (at, cut);
            at = cut;
        }

        yield return (at, end);
    }
}
