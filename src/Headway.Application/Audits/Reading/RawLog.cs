using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Headway.Domain.Audits;

namespace Headway.Application.Audits.Reading;

/// <summary>
/// One event as it was read, in the order of the file; −1 stands for an unknown team or actor. The instant shares eight bytes
/// with situation and marks: of a log's ten million every byte is ten megabytes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct RawEvent(int ofCase, long at, byte situation, EventMarks marks, int team, int actor)
{
    private readonly long _packed = unchecked((at << 16) | ((long)situation << 8) | (byte)marks);

    public readonly int Case = ofCase, Team = team, Actor = actor;

    public long At => _packed >> 16;

    public byte Situation => unchecked((byte)(_packed >> 8));

    public EventMarks Marks => unchecked((EventMarks)(byte)_packed);

    /// <summary>The same event by the numbers of another part's names.</summary>
    public RawEvent With(int ofCase, int team, int actor) => new(ofCase, At, Situation, Marks, team, actor);
}

/// <summary>What is known of a case as a whole.</summary>
internal struct CaseHead
{
    public long Opened;
    public int Requester;
    public byte Priority;
    public byte Reopens;
}

/// <summary>Events as they are read: blocks of a size, so that nothing is copied while the log grows.</summary>
internal sealed class RawLog(bool sequenced)
{
    public const int BlockSize = 1 << 16;
    public const long NotOpened = long.MinValue;

    /// <summary>More would fill the memory of the machine, not of the report: a small packed file can hold any number.</summary>
    private const int MostEvents = 100_000_000;

    private readonly List<CaseHead> _heads = [];

    public List<RawEvent[]> Blocks { get; } = [];

    /// <summary>How many events stand in each block; only the last of a part is not full.</summary>
    public List<int> Lengths { get; } = [];

    /// <summary>The source's own numbers of the events, where it has them.</summary>
    public List<long[]>? Sequences { get; } = sequenced ? [] : null;

    public int Count { get; private set; }

    public ByteNames Cases { get; } = new();

    public ByteNames Teams { get; } = new();

    public ByteNames Actors { get; } = new();

    public ByteNames Requesters { get; } = new();

    public ReadOnlySpan<CaseHead> Heads => CollectionsMarshal.AsSpan(_heads);

    /// <summary>The rows of every case stand together.</summary>
    public bool IsContiguous { get; private set; } = true;

    public int LastCase { get; private set; } = -1;

    public ref CaseHead Head(int ofCase)
    {
        while (ofCase >= _heads.Count)
        {
            _heads.Add(new CaseHead { Opened = NotOpened, Requester = -1 });
        }

        return ref CollectionsMarshal.AsSpan(_heads)[ofCase];
    }

    public void Add(in RawEvent item, long sequence = 0)
    {
        if (Lengths.Count == 0 || Lengths[^1] == BlockSize)
        {
            if (Count >= MostEvents)
            {
                throw new InvalidDataException("It holds more than a hundred million events: audit it in parts.");
            }

            Blocks.Add(new RawEvent[BlockSize]);
            Lengths.Add(0);
            Sequences?.Add(new long[BlockSize]);
        }

        var place = Lengths[^1]++;
        Count++;
        if (item.Case != LastCase)
        {
            IsContiguous &= item.Case > LastCase;
            LastCase = item.Case;
        }

        if (Sequences is not null)
        {
            Sequences[^1][place] = sequence;
        }

        Blocks[^1][place] = item;
    }

    /// <summary>Takes over what another part of the same file gave; the other is empty afterwards.</summary>
    public void Append(RawLog other)
    {
        var (cases, teams, actors, requesters) = (Map(Cases, other.Cases), Map(Teams, other.Teams), Map(Actors, other.Actors), Map(Requesters, other.Requesters));
        var heads = other.Heads;
        for (var of = 0; of < heads.Length; of++)
        {
            ref var head = ref Head(cases[of]);
            head.Opened = head.Opened == NotOpened ? heads[of].Opened : head.Opened;
            head.Priority = heads[of].Priority == 0 ? head.Priority : heads[of].Priority;
            head.Reopens = Math.Max(head.Reopens, heads[of].Reopens);
            head.Requester = head.Requester >= 0 || heads[of].Requester < 0 ? head.Requester : requesters[heads[of].Requester];
        }

        Parallel.For(0, other.Blocks.Count, block =>
        {
            foreach (ref var item in other.Blocks[block].AsSpan(0, other.Lengths[block]))
            {
                item = item.With(cases[item.Case], item.Team < 0 ? -1 : teams[item.Team], item.Actor < 0 ? -1 : actors[item.Actor]);
            }
        });
        IsContiguous &= other.IsContiguous && IsRising(cases, LastCase);
        LastCase = other.LastCase < 0 ? LastCase : cases[other.LastCase];
        Blocks.AddRange(other.Blocks);
        Lengths.AddRange(other.Lengths);
        Sequences?.AddRange(other.Sequences ?? []);
        Count += other.Count;
    }

    /// <summary>The later part's cases go on where the earlier ended: with its last case, or with new ones.</summary>
    private static bool IsRising(int[] cases, int last)
    {
        foreach (var of in cases)
        {
            if (of < last)
            {
                return false;
            }

            last = of;
        }

        return true;
    }

    [MethodImpl(LongWalk.AtOnce)]
    private static int[] Map(ByteNames into, ByteNames from)
    {
        var map = new int[from.Count];
        for (var at = 0; at < map.Length; at++)
        {
            map[at] = into.Add(from.Bytes(at));
        }

        return map;
    }
}
