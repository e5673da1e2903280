using Headway.Domain.Audits;

namespace Headway.Application.Audits.Reading;

/// <summary>Rows to events, for every shape but conversations: one pass over the file, malformed rows counted and located.</summary>
internal sealed class RowReader
{
    private readonly LogRows _rows;
    private readonly Profile _profile;
    private readonly Columns _columns;
    private readonly TimeReader _times;
    private readonly ReadProblems _problems;
    private readonly byte[][] _missing;
    private readonly int _longestMissing;
    private readonly HashSet<string> _machines;
    private readonly int _case, _time, _status, _sub, _sequence, _team, _person, _actor, _opened, _priority, _requester, _reopens, _told;
    private readonly Dictionary<string, byte> _priorities = [];
    private readonly ByteNames _priorityNames = new();
    private readonly List<byte> _priorityOf = [];
    private readonly List<bool> _isMachine = [];
    private readonly HistoryFields _fields;
    private readonly bool _hasFacts;

    public RowReader(LogRows rows, Profile profile, Columns columns, TimeReader times, ReadProblems problems)
    {
        (_rows, _profile, _columns, _times, _problems) = (rows, profile, columns, times, problems);
        Meanings = new ValueMeaning(profile);
        _missing = [.. profile.Missing.Where(text => text.Length > 0).Select(System.Text.Encoding.UTF8.GetBytes)];
        _longestMissing = _missing.Select(text => text.Length).DefaultIfEmpty(0).Max();
        _machines = [.. profile.Machines];
        (_case, _time, _status, _sub, _sequence) = (columns[ColumnRoles.Case], columns[ColumnRoles.Time], columns[ColumnRoles.Status], columns[ColumnRoles.SubStatus], columns[ColumnRoles.Sequence]);
        (_team, _person, _actor, _opened) = (columns[ColumnRoles.Team], columns[ColumnRoles.Person], columns[ColumnRoles.Actor], columns[ColumnRoles.Opened]);
        (_priority, _requester, _reopens) = (columns[ColumnRoles.Priority], columns[ColumnRoles.Requester], columns[ColumnRoles.Reopens]);
        _told = columns[ColumnRoles.Told];
        _hasFacts = _opened >= 0 || _priority >= 0 || _requester >= 0 || _reopens >= 0;
        foreach (var (text, priority) in profile.Priorities)
        {
            _priorities[ValueMeaning.Fold(text)] = (byte)(priority.Length == 2 ? priority[1] - '0' : 3);
        }

        _fields = new HistoryFields(profile);
        Log = new RawLog(_sequence >= 0);
    }

    public RawLog Log { get; }

    public ValueMeaning Meanings { get; }

    /// <summary>The log tells who wrote what: by the meaning of its values, or by a column of its own.</summary>
    public bool HasMessages => _told >= 0 || Meanings.HasCustomerMessages;

    public void ReadAll(CancellationToken stop)
    {
        for (var row = 0; _rows.Next(); row++)
        {
            _problems.StopWhenHopeless(row);
            if ((row & 0xFFFF) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            if (_rows.Fields <= _columns.Most)
            {
                _problems.Malformed(_rows.Line, $"{_rows.Fields} fields, where {_columns.Most + 1} are read");
                continue;
            }

            var name = Text(_case);
            if (name.IsEmpty)
            {
                _problems.Malformed(_rows.Line, "no ticket number");
                continue;
            }

            _ = _profile.Shape == LogShape.Tickets ? Ticket(name) : Event(name);
        }

        if (_rows.EndsCut && _rows.Fields < _rows.Header.Count)
        {
            _problems.EndsCut = true;
        }
    }

    private bool Event(ReadOnlySpan<byte> name)
    {
        var time = _rows.Field(_time);
        if (!_times.TryRead(time, out var at))
        {
            return _problems.Malformed(_rows.Line, $"time \"{ValueMeaning.Show(time)}\" is not understood");
        }

        var change = HistoryChange.None;
        if (_profile.Shape == LogShape.History && (change = _fields.Of(_rows.Field(_columns[ColumnRoles.Field]))) == HistoryChange.None)
        {
            return true;
        }

        var ofCase = Log.Cases.Add(name);
        if (_hasFacts || ofCase >= Log.Heads.Length)
        {
            Facts(ref Log.Head(ofCase));
        }

        var (situation, marks, team) = change == HistoryChange.None ? Row() : Change(change);
        var actor = Act(ref marks);
        Log.Add(new RawEvent(ofCase, at, situation, marks, team, actor), _sequence < 0 ? 0 : HistoryFields.Sequence(_rows.Field(_sequence)));
        return true;
    }

    private (byte Situation, EventMarks Marks, int Team) Row()
    {
        var meaning = Meanings.Of(_rows.Field(_status), _sub < 0 ? default : _rows.Field(_sub));
        var team = TeamOf(_team);
        var assigned = _profile.NewWithTeamIsAssigned && meaning.Situation == Situation.New && (team >= 0 || !Text(_person).IsEmpty);
        return (assigned ? Situation.Assigned : meaning.Situation, _told >= 0 ? ToldMarks.Read(_rows.Field(_told)) : meaning.Marks, team);
    }

    /// <summary>A ticket with milestones: opened, responded, what it is now, resolved, closed, each an event where it is known.</summary>
    private bool Ticket(ReadOnlySpan<byte> name)
    {
        if (!_times.TryRead(Text(_opened), out var opened))
        {
            return _problems.Malformed(_rows.Line, $"opening time \"{ValueMeaning.Show(Text(_opened))}\" is not understood");
        }

        var ofCase = Log.Cases.Add(name);
        ref var head = ref Log.Head(ofCase);
        Facts(ref head);
        var now = _status < 0 ? new Meaning(Situation.Unmapped, EventMarks.None) : Meanings.Of(_rows.Field(_status), _sub < 0 ? default : _rows.Field(_sub));
        Milestone(ofCase, opened, Situation.New, EventMarks.None);
        var last = opened;
        if (_times.TryRead(Text(_columns[ColumnRoles.Responded]), out var responded) && responded >= opened)
        {
            Milestone(ofCase, last = responded, Situation.InProgress, EventMarks.Responds);
        }

        var open = Situation.IsOpen(now.Situation);
        if (_status >= 0 && open && now.Situation != Situation.New && _times.TryRead(Text(_columns[ColumnRoles.Updated]), out var updated) && updated >= last)
        {
            Milestone(ofCase, updated, now.Situation, EventMarks.None);
        }

        if (!open || _status < 0)
        {
            var resolvedKnown = _times.TryRead(Text(_columns[ColumnRoles.Resolved]), out var resolved) && resolved >= opened;
            if (resolvedKnown)
            {
                Milestone(ofCase, resolved, Situation.Resolved, EventMarks.None);
            }

            var end = _times.TryRead(Text(_columns[ColumnRoles.Closed]), out var closed) ? closed
                : !resolvedKnown && !open && _times.TryRead(Text(_columns[ColumnRoles.Updated]), out closed) ? closed : long.MinValue;
            if (end >= Math.Max(opened, resolvedKnown ? resolved : opened))
            {
                Milestone(ofCase, end, Situation.Closed, EventMarks.None);
            }
            else if (!open && !resolvedKnown)
            {
                _problems.NoteNoEnd();
            }
        }

        return true;
    }

    private void Milestone(int ofCase, long at, byte situation, EventMarks marks) => Log.Add(new RawEvent(ofCase, at, situation, marks, TeamOf(_team), -1));

    private (byte Situation, EventMarks Marks, int Team) Change(HistoryChange change)
    {
        var value = _rows.Field(_columns[ColumnRoles.New]);
        switch (change)
        {
            case HistoryChange.Status:
                var meaning = Meanings.Of(value, default);
                return (meaning.Situation, meaning.Marks, -1);
            case HistoryChange.Team:
                return (Situation.Keep, EventMarks.None, IsMissing(value) ? -1 : Log.Teams.Add(value));
            case HistoryChange.Comment:
                return (Situation.Keep, EventMarks.Responds | EventMarks.ToCustomer, -1);
            case HistoryChange.Note:
                return (Situation.Keep, EventMarks.Private, -1);
            default:
                return (Situation.Keep, EventMarks.None, -1);
        }
    }

    /// <summary>Who did it, −1 when the row does not say; a bot's event is marked as one.</summary>
    private int Act(ref EventMarks marks)
    {
        var column = _actor >= 0 ? _actor : _person;
        if (column < 0 || Text(column) is not { IsEmpty: false } name)
        {
            return -1;
        }

        var actor = Log.Actors.Add(name);
        if (actor == _isMachine.Count)
        {
            _isMachine.Add(_machines.Contains(Log.Actors[actor]));
        }

        marks |= _isMachine[actor] ? EventMarks.Machine : EventMarks.None;
        return actor;
    }

    private void Facts(ref CaseHead head)
    {
        if (_opened >= 0 && head.Opened == RawLog.NotOpened && _times.TryRead(Text(_opened), out var opened))
        {
            head.Opened = opened;
        }

        if (_priority >= 0 && Text(_priority) is { IsEmpty: false } priority)
        {
            head.Priority = PriorityOf(priority);
        }

        if (_requester >= 0 && head.Requester < 0 && Text(_requester) is { IsEmpty: false } requester)
        {
            head.Requester = Log.Requesters.Add(requester);
        }

        if (_reopens >= 0 && System.Buffers.Text.Utf8Parser.TryParse(_rows.Field(_reopens), out int reopens, out _))
        {
            head.Reopens = (byte)Math.Clamp(Math.Max(head.Reopens, reopens), 0, 255);
        }
    }

    private byte PriorityOf(ReadOnlySpan<byte> text)
    {
        var at = _priorityNames.Add(text);
        while (at >= _priorityOf.Count)
        {
            _priorityOf.Add(_priorities.TryGetValue(ValueMeaning.Fold(_priorityNames[_priorityOf.Count]), out var known) ? known : PriorityWords.Read(_priorityNames[_priorityOf.Count]));
        }

        return _priorityOf[at];
    }

    private int TeamOf(int column) => column >= 0 && Text(column) is { IsEmpty: false } team ? Log.Teams.Add(team) : -1;

    private ReadOnlySpan<byte> Text(int column)
    {
        if (column < 0)
        {
            return default;
        }

        var text = _rows.Field(column).Trim((byte)' ');
        return IsMissing(text) ? default : text;
    }

    private bool IsMissing(ReadOnlySpan<byte> text)
    {
        if (text.Length > _longestMissing)
        {
            return false;
        }

        foreach (var missing in _missing)
        {
            if (text.SequenceEqual(missing))
            {
                return true;
            }
        }

        return text.IsEmpty;
    }
}
