using System.Globalization;
using Headway.Domain.Audits;

namespace Headway.Application.Audits.Reading;

/// <summary>Which share of the ticket numbers between the first and the last a log holds: where it is small, the log is a sample or its numbers are used by others too.</summary>
internal static class NumberGaps
{
    private const int Fewest = 200, MostLookedAt = 50_000;

    /// <summary>Below it a number counts something else than tickets, and says nothing of them.</summary>
    private const double Least = 0.01;

    private const double Most = 0.5;

    /// <summary>The share; null where it says nothing, or where most are there.</summary>
    public static double? Present(CaseLog log)
    {
        if (log.Cases < Fewest)
        {
            return null;
        }

        var (first, last, kind) = (long.MaxValue, long.MinValue, (string?)null);
        for (var at = 0; at < log.Cases; at += Math.Max(1, log.Cases / MostLookedAt))
        {
            var name = log.CaseName(at);
            var digits = name.Length - name.AsSpan().TrimEnd("0123456789").Length;
            if (digits is 0 or > 15 || (kind is not null && !name.AsSpan(0, name.Length - digits).SequenceEqual(kind)))
            {
                return null;
            }

            kind ??= name[..^digits];
            var number = long.Parse(name.AsSpan(name.Length - digits), CultureInfo.InvariantCulture);
            (first, last) = (Math.Min(first, number), Math.Max(last, number));
        }

        var share = log.Cases / (last - first + 1.0);
        return share is >= Least and < Most ? share : null;
    }
}
