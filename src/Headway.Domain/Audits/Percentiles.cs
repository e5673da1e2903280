namespace Headway.Domain.Audits;

/// <summary>Percentiles by linear interpolation between ranks: k = p(n − 1).</summary>
public static class Percentiles
{
    /// <summary>The percentile of values in any order; the values are moved about. Null when there are none.</summary>
    public static double? Of(Span<float> values, double share)
    {
        if (values.IsEmpty)
        {
            return null;
        }

        return At(values, share * (values.Length - 1));
    }

    private static double At(Span<float> values, double rank)
    {
        var low = (int)rank;
        var value = (double)Select(values, low);
        if (low + 1 >= values.Length || rank <= low)
        {
            return value;
        }

        var next = values[low + 1];
        foreach (var candidate in values[(low + 2)..])
        {
            next = Math.Min(next, candidate);
        }

        return value + ((next - value) * (rank - low));
    }

    /// <summary>The half, nine tenths and 99 of a hundred at once: each is looked for only above the one before. Values are moved about.</summary>
    public static HourPercentiles Hours(Span<float> values)
    {
        if (values.Length < 1000)
        {
            return new HourPercentiles(Of(values, 0.5), Of(values, 0.9), Of(values, 0.99), values.Length);
        }

        var p50 = Of(values, 0.5);
        var (from, rank90) = ((int)(0.5 * (values.Length - 1)), 0.9 * (values.Length - 1));
        var p90 = At(values[from..], rank90 - from);
        var upper = (int)rank90;
        return new HourPercentiles(p50, p90, At(values[upper..], (0.99 * (values.Length - 1)) - upper), values.Length);
    }

    /// <summary>Puts the value of the rank given at its place, nothing larger before it and nothing smaller after it.</summary>
    private static float Select(Span<float> values, int rank)
    {
        var (left, right) = (0, values.Length - 1);
        while (left < right)
        {
            var pivot = Median(values[left], values[left + ((right - left) / 2)], values[right]);
            var (i, j) = (left, right);
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i > j)
                {
                    break;
                }

                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (rank <= j)
            {
                right = j;
            }
            else if (rank >= i)
            {
                left = i;
            }
            else
            {
                break;
            }
        }

        return values[rank];
    }

    private static float Median(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
