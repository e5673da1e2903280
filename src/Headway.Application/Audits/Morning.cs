using System.Runtime.CompilerServices;
using Headway.Domain;
using Headway.Domain.Audits;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>
/// An activity that would be open at the log's last instant. <paramref name="OverBy"/>: business hours past its due;
/// negative while there is time. <paramref name="Silent"/>: business hours since anything happened.
/// </summary>
public sealed record MorningItem(int Case, StatusCode Status, Priority Priority, int Team, Instant Opened, Instant Due, double OverBy, double Silent);

/// <summary>"Your desk this morning": what is open when the log ends, in the order of the real work list.</summary>
public static class Morning
{
    public const int Shown = 20;

    [MethodImpl(LongWalk.AtOnce)]
    public static IReadOnlyList<MorningItem> Of(CaseLog log, AuditMethod method, BusinessClock clock, int most, Instant? asOf = null)
    {
        var now = asOf ?? log.Last;
        var nowMs = now.ToUnixTimeMilliseconds();
        var order = WorkList.Order(PrioritisationMode.Standard, now);
        // Only the first few are kept: of ten million events some hundred thousand tickets may be open.
        var first = new PriorityQueue<WorkItem, WorkItem>(Comparer<WorkItem>.Create((a, b) => order.Compare(b, a)));
        for (var at = 0; at < log.Cases; at++)
        {
            if (log.Start[at] == log.Start[at + 1] || !Situation.IsOpen(log.Situations[log.Start[at + 1] - 1]))
            {
                continue;
            }

            foreach (var stint in new StintWalk(log, at, nowMs))
            {
                if (!stint.IsRunning || clock.Add(stint.Start, method.Threshold(stint.Situation, log.Priorities[at])) is not { } due)
                {
                    continue;
                }

                var status = method.Book[Situation.Code(stint.Situation) ?? StatusCode.InProgress];
                var item = new WorkItem(new TicketKey(at), stint.Situation, status.Code, new TeamId(Math.Max(stint.Team, 0)), null, log.Priorities[at],
                    status.Rank, status.HighPriority, false, Instant.FromUnixTimeMilliseconds(stint.Start), Instant.FromUnixTimeMilliseconds(due));
                if (first.Count < most)
                {
                    first.Enqueue(item, item);
                }
                else if (most > 0 && order.Compare(item, first.Peek()) < 0)
                {
                    first.DequeueEnqueue(item, item);
                }
            }
        }

        return [.. first.UnorderedItems.Select(one => one.Element).Order(order).Select(item => Item(log, clock, item, nowMs))];
    }

    private static MorningItem Item(CaseLog log, BusinessClock clock, WorkItem item, long now)
    {
        var at = (int)item.Ticket.Value;
        var due = item.Due.ToUnixTimeMilliseconds();
        var over = due <= now ? clock.Between(due, now) : -clock.Between(now, due);
        return new MorningItem(at, item.Status, item.Priority, log.Team[log.Start[at + 1] - 1], item.Opened, item.Due,
            over / 3_600_000d, clock.Between(log.At[log.Start[at + 1] - 1], now) / 3_600_000d);
    }

    /// <summary>In English, as the contract's <c>why</c>.</summary>
    public static string Why(MorningItem item) => Why(item.Status.Value, item.OverBy, item.Silent);

    /// <summary>The same from its parts: the situation's code, business hours past the due (negative: until it), business hours since anything happened.</summary>
    public static string Why(string status, double overBy, double silent) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{status}, {(overBy >= 0 ? $"{overBy:0.#} business hours past its due" : $"due in {-overBy:0.#} business hours")}; silent for {silent:0.#}");
}
