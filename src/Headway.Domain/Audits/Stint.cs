using System.Runtime.CompilerServices;

namespace Headway.Domain.Audits;

/// <summary>
/// A stretch in which a ticket's situation and team stayed the same: what the scheduler would have made one activity of.
/// Instants are Unix milliseconds; <paramref name="End"/> is the log's last instant where <paramref name="IsRunning"/>.
/// <paramref name="ByCustomer"/>: a message of the customer ended it.
/// </summary>
public readonly record struct Stint(byte Situation, int Team, long Start, long End, bool IsRunning, bool ByCustomer);

/// <summary>
/// Cuts a case into stints. What a bare history does not name is derived: work that resumes after waiting for the customer
/// is a customer's update, work after a resolution is a reopening, a further message that nobody has answered is a chase.
/// A further touch in the same situation by the same team is no new stint: a touch alone is no progress.
/// </summary>
public ref struct StintWalk(CaseLog log, int ofCase, long lastInstant)
{
    /// <summary>In a conversation, what the customer adds sooner belongs to the message before.</summary>
    public const long ChaseAfter = 4 * 3_600_000L;

    private readonly int _first = log.Start[ofCase], _end = log.Start[ofCase + 1];
    private int _next = log.Start[ofCase];
    private byte _situation = Situation.New;
    private int _team = -1;
    private long _start = log.Opened[ofCase];
    private long _customerAt;

    public Stint Current { get; private set; }

    public readonly StintWalk GetEnumerator() => this;

    [MethodImpl(LongWalk.AtOnce)]
    public bool MoveNext()
    {
        unchecked
        {
            while (_next < _end)
            {
                var at = _next++;
                var (situation, team) = (Derive(at), log.Team[at]);
                if (situation == _situation && (team == _team || team < 0 || _team < 0))
                {
                    _team = team < 0 ? _team : team;
                    continue;
                }

                var ended = new Stint(_situation, _team, _start, log.At[at], false, situation == Situation.CustomerUpdated || (log.Marks[at] & EventMarks.FromCustomer) != 0);
                (_situation, _team, _start) = (situation, team < 0 ? _team : team, log.At[at]);
                if (Situation.IsOpen(ended.Situation) && (ended.End > ended.Start || at > _first))
                {
                    Current = ended;
                    return true;
                }
            }

            if (_next > _end)
            {
                return false;
            }

            _next = _end + 1;
            Current = new Stint(_situation, _team, _start, Math.Max(lastInstant, _start), true, false);
            return Situation.IsOpen(_situation);
        }
    }

    [MethodImpl(LongWalk.AtOnce)]
    private byte Derive(int at)
    {
        var situation = log.Situations[at];
        var marks = log.Marks[at];
        var before = at == _first ? Situation.New : log.Situations[at - 1];
        if ((marks & EventMarks.FromCustomer) != 0 && Situation.IsOpen(situation))
        {
            // What they ask for has a situation of its own.
            if (at == _first || situation == Situation.AppointmentRequested)
            {
                return situation;
            }

            var waiting = _situation == Situation.CustomerUpdated || _situation == Situation.Chased;
            if (waiting && log.IsConversation && log.At[at] - _customerAt < ChaseAfter)
            {
                return _situation;
            }

            _customerAt = log.At[at];
            return waiting ? Situation.Chased : Situation.CustomerUpdated;
        }

        if ((marks & EventMarks.Administrative) != 0 && Situation.IsOpen(situation) && Situation.IsOpen(before))
        {
            return _situation;
        }

        if (situation != Situation.InProgress || before == situation)
        {
            return situation;
        }

        if (!Situation.IsOpen(before))
        {
            return Situation.Reopened;
        }

        return before == Situation.AwaitCustomer && !log.HasMessages ? Situation.CustomerUpdated : situation;
    }
}
