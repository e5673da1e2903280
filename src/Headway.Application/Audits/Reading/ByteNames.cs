using System.Runtime.InteropServices;
using System.Text;

namespace Headway.Application.Audits.Reading;

/// <summary>Names as they stand in a file, each with a number from 0 in the order of first sight. Names lie in one array of bytes.</summary>
public sealed class ByteNames
{
    // The whole hash and the number after it: most strangers are told apart without looking at their bytes.
    private ulong[] _slots = new ulong[1024];
    private int[] _ends = new int[513];
    private byte[] _bytes = new byte[8192];
    private int _last = -1;

    public int Count { get; private set; }

    public string this[int at] => Encoding.UTF8.GetString(Bytes(at));

    public ReadOnlySpan<byte> Bytes(int at) => _bytes.AsSpan(_ends[at], _ends[at + 1] - _ends[at]);

    public int Add(ReadOnlySpan<byte> name)
    {
        if (_last >= 0 && Bytes(_last).SequenceEqual(name))
        {
            return _last;
        }

        unchecked
        {
            var hash = Hash(name);
            var mask = _slots.Length - 1;
            for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
            {
                var entry = _slots[slot];
                if (entry == 0)
                {
                    return _last = Append(name, hash, slot);
                }

                if ((uint)(entry >> 32) == hash && Bytes((int)(uint)entry - 1).SequenceEqual(name))
                {
                    return _last = (int)(uint)entry - 1;
                }
            }
        }
    }

    private int Append(ReadOnlySpan<byte> name, uint hash, int slot)
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
        (_ends[at + 1], _slots[slot]) = (end, Entry(hash, at));
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

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
