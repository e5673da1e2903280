using System.Runtime.InteropServices;

namespace Headway.Application.Audits.Reading;

/// <summary>One event as it was read, in the order of the file.</summary>
internal struct RawEvent
{
    public long At;
    public int Case;
    public int Team;
    public int Actor;
    public byte Situation;
    public byte Marks;
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

    private readonly List<CaseHead> _heads = [];

    public List<RawEvent[]> Blocks { get; } = [];

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
            _heads.Add(new CaseHead { Opened = NotOpened, Requester = -1 });
        return ref CollectionsMarshal.AsSpan(_heads)[ofCase];
    }

    public ref RawEvent Add(int ofCase, long at, long sequence = 0)
    {
        var place = Count & (BlockSize - 1);
        if (place == 0)
        {
            Blocks.Add(new RawEvent[BlockSize]);
            Sequences?.Add(new long[BlockSize]);
        }
        Count++;
        if (ofCase != LastCase)
        {
            IsContiguous &= ofCase > LastCase;
            LastCase = ofCase;
        }
        if (Sequences is not null)
            Sequences[^1][place] = sequence;
        ref var item = ref Blocks[^1][place];
        (item.Case, item.At, item.Team, item.Actor) = (ofCase, at, -1, -1);
        return ref item;
    }
}
