using System.Runtime.CompilerServices;

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
    private (CountedValues First, CountedValues FirstCalendar, CountedValues Answers) _counted = (new(default), new(default), new(default));
    private int _withUpdate, _updates, _never, _waitsEnded, _waitsClosed, _waitsBack, _overUnanswered, _afterSilence;

    public CustomerWalk(CaseLog log, BusinessClock clock, CaseFigures figures)
    {
        (_log, _clock, _figures) = (log, clock, figures);
        _walk = new UpdateWalk(log, Told);
    }

    [MethodImpl(LongWalk.AtOnce)]
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
        if (_log.HasMessages && _walk.Messages.LastChases > 0)
        {
            _figures.Marks[at] |= CaseMarks.Chased | (_walk.Messages.LastChases > 1 ? CaseMarks.ChasedAgain : 0);
        }

        if (_log.HasMessages && _walk.Messages.ClosedOver)
        {
            _overUnanswered++;
            _figures.Marks[at] |= CaseMarks.ClosedOverUnanswered;
        }
    }

    /// <summary>Nothing is walked any more: what was measured is counted, by each part for itself.</summary>
    public void Finish() => _counted = (new CountedValues(_first.ToArray()), new CountedValues(_firstCalendar.ToArray()), new CountedValues(_answers.ToArray()));

    public static CustomerTotals Sum(IReadOnlyList<CustomerWalk> walks)
    {
        HourPercentiles hours(Func<CustomerWalk, CountedValues> column) => new PartedPercentiles([.. walks.Select(column)]).Hours();
        int sum(Func<CustomerWalk, int> count) => walks.Sum(count);
        var ended = sum(walk => walk._waitsEnded);
        // A conversation knows who wrote, not how a ticket ended; a list knows neither.
        var messages = walks[0]._log.HasMessages && !walks[0]._log.IsList;
        var waits = walks[0]._log.TellsWaiting && !walks[0]._log.IsList && !walks[0]._log.IsConversation;
        double? share(Func<CustomerWalk, int> count) => !waits || ended == 0 ? null : (double)sum(count) / ended;
        int? told(Func<CustomerWalk, int> count) => messages || waits ? sum(count) : null;
        return new CustomerTotals(
            new CustomerUpdates(told(walk => walk._withUpdate), told(walk => walk._updates), hours(walk => walk._counted.Answers), told(walk => walk._never)),
            hours(walk => walk._counted.First), hours(walk => walk._counted.FirstCalendar),
            messages ? new ChaseFinding(sum(walk => walk._walk.Messages.ChasedCases), sum(walk => walk._walk.Messages.Chases), sum(walk => walk._walk.Messages.UnansweredChases)) { Multi = sum(walk => walk._walk.Messages.ChasedAgain) } : new ChaseFinding(null, null, null),
            new EndOfCustomerWait(waits ? ended : null, share(walk => walk._waitsClosed), share(walk => walk._waitsBack)),
            messages && !walks[0]._log.IsConversation ? sum(walk => walk._overUnanswered) : null, waits ? sum(walk => walk._afterSilence) : null);
    }

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
    [MethodImpl(LongWalk.AtOnce)]
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
