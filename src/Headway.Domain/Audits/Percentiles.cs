namespace Headway.Domain.Audits;

/// <summary>Percentiles by linear interpolation between ranks: k = p(n − 1).</summary>
public static class Percentiles
{
    /// <summary>The percentile of values in any order; the values are moved about. Null when there are none.</summary>
    public static double? Of(Span<float> values, double share)
    {
        if (values.IsEmpty)
            return null;
        var rank = share * (values.Length - 1);
        var low = (int)rank;
        var value = (double)Select(values, low);
        if (low + 1 >= values.Length || rank <= low)
            return value;
        var next = values[low + 1];
        foreach (var candidate in values[(low + 2)..])
            next = Math.Min(next, candidate);
        return value + ((next - value) * (rank - low));
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
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            if (rank <= j)
                right = j;
            else if (rank >= i)
                left = i;
            else
                break;
        }
        return values[rank];
    }

    private static float Median(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
