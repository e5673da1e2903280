using NodaTime;

namespace Headway.Domain.Audits;

/// <summary>What a line of the curve says about itself.</summary>
public enum LineSignal
{
    /// <summary>Nothing that chance could not make.</summary>
    Noise,

    Better,

    Worse,

    /// <summary>Too few weeks to say.</summary>
    TooFew,
}

/// <summary>
/// One finding over the weeks, with the limits within which chance moves it (individuals and moving range, from the weeks
/// before the change, or the first eight): beyond a limit, or eight weeks on one side of the middle, is a signal.
/// </summary>
public sealed record RulerLine(string Name, bool IsShare, IReadOnlyList<(Instant Ends, double Value)> Points, double? Middle, double? Low, double? High, LineSignal Signal)
{
    private const int Fewest = 4, FirstWeeks = 8, Run = 8;

    public static RulerLine Of(string name, bool isShare, IReadOnlyList<RulerWeek> weeks, Instant? change)
    {
        var points = weeks.Where(week => week.Figures.GetValueOrDefault(name) is not null).Select(week => (week.Ends, Value: week.Figures[name] ?? 0)).ToList();
        var before = change is { } at ? points.Where(point => point.Ends <= at).ToList() : [];
        var ruler = before.Count >= Fewest ? before : points.Take(FirstWeeks).ToList();
        if (ruler.Count < Fewest)
        {
            return new RulerLine(name, isShare, points, null, null, null, LineSignal.TooFew);
        }

        var middle = ruler.Average(point => point.Value);
        var moving = ruler.Zip(ruler.Skip(1), (one, next) => Math.Abs(next.Value - one.Value)).Average();
        var (low, high) = (Math.Max(0, middle - (2.66 * moving)), middle + (2.66 * moving));
        return new RulerLine(name, isShare, points, middle, low, isShare ? Math.Min(1, high) : high, Signalled([.. points.Skip(ruler.Count).Select(point => point.Value)], middle, low, high));
    }

    private static LineSignal Signalled(double[] values, double middle, double low, double high)
    {
        if (values.Length == 0)
        {
            return LineSignal.Noise;
        }

        var last = values[^1];
        var run = values.Reverse().TakeWhile(value => value < middle == last < middle).Count();
        return last < low || run >= Run && last < middle ? LineSignal.Better : last > high || run >= Run && last > middle ? LineSignal.Worse : LineSignal.Noise;
    }
}
