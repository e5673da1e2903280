using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Headway.Application.Audits.Reading;

/// <summary>Names as they stand in a file, each with a number from 0 in the order of first sight. Names lie in one array of bytes.</summary>
public sealed class ByteNames
{
    private readonly NumberedNames? _numbered;

    // The whole hash and the number after it: most strangers are told apart without looking at their bytes.
    private ulong[] _slots = new ulong[1024];
    private int[] _ends = new int[513];
    private byte[] _bytes = new byte[8192];
    private int _last = -1, _slotted;

    public ByteNames()
        : this(numbered: true)
    {
    }

    internal ByteNames(bool numbered) => _numbered = numbered ? new NumberedNames() : null;

    public int Count { get; private set; }

    public string this[int at] => Encoding.UTF8.GetString(Bytes(at));

    public ReadOnlySpan<byte> Bytes(int at) => _bytes.AsSpan(_ends[at], _ends[at + 1] - _ends[at]);

    public int Add(ReadOnlySpan<byte> name)
    {
        if (_last >= 0 && Bytes(_last).SequenceEqual(name))
        {
            return _last;
        }

        if (_numbered is not null)
        {
            ref var place = ref _numbered.Place(name);
            if (!Unsafe.IsNullRef(ref place))
            {
                return _last = place == 0 ? (place = Append(name) + 1) - 1 : place - 1;
            }
        }

        var hash = Hash(name);
        var found = Slot(name, hash, out var slot);
        return _last = found >= 0 ? found : Append(name, hash, slot);
    }

    /// <summary>The number of a name that was added, -1 when it was not; not for names by their number.</summary>
    internal int Find(ReadOnlySpan<byte> name) => _last >= 0 && Bytes(_last).SequenceEqual(name) ? _last : Slot(name, Hash(name), out _);

    private int Slot(ReadOnlySpan<byte> name, uint hash, out int slot)
    {
        unchecked
        {
            var mask = _slots.Length - 1;
            for (slot = (int)hash & mask; ; slot = (slot + 1) & mask)
            {
                var entry = _slots[slot];
                if (entry == 0)
                {
                    return -1;
                }

                if ((uint)(entry >> 32) == hash && Bytes((int)(uint)entry - 1).SequenceEqual(name))
                {
                    return (int)(uint)entry - 1;
                }
            }
        }
    }

    private int Append(ReadOnlySpan<byte> name, uint hash, int slot)
    {
        var at = Append(name);
        _slots[slot] = Entry(hash, at);
        if (++_slotted * 2 > _slots.Length)
        {
            Grow();
        }

        return at;
    }

    private int Append(ReadOnlySpan<byte> name)
    {
        var at = Count++;
        if (at + 1 == _ends.Length)
        {
            Array.Resize(ref _ends, (at * 2) + 1);
        }

        var end = _ends[at] + name.Length;
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        }

        name.CopyTo(_bytes.AsSpan(_ends[at]));
        _ends[at + 1] = end;
        return at;
    }

    private void Grow()
    {
        var before = _slots;
        _slots = new ulong[before.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var entry in before)
        {
            if (entry == 0)
            {
                continue;
            }

            var slot = unchecked((int)(uint)(entry >> 32)) & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = entry;
        }
    }

    private static ulong Entry(uint hash, int at) => ((ulong)hash << 32) | (uint)(at + 1);

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        unchecked
        {
            var hash = 0x9E3779B97F4A7C15UL ^ (ulong)name.Length;
            while (name.Length >= 8)
            {
                hash = (hash ^ MemoryMarshal.Read<ulong>(name)) * 0xFF51AFD7ED558CCDUL;
                hash ^= hash >> 32;
                name = name[8..];
            }

            foreach (var value in name)
            {
                hash = (hash ^ value) * 0x100000001B3UL;
            }

            hash ^= hash >> 29;
            hash *= 0xBF58476D1CE4E5B9UL;
            return (uint)(hash >> 32);
        }
    }
}
