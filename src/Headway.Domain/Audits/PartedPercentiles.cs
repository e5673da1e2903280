using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Headway.Domain.Audits;

/// <summary>
/// Percentiles over values that lie in several parts, without putting them together or moving them: values are counted by
/// the upper half of their bits, and only those of the bucket that holds a rank are looked at one by one. Exact.
/// </summary>
public sealed class PartedPercentiles
{
    private readonly IReadOnlyList<CountedValues> _parts;
    private readonly int[] _buckets = new int[CountedValues.Buckets];
    private readonly int _count;
    private float[] _values = [];
    private int _bucket = -1;

    public PartedPercentiles(IReadOnlyList<CountedValues> parts)
    {
        _parts = parts;
        foreach (var part in parts)
        {
            _count += part.Values.Length;
            part.AddTo(_buckets);
        }
    }

    public HourPercentiles Hours() => new(At(0.5), At(0.9), At(0.99), _count);

    /// <summary>By linear interpolation between ranks: k = p(n − 1). Null when there are none.</summary>
    public double? At(double share)
    {
        if (_count == 0)
        {
            return null;
        }

        var rank = share * (_count - 1);
        var low = (int)rank;
        double value = Value(low);
        return low + 1 >= _count || rank <= low ? value : value + ((Value(low + 1) - value) * (rank - low));
    }

    private float Value(int rank)
    {
        var (bucket, before) = (0, 0);
        while (before + _buckets[bucket] <= rank)
        {
            before += _buckets[bucket++];
        }

        if (bucket != _bucket)
        {
            Gather(bucket);
        }

        return _values[rank - before];
    }

    [MethodImpl(LongWalk.AtOnce)]
    private void Gather(int bucket)
    {
        (_bucket, _values) = (bucket, new float[_buckets[bucket]]);
        var (at, upper) = (0, CountedValues.UpperHalf(bucket));
        foreach (var part in _parts)
        {
            var values = part.Values.Span;
            var bits = MemoryMarshal.Cast<float, uint>(values);
            for (var i = 0; i < bits.Length; i++)
            {
                if (bits[i] >> 16 == upper)
                {
                    _values[at++] = values[i];
                }
            }
        }

        // Where all are equal, as with gaps of no length, there is nothing to sort.
        if (_values.AsSpan().ContainsAnyExcept(_values[0]))
        {
            Array.Sort(_values);
        }
    }
}

/// <summary>Values with how many of them fall into each bucket of the upper half of their bits: what each part of a log can count for itself.</summary>
public sealed class CountedValues
{
    internal const int Buckets = 1 << 16;

    private readonly int[] _buckets = new int[Buckets];

    [MethodImpl(LongWalk.AtOnce)]
    public CountedValues(ReadOnlyMemory<float> values)
    {
        Values = values;
        foreach (var bits in MemoryMarshal.Cast<float, uint>(values.Span))
        {
            _buckets[BucketOf(bits)]++;
        }
    }

    internal ReadOnlyMemory<float> Values { get; }

    /// <summary>Buckets stand in the order of the values, negative ones too.</summary>
    internal static int BucketOf(uint bits) => unchecked((int)((bits ^ ((uint)((int)bits >> 31) | 0x8000_0000)) >> 16));

    /// <summary>The upper half of the bits of all values in a bucket.</summary>
    internal static uint UpperHalf(int bucket) => (uint)(bucket >= 0x8000 ? bucket ^ 0x8000 : bucket ^ 0xFFFF);

    internal void AddTo(int[] buckets)
    {
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            buckets[bucket] += _buckets[bucket];
        }
    }
}
