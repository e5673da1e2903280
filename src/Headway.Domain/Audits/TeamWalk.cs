using System.Runtime.CompilerServices;

namespace Headway.Domain.Audits;

/// <summary>Moves between teams: successive differing teams, unknown ones left out; back: to a team that had it before.</summary>
internal sealed class TeamWalk
{
    private readonly long[] _changes = new long[6];
    private readonly List<int> _seen = [];

    public int Back { get; private set; }

    /// <summary>Cases that name a team at all: of the others nobody can say where they went.</summary>
    public int Known { get; private set; }

    [MethodImpl(LongWalk.AtOnce)]
    public int Walk(ReadOnlySpan<int> teams, out bool back)
    {
        back = false;
        var (changes, before) = (0, -1);
        foreach (var team in teams)
        {
            if (team < 0 || team == before)
            {
                continue;
            }

            if (before >= 0)
            {
                if (changes++ == 0)
                {
                    _seen.Clear();
                }

                _seen.Add(before);
                back |= _seen.Contains(team);
            }

            before = team;
        }

        Known += before >= 0 ? 1 : 0;
        _changes[Math.Min(changes, 5)]++;
        Back += back ? 1 : 0;
        return changes;
    }

    public void AddTo(long[] changes)
    {
        for (var at = 0; at < changes.Length; at++)
        {
            changes[at] += _changes[at];
        }
    }
}
