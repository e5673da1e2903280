namespace Headway.Domain.Audits;

/// <summary>
/// What the customer met: the first response, what became of their updates and chases, how waiting for them ended.
/// A log of messages tells updates by itself: in a conversation consecutive ones are one episode, answered by the next
/// public answer of ours; in a journal each is answered by the next later event that is not theirs. A log of statuses
/// tells them by waiting for the customer that turns into work, answered by the event after.
/// </summary>
internal sealed class CustomerWalk
{
    private const double Hour = 3_600_000d;

    private readonly CaseLog _log;
    private readonly BusinessClock _clock;
    private readonly CaseFigures _figures;
    private readonly List<float> _first = [], _firstCalendar = [], _answers = [];
    private readonly UpdateWalk _walk;
    private int _withUpdate, _updates, _never, _waitsEnded, _waitsClosed, _waitsBack, _overUnanswered, _afterSilence;

    public CustomerWalk(CaseLog log, BusinessClock clock, CaseFigures figures)
    {
        (_log, _clock, _figures) = (log, clock, figures);
        _walk = new UpdateWalk(log, Told);
    }

    public void Walk(int at, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if ((_log.Marks[i] & EventMarks.Responds) == 0)
            {
                continue;
            }

            _first.Add((float)((_clock.At(_log.At[i]) - _clock.At(_log.Opened[at])) / Hour));
            _firstCalendar.Add((float)((_log.At[i] - _log.Opened[at]) / Hour));
            break;
        }

        var updates = _walk.Walk(first, end);
        _updates += updates;
        _withUpdate += updates > 0 ? 1 : 0;
        Waits(at, first, end);
        if (_log.HasMessages && _walk.Messages.Chased)
        {
            _figures.Marks[at] |= CaseMarks.Chased;
        }

        if (_log.HasMessages && _walk.Messages.ClosedOver)
        {
            _overUnanswered++;
            _figures.Marks[at] |= CaseMarks.ClosedOverUnanswered;
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
            messages ? new ChaseFinding(sum(walk => walk._walk.Messages.ChasedCases), sum(walk => walk._walk.Messages.Chases), sum(walk => walk._walk.Messages.UnansweredChases)) : new ChaseFinding(null, null, null),
            conversation ? new EndOfCustomerWait(0, null, null) : new EndOfCustomerWait(ended, ended == 0 ? null : (double)sum(walk => walk._waitsClosed) / ended, ended == 0 ? null : (double)sum(walk => walk._waitsBack) / ended),
            messages && !conversation ? sum(walk => walk._overUnanswered) : null, conversation ? null : sum(walk => walk._afterSilence));
    }

    private bool HasMessages => _log.HasMessages;

    private bool IsConversation => _log.IsConversation;

    private void Told(long asked, long? answered)
    {
        if (answered is { } at)
        {
            _answers.Add((float)((_clock.At(at) - _clock.At(asked)) / Hour));
        }
        else
        {
            _never++;
        }
    }

    /// <summary>A wait ends where the situation stops being the customer's: in closing, in work, or elsewhere.</summary>
    private void Waits(int at, int first, int end)
    {
        var silent = false;
        for (var i = first + 1; i < end; i++)
        {
            var (before, now) = (_log.Situations[i - 1], _log.Situations[i]);
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
        _figures.Marks[at] |= CaseMarks.ClosedAfterSilence;
    }
}

internal sealed record CustomerTotals(
    CustomerUpdates Updates, HourPercentiles FirstResponse, HourPercentiles FirstResponseCalendar, ChaseFinding Chases, EndOfCustomerWait EndOfWait,
    int? ClosedOverUnanswered, int? ClosedAfterSilence);
