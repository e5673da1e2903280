using System.Runtime.CompilerServices;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;

namespace Headway.Domain.Audits;

/// <summary>
/// How tickets were handled between their milestones, where nobody looks. A touch is an event of ours on an open ticket, neither
/// bookkeeping nor a machine's; events of one instant are one touch. Hollow is a touch from the third in a row on that leaves
/// situation and team as they are and reaches no customer. A contact failed when the next one came before the customer had said
/// anything, while the ticket waited for them. Kept on hold is a ticket that waits on for a customer who has answered.
/// </summary>
internal sealed class HandlingWalk(CaseLog log, BusinessClock clock, CaseFigures figures, long lastInstant)
{
    private const EventMarks NoTouch = EventMarks.FromCustomer | EventMarks.Administrative | EventMarks.Machine;

    private static readonly byte Silent = Situation.Of(StatusCode.CustomerSilent);

    private readonly CaseLog _log = log;
    private readonly bool[] _awaited = [.. Enumerable.Range(0, Situation.Count).Select(at => (byte)at == Silent || Situation.HeldBy((byte)at) == Holder.Customer)];
    private int _hollowTouches, _hollowCases, _touchedTwice, _oneOwner, _failed, _failedCases, _replies, _keptCases;
    private long _kept;
    private bool _visible;

    [MethodImpl(LongWalk.AtOnce)]
    public void Walk(int at, int first, int end)
    {
        unchecked
        {
            var (before, team, touchedAt, repliedAt, kept) = (_log.Situations[first], _log.Team[first], long.MinValue, -1L, 0L);
            var (inARow, hollow, failed, touches, actor, several) = (1, 0, 0, 0, -1, false);
            var told = (_log.Marks[first] & EventMarks.ToCustomer) != 0;
            _visible |= told;
            for (var i = first + 1; i < end; i++)
            {
                var (situation, marks, when) = (_log.Situations[i], _log.Marks[i], _log.At[i]);
                if ((marks & EventMarks.FromCustomer) != 0)
                {
                    (inARow, told) = (0, false);
                    if (_awaited[before])
                    {
                        _replies++;
                        repliedAt = _awaited[situation] && repliedAt < 0 ? when : repliedAt;
                    }
                }
                else if ((marks & NoTouch) == 0 && Situation.IsOpen(before))
                {
                    if (_log.Actor[i] is >= 0 and var by)
                    {
                        several |= actor >= 0 && actor != by;
                        (actor, touches) = (by, touches + 1);
                    }

                    var visible = (marks & EventMarks.ToCustomer) != 0;
                    if (visible || (situation == Silent && before != Silent))
                    {
                        failed += told && _awaited[before] ? 1 : 0;
                        told = true;
                    }

                    _visible |= visible;
                    var same = situation == before && (_log.Team[i] < 0 || _log.Team[i] == team);
                    if (visible)
                    {
                        inARow = 0;
                    }
                    else if (!same || when != touchedAt)
                    {
                        inARow = same ? inARow + 1 : 1;
                        hollow += inARow >= HollowTouch.HollowFrom && Situation.IsOpen(situation) ? 1 : 0;
                    }

                    touchedAt = when;
                }

                if (repliedAt >= 0 && !_awaited[situation])
                {
                    (kept, repliedAt) = (kept + clock.Between(repliedAt, when), -1);
                }

                (before, team) = (situation, _log.Team[i] < 0 ? team : _log.Team[i]);
            }

            kept += repliedAt >= 0 ? clock.Between(repliedAt, Math.Max(repliedAt, lastInstant)) : 0;
            Add(at, hollow, failed, kept, touches >= 2, several);
        }
    }

    public static HandlingTotals Sum(IReadOnlyList<HandlingWalk> walks, int cases, bool waits)
    {
        int sum(Func<HandlingWalk, int> count) => walks.Sum(count);
        var log = walks[0]._log;
        var visible = walks.Any(walk => walk._visible) && !log.IsList;
        var contacts = visible && waits && !log.IsConversation;
        var (touched, replies) = (sum(walk => walk._touchedTwice), contacts && !log.InfersReplies ? sum(walk => walk._replies) : 0);
        return new HandlingTotals(
            new HollowFinding(visible ? sum(walk => walk._hollowTouches) : null, CaseShare.Of(visible ? sum(walk => walk._hollowCases) : null, cases)),
            CaseShare.Of(touched > 0 && !log.IsList ? sum(walk => walk._oneOwner) : null, touched), touched,
            new FailedContacts(contacts ? sum(walk => walk._failed) : null, CaseShare.Of(contacts ? sum(walk => walk._failedCases) : null, cases)),
            replies > 0 ? sum(walk => walk._keptCases) : null, replies > 0 ? walks.Sum(walk => walk._kept) / 3_600_000d : null);
    }

    private void Add(int at, int hollow, int failed, long kept, bool touchedTwice, bool several)
    {
        _hollowTouches += hollow;
        _hollowCases += hollow > 0 ? 1 : 0;
        _failed += failed;
        _failedCases += failed > 0 ? 1 : 0;
        _kept += kept;
        _keptCases += kept > 0 ? 1 : 0;
        _touchedTwice += touchedTwice ? 1 : 0;
        _oneOwner += touchedTwice && !several ? 1 : 0;
        figures.Marks[at] |= (hollow > 0 ? CaseMarks.Hollow : 0) | (failed > 0 ? CaseMarks.ContactFailed : 0) | (kept > 0 ? CaseMarks.KeptOnHold : 0)
            | (touchedTwice && !several ? CaseMarks.OneOwner : 0);
    }
}

internal sealed record HandlingTotals(HollowFinding Hollow, CaseShare OneOwner, int TouchedTwice, FailedContacts Contacts, int? KeptCases, double? KeptHours);
