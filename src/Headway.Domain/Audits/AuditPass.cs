using System.Runtime.CompilerServices;
using NodaTime;

namespace Headway.Domain.Audits;

/// <summary>
/// Counts one range of cases. Ranges may be counted side by side, each by a pass of its own; <see cref="Total"/> adds
/// them up. Everything is one walk over a case's events, in order, plus one over its stints.
/// </summary>
public sealed class AuditPass
{
    /// <summary>Ten working days.</summary>
    private static readonly long Soon = 10 * (long)AuditMethod.DayLength.Length.TotalMilliseconds;

    private readonly CaseLog _log;
    private readonly AuditMethod _method;
    private readonly BusinessClock _clock;
    private readonly long _last;
    private readonly CaseFigures _figures;
    private readonly TeamWalk _teams = new();
    private readonly CustomerWalk _customers;
    private readonly GapWalk _gaps;
    private readonly RetroSchedule _schedule;
    private readonly HandlingWalk _handling;
    private int _reopened, _waited, _ended, _premature;

    public AuditPass(CaseLog log, AuditMethod method, BusinessClock clock, Instant last, CaseFigures figures)
    {
        (_log, _method, _clock, _last, _figures) = (log, method, clock, last.ToUnixTimeMilliseconds(), figures);
        _gaps = new GapWalk(log, clock, figures);
        _customers = new CustomerWalk(log, clock, figures);
        _schedule = new RetroSchedule(log, method, clock, figures);
        _handling = new HandlingWalk(log, clock, figures, _last);
    }

    /// <summary>Counts the cases <paramref name="from"/> (in) to <paramref name="until"/> (out).</summary>
    [MethodImpl(LongWalk.AtOnce)]
    public void Count(int from, int until)
    {
        _gaps.Reserve(_log.Start[until] - _log.Start[from]);
        for (var at = from; at < until; at++)
        {
            var (first, end) = (_log.Start[at], _log.Start[at + 1]);
            if (first == end)
            {
                continue;
            }

            if (!_log.IsList)
            {
                _gaps.Walk(at, first, end);
                _schedule.Walk(at, _last);
                _handling.Walk(at, first, end);
            }

            var changes = _teams.Walk(_log.Team.AsSpan(first, end - first), out var back);
            _figures.TeamChanges[at] = (byte)Math.Min(changes, byte.MaxValue);
            _figures.Marks[at] |= back ? CaseMarks.Back : 0;
            Statuses(at, first, end);
            _customers.Walk(at, first, end);
        }

        _gaps.Finish();
        _customers.Finish();
    }

    /// <summary>The figures of all passes together, over <paramref name="cases"/> cases.</summary>
    public static AuditResult Total(IReadOnlyList<AuditPass> passes, CaseFigures figures, int cases)
    {
        var gaps = GapWalk.Sum([.. passes.Select(pass => pass._gaps)]);
        var customers = CustomerWalk.Sum([.. passes.Select(pass => pass._customers)]);
        var changes = new long[6];
        foreach (var pass in passes)
        {
            pass._teams.AddTo(changes);
        }

        var log = passes[0]._log;
        var named = passes.Sum(pass => pass._teams.Known);
        var moves = named > 0 && !log.IsList;
        var waits = log.TellsWaiting && !log.IsList;
        var reopens = log.MarksReopening || log.ReopenCount.Length > 0 || (!log.IsList && passes.Sum(pass => pass._ended) > 0);
        CaseShare share(Func<AuditPass, int> count, bool known) => CaseShare.Of(known ? passes.Sum(count) : null, cases);
        var findings = new Findings(
            share(pass => pass._gaps.Idle3, !log.IsList), share(pass => pass._gaps.Idle3NotWaiting, waits), share(pass => pass._gaps.Idle5, !log.IsList), gaps.Business, gaps.Calendar,
            gaps.OpenTime, [.. changes.Select(count => cases == 0 || !moves ? null : (double?)count / cases)],
            CaseShare.Of(moves ? passes.Sum(pass => pass._teams.Back) : null, named), share(pass => pass._reopened, reopens), share(pass => pass._waited, waits),
            customers.Updates, customers.FirstResponse, customers.FirstResponseCalendar, customers.Chases, customers.EndOfWait,
            CaseShare.Of(customers.ClosedOverUnanswered, cases), CaseShare.Of(customers.ClosedAfterSilence, cases))
        {
            Handling = Handled(passes, figures, cases, waits, reopens && !log.IsList),
        };
        var progression = RetroSchedule.Sum([.. passes.Select(pass => pass._schedule)], gaps.Longest, gaps.LongestCase) with { IsKnown = !log.IsList };
        return new AuditResult(findings, progression, figures);
    }

    private static Handling Handled(IReadOnlyList<AuditPass> passes, CaseFigures figures, int cases, bool waits, bool reopens)
    {
        var log = passes[0]._log;
        var handled = HandlingWalk.Sum([.. passes.Select(pass => pass._handling)], cases, waits);
        var (holds, atLast, appointments) = RetroSchedule.Aside([.. passes.Select(pass => pass._schedule)]);
        // Who asks in a conversation has answered: that is no hold.
        var aside = waits && !log.IsConversation;
        var premature = passes.Sum(pass => pass._premature);
        return new Handling(
            handled.Hollow, new HoldFinding(aside ? holds : null, aside ? atLast : null, handled.KeptCases, handled.KeptHours),
            new OwnerFinding(handled.OneOwner, handled.OneOwner.Cases is null ? null : handled.TouchedTwice, handled.OneOwner.Cases is null ? null : InertiaOf(figures, CaseMarks.OneOwner)),
            log.IsList ? new AppointmentFinding(null, null, null) : appointments, handled.Contacts, CaseShare.Of(reopens ? premature : null, cases));
    }

    /// <summary>The share of all inertia that lies in the cases so marked.</summary>
    [MethodImpl(LongWalk.AtOnce)]
    private static double? InertiaOf(CaseFigures figures, CaseMarks mark)
    {
        var (all, part) = (0d, 0d);
        for (var at = 0; at < figures.Inertia.Length; at++)
        {
            all += figures.Inertia[at];
            part += (figures.Marks[at] & mark) != 0 ? figures.Inertia[at] : 0;
        }

        return all > 0 ? part / all : null;
    }

    /// <summary>
    /// Reopened: the tool's own counter or mark where it has one, else an open situation after a resolution. Waited for the
    /// customer: at any event. Solved: from opening to the last time the ticket left the open situations. Solved too early: opened
    /// again within <see cref="Soon"/> after it had left them.
    /// </summary>
    [MethodImpl(LongWalk.AtOnce)]
    private void Statuses(int at, int first, int end)
    {
        var (waited, reopened, early, marked, done) = (false, false, false, EventMarks.None, -1L);
        for (var i = first; i < end; i++)
        {
            var situation = _log.Situations[i];
            var open = Situation.IsOpen(situation);
            waited |= Situation.HeldBy(situation) == Holder.Customer;
            marked |= _log.Marks[i];
            if (done >= 0 && (_log.MarksReopening ? (_log.Marks[i] & EventMarks.Reopens) != 0 : open))
            {
                early |= _clock.Between(done, _log.At[i]) <= Soon;
            }

            reopened |= open && done >= 0;
            done = open ? -1 : done < 0 ? _log.At[i] : done;
            if (open && reopened)
            {
                done = -1;
            }
        }

        if (_log.ReopenCount.Length > 0)
        {
            reopened = _log.ReopenCount[at] > 0;
        }
        else if (_log.MarksReopening)
        {
            reopened = (marked & EventMarks.Reopens) != 0;
        }

        early &= reopened;
        _premature += early ? 1 : 0;
        _reopened += reopened ? 1 : 0;
        _ended += done >= 0 ? 1 : 0;
        _waited += waited ? 1 : 0;
        _figures.Marks[at] |= (reopened ? CaseMarks.Reopened : 0) | (waited ? CaseMarks.WaitedForCustomer : 0) | (early ? CaseMarks.Premature : 0);
        _figures.Solved[at] = done < 0 ? -1 : _clock.Between(_log.Opened[at], done);
    }
}
