using Headway.Domain.Statuses;

namespace Headway.Domain.Audits;

/// <summary>
/// What follows what among the stints of a case. A hold is waiting for somebody that follows what we held; at the last moment: when
/// between nine tenths and all of the time that the situation before allows had passed, so that the clock stops just short of late.
/// An appointment is missed when a booked one is asked for again; a request for one is answered late when it lasts beyond its threshold.
/// </summary>
internal sealed class HoldWalk
{
    private static readonly byte Booked = Situation.Of(StatusCode.AppointmentBooked), Offered = Situation.Of(StatusCode.AppointmentOffered);
    private readonly bool[] _ours = [.. Enumerable.Range(0, Situation.Count).Select(at => Situation.HeldBy((byte)at) is Holder.Queue or Holder.Work)];
    private readonly bool[] _waits = [.. Enumerable.Range(0, Situation.Count).Select(at => at != Situation.Unmapped && Situation.HeldBy((byte)at) is Holder.Customer or Holder.Supplier or Holder.Other)];
    private int _holds, _atLast, _appointments, _requests, _late, _missed;
    private byte _before;
    private bool _wasAtLast;

    public void Begin() => (_before, _wasAtLast) = (Situation.New, false);

    /// <summary>Whether an appointment was missed or asked for in vain.</summary>
    public bool Next(byte situation, long lasted, long threshold, bool isLate)
    {
        var (failed, asked) = (false, situation == Situation.AppointmentRequested);
        if (_waits[situation] && _ours[_before])
        {
            _holds++;
            _atLast += _wasAtLast ? 1 : 0;
        }

        if (asked || situation == Booked || situation == Offered)
        {
            _appointments++;
            var (missed, late) = (asked && _before == Booked, asked && isLate);
            _missed += missed ? 1 : 0;
            _requests += asked && !missed ? 1 : 0;
            _late += late ? 1 : 0;
            failed = missed || late;
        }

        (_before, _wasAtLast) = (situation, lasted * 10 >= threshold * 9 && lasted <= threshold);
        return failed;
    }

    public static (int Holds, int AtLast, AppointmentFinding Appointments) Sum(IReadOnlyList<HoldWalk> walks)
    {
        int sum(Func<HoldWalk, int> count) => walks.Sum(count);
        var known = sum(walk => walk._appointments) > 0;
        return (sum(walk => walk._holds), sum(walk => walk._atLast), known ? new AppointmentFinding(sum(walk => walk._requests), sum(walk => walk._late), sum(walk => walk._missed)) : new AppointmentFinding(null, null, null));
    }
}
