using System.Runtime.CompilerServices;

namespace Headway.Domain.Audits;

/// <summary>
/// The customer's updates of a case: by messages where the log holds them, else by waiting for the customer that turned into
/// work, answered by the event after. <paramref name="take"/> is told when each was made and when answered; null: never.
/// </summary>
public sealed class UpdateWalk(CaseLog log, Action<long, long?> take)
{
    private readonly Action<long, long> _answered = (asked, at) => take(asked, at);
    private readonly Action<long> _never = asked => take(asked, null);

    internal MessageWalk Messages { get; } = new(log);

    /// <summary>How many there were among the events <paramref name="first"/> (in) to <paramref name="end"/> (out) of one case.</summary>
    public int Walk(int first, int end) => log.HasMessages ? Messages.Walk(first, end, _answered, _never) : ByStatus(first, end);

    [MethodImpl(LongWalk.AtOnce)]
    private int ByStatus(int first, int end)
    {
        var updates = 0;
        for (var i = first + 1; i < end; i++)
        {
            if (log.Situations[i] != Situation.InProgress || log.Situations[i - 1] != Situation.AwaitCustomer)
            {
                continue;
            }

            updates++;
            take(log.At[i], i + 1 < end ? log.At[i + 1] : null);
        }

        return updates;
    }
}
