using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Headway.Application.Storage;

/// <summary>
/// How many rows a list has in all, part by part. Up to <see cref="Few"/> a part is counted as it stands. Beyond that nobody needs the
/// last digit, and counting it for everybody who looks would cost more than the list: then the figure is at most as old as
/// <see cref="Fresh"/> and one more look, is counted beside the request, and is the same for all whose lists have that part.
/// </summary>
public sealed partial class ListCounts(Database database, TimeProvider time)
{
    public const int Few = 500;

    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private const int MostKept = 5_000;

    private static readonly string UpToFew = string.Create(CultureInfo.InvariantCulture, $" LIMIT {Few + 1}");

    private readonly ConcurrentDictionary<string, Figure> _known = new();

    /// <param name="session">Reads what stands.</param>
    /// <param name="sources">The parts: queries without rows in common, each of one column: 1 for a row that is overdue, else 0.</param>
    /// <param name="args">Their values.</param>
    /// <param name="same">How many of the values say which list it is; those after them are the present instant.</param>
    internal async ValueTask<(int All, int Late)> Of(Session session, IReadOnlyList<string> sources, IReadOnlyList<object?> args, int same)
    {
        var parts = sources.Select(source => new Part(source, Key(source, args, same))).ToList();
        var asked = parts.Where(part => !(_known.TryGetValue(part.Key, out var known) && IsFresh(known))).ToList();
        var counted = (await Count(session, asked, args, UpToFew)).Zip(asked).ToDictionary(one => one.Second, one => one.First);
        var (all, late) = (0, 0);
        foreach (var part in parts)
        {
            var figure = counted.TryGetValue(part, out var few) && few.All <= Few ? few : await Many(session, part, args);
            (all, late) = (all + figure.All, late + figure.Late);
        }

        return (all, late);
    }

    private bool IsFresh(Figure figure) => time.GetElapsedTime(figure.At) <= Fresh;

    private async ValueTask<Counted> Many(Session session, Part part, IReadOnlyList<object?> args)
    {
        if (!_known.TryGetValue(part.Key, out var known))
        {
            return Keep(part, (await Count(session, [part], args))[0]);
        }

        if (!IsFresh(known) && Interlocked.Exchange(ref known.Counting, 1) == 0)
        {
            _ = Task.Run(() => Again(part, known, args));
        }

        return known.Counted;
    }

    private async Task Again(Part part, Figure known, IReadOnlyList<object?> args)
    {
        try
        {
            Keep(part, (await database.Read(session => Count(session, [part], args).AsTask()))[0]);
        }
        catch (Exception e) when (e is StorageException or ObjectDisposedException)
        {
            // The figure that is known stands until the next look asks again.
            Volatile.Write(ref known.Counting, 0);
        }
    }

    private Counted Keep(Part part, Counted counted)
    {
        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        if (counted.All > Few)
        {
            _known[part.Key] = new Figure(counted, time.GetTimestamp());
        }
        else
        {
            _known.TryRemove(part.Key, out _);
        }

        return counted;
    }

    private static async ValueTask<List<Counted>> Count(Session session, IReadOnlyList<Part> parts, IReadOnlyList<object?> args, string limit = "") => parts.Count == 0 ? [] :
        [.. (await session.Query(
            string.Join(" UNION ALL ", parts.Select((part, i) => string.Create(
                CultureInfo.InvariantCulture, $"SELECT {i} AS place, count(*), coalesce(sum(late), 0) FROM ({part.Source}{limit}) AS part{i}"))),
            row => (Place: row.GetInt64(0), new Counted((int)row.GetInt64(1), Convert.ToInt32(row.GetValue(2), CultureInfo.InvariantCulture))),
            [.. args])).OrderBy(row => row.Place).Select(row => row.Item2)];

    // Two people's lists have a part in common when it asks the same of the same: a team's unowned work, all open tickets.
    private static string Key(string source, IReadOnlyList<object?> args, int same) => Argument().Replace(
        source,
        found => int.Parse(found.ValueSpan[1..], CultureInfo.InvariantCulture) is var at && at <= same ? $"'{Convert.ToString(args[at - 1], CultureInfo.InvariantCulture)?.Replace("'", "''", StringComparison.Ordinal)}'" : "?");

    [GeneratedRegex(@"\$[0-9]+")]
    private static partial Regex Argument();

    private sealed class Part(string source, string key)
    {
        public string Source => source;

        public string Key => key;
    }

    private readonly record struct Counted(int All, int Late);

    private sealed class Figure(Counted counted, long at)
    {
        public int Counting;

        public Counted Counted => counted;

        public long At => at;
    }
}
