using System.Runtime.CompilerServices;

namespace Headway.Application.Audits.Reading;

/// <summary>
/// Names that end in a number (<c>INC0012345</c>), by that number: those that were given one after the other lie beside each
/// other, so that a log in the order of time stays near the processor, and a name is known without its letters being compared.
/// </summary>
internal sealed class NumberedNames
{
    private const int FewestDigits = 3, MostDigits = 9, PageBits = 4;

    /// <summary>With more beginnings than this the numbers are no numbers; the rest of the names is left to their letters.</summary>
    private const int MostBeginnings = 4096;

    private readonly ByteNames _beginnings = new(numbered: false);
    private (ulong Key, int Page)[] _slots = new (ulong, int)[256];
    private int[] _pages = new int[256 << PageBits];
    private int _count;

    /// <summary>
    /// Where the number of such a name is kept, 0 while it is new; a null reference when the name is none of these. The place
    /// holds until the next call.
    /// </summary>
    public ref int Place(ReadOnlySpan<byte> name)
    {
        unchecked
        {
            var (at, number, scale) = (name.Length, 0u, 1u);
            while (at > 0 && name.Length - at < MostDigits && (uint)(name[at - 1] - '0') <= 9)
            {
                number += (uint)(name[--at] - '0') * scale;
                scale *= 10;
            }

            var digits = name.Length - at;
            var beginning = digits < FewestDigits ? -1 : _beginnings.Count < MostBeginnings ? _beginnings.Add(name[..at]) : _beginnings.Find(name[..at]);
            if (beginning < 0)
            {
                return ref Unsafe.NullRef<int>();
            }

            var key = ((ulong)(beginning + 1) << 40) | ((ulong)digits << 36) | (number >> PageBits);
            var page = Page(key);
            return ref _pages[(page << PageBits) | (int)(number & ((1 << PageBits) - 1))];
        }
    }

    private int Page(ulong key)
    {
        unchecked
        {
            var mask = _slots.Length - 1;
            for (var slot = Home(key) & mask; ; slot = (slot + 1) & mask)
            {
                ref var entry = ref _slots[slot];
                if (entry.Key == key)
                {
                    return entry.Page;
                }

                if (entry.Key == 0)
                {
                    entry = (key, _count);
                    return Added();
                }
            }
        }
    }

    private int Added()
    {
        var page = _count++;
        if (_count << PageBits > _pages.Length)
        {
            Array.Resize(ref _pages, _pages.Length * 2);
        }

        if (_count * 2 > _slots.Length)
        {
            Grow();
        }

        return page;
    }

    private void Grow()
    {
        var before = _slots;
        _slots = new (ulong, int)[before.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var entry in before)
        {
            if (entry.Key == 0)
            {
                continue;
            }

            var slot = Home(entry.Key) & mask;
            while (_slots[slot].Key != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = entry;
        }
    }

    private static int Home(ulong key) => unchecked((int)((key * 0x9E3779B97F4A7C15UL) >> 36));
}
