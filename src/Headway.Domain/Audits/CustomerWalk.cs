namespace Headway.Domain.Audits;

/// <summary>
/// What the customer met: the first response, what became of their updates and chases, how waiting for them ended.
/// A log of messages tells updates by itself: in a conversation consecutive ones are one episode, answered by the next
/// public answer of ours; in a journal each is answered by the next later event that is not theirs. A log of statuses
/// tells them by waiting for the customer that turns into work, answered by the event after.
/// </summary>
internal sealed class CustomerWalk(CaseLog log, BusinessClock clock, CaseFigures figures)
{
    private const double Hour = 3_600_000d;

    private readonly List<float> _first = [], _firstCalendar = [], _answers = [];
    private readonly MessageWalk _messages = new(log);
    private int _withUpdate, _updates, _never, _waitsEnded, _waitsClosed, _waitsBack, _overUnanswered, _afterSilence;

    public void Walk(int at, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if ((log.Marks[i] & EventMarks.Responds) == 0)
            {
                continue;
            }

            _first.Add((float)((clock.At(log.At[i]) - clock.At(log.Opened[at])) / Hour));
            _firstCalendar.Add((float)((log.At[i] - log.Opened[at]) / Hour));
            break;
        }

        var updates = log.HasMessages ? _messages.Walk(first, end, Answered, Never) : StatusUpdates(first, end);
        _updates += updates;
        _withUpdate += updates > 0 ? 1 : 0;
        Waits(at, first, end);
        if (log.HasMessages && _messages.Chased)
        {
            figures.Marks[at] |= CaseMarks.Chased;
        }

        if (log.HasMessages && _messages.ClosedOver)
        {
            _overUnanswered++;
            figures.Marks[at] |= CaseMarks.ClosedOverUnanswered;
        }
    }

    public static CustomerTotals Sum(IReadOnlyList<CustomerWalk> walks)
    {
        HourPercentiles hours(Func<CustomerWalk, List<float>> column) => new PartedPercentiles([.. walks.Select(walk => (ReadOnlyMemory<float>)column(walk).ToArray())]).Hours();
        int sum(Func<CustomerWalk, int> count) => walks.Sum(count);
        var ended = sum(walk => walk._waitsEnded);
        // A conversation knows who wrote, not how a ticket ended.
        var conversation = walks.Count > 0 && walks[0].IsConversation;
        var messages = walks.Count > 0 && walks[0].HasMessages;
        return new CustomerTotals(
            new CustomerUpdates(sum(walk => walk._withUpdate), sum(walk => walk._updates), hours(walk => walk._answers), sum(walk => walk._never)),
            hours(walk => walk._first), hours(walk => walk._firstCalendar),
            messages ? new ChaseFinding(sum(walk => walk._messages.ChasedCases), sum(walk => walk._messages.Chases), sum(walk => walk._messages.UnansweredChases)) : new ChaseFinding(null, null, null),
            conversation ? new EndOfCustomerWait(0, null, null) : new EndOfCustomerWait(ended, ended == 0 ? null : (double)sum(walk => walk._waitsClosed) / ended, ended == 0 ? null : (double)sum(walk => walk._waitsBack) / ended),
            messages && !conversation ? sum(walk => walk._overUnanswered) : null, conversation ? null : sum(walk => walk._afterSilence));
    }

    private bool HasMessages => log.HasMessages;

    private bool IsConversation => log.IsConversation;

    private void Answered(long asked, long answered) => _answers.Add((float)((clock.At(answered) - clock.At(asked)) / Hour));

    private void Never() => _never++;

    private int StatusUpdates(int first, int end)
    {
        var updates = 0;
        for (var i = first + 1; i < end; i++)
        {
            if (log.Situations[i] != Situation.InProgress || log.Situations[i - 1] != Situation.AwaitCustomer)
            {
                continue;
            }

            updates++;
            if (i + 1 < end)
            {
                Answered(log.At[i], log.At[i + 1]);
            }
            else
            {
                _never++;
            }
        }

        return updates;
    }

    /// <summary>A wait ends where the situation stops being the customer's: in closing, in work, or elsewhere.</summary>
    private void Waits(int at, int first, int end)
    {
        var silent = false;
        for (var i = first + 1; i < end; i++)
        {
            var (before, now) = (log.Situations[i - 1], log.Situations[i]);
            if (before == now || Situation.HeldBy(before) != Holder.Customer)
            {
                silent &= !Situation.IsOpen(now);
                continue;
            }

            if (Situation.HeldBy(now) == Holder.Customer)
            {
                continue;
            }

            _waitsEnded++;
            silent = !Situation.IsOpen(now);
            _waitsClosed += silent ? 1 : 0;
            _waitsBack += Situation.HeldBy(now) is Holder.Work or Holder.Queue ? 1 : 0;
        }

        if (!silent)
        {
            return;
        }

        _afterSilence++;
        figures.Marks[at] |= CaseMarks.ClosedAfterSilence;
    }
}

internal sealed record CustomerTotals(
    CustomerUpdates Updates, HourPercentiles FirstResponse, HourPercentiles FirstResponseCalendar, ChaseFinding Chases, EndOfCustomerWait EndOfWait,
    int? ClosedOverUnanswered, int? ClosedAfterSilence);
