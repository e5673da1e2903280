using System.Runtime.CompilerServices;
using Headway.Domain.Audits;

namespace Headway.Application.Audits.Reading;

/// <summary>Puts the events of one case in order; equal ones keep the order of the file. Most cases stand in order already.</summary>
internal sealed class CaseOrder(OrderRule rule, long[] at, long[]? sequence, byte[] situations, EventMarks[] marks, int[] team, int[] actor)
{
    private int[] _places = [];

    public void Sort(int first, int end)
    {
        if (rule == OrderRule.File || InOrder(first, end))
        {
            return;
        }

        var length = end - first;
        if (_places.Length < length)
        {
            _places = new int[length * 2];
        }

        for (var i = 0; i < length; i++)
        {
            _places[i] = first + i;
        }

        _places.AsSpan(0, length).Sort((a, b) => Compare(a, b) is var order && order != 0 ? order : a.CompareTo(b));
        Apply(at, first, length);
        Apply(situations, first, length);
        Apply(marks, first, length);
        Apply(team, first, length);
        Apply(actor, first, length);
        if (sequence is not null)
        {
            Apply(sequence, first, length);
        }
    }

    [MethodImpl(LongWalk.AtOnce)]
    private bool InOrder(int first, int end)
    {
        for (var i = first + 1; i < end; i++)
        {
            if (Compare(i - 1, i) > 0)
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(LongWalk.AtOnce)]
    private int Compare(int a, int b)
    {
        if (sequence is null || rule == OrderRule.Time)
        {
            return at[a].CompareTo(at[b]);
        }

        var (byTime, bySequence) = (at[a].CompareTo(at[b]), sequence[a].CompareTo(sequence[b]));
        return rule == OrderRule.SequenceTime ? bySequence != 0 ? bySequence : byTime : byTime != 0 ? byTime : bySequence;
    }

    private void Apply<T>(T[] column, int first, int length)
    {
        var moved = new T[length];
        for (var i = 0; i < length; i++)
        {
            moved[i] = column[_places[i]];
        }

        moved.CopyTo(column.AsSpan(first));
    }
}
