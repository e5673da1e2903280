using System.Collections.Concurrent;
using System.Globalization;

namespace Headway.Application.Storage;

/// <summary>
/// How many rows a list has in all. Up to <see cref="Few"/> they are counted as they stand. Beyond that nobody needs the last
/// digit, and counting them for everybody who looks would cost more than the list: then the figure is at most as old as
/// <see cref="Fresh"/> and one more look, and is counted beside the request.
/// </summary>
public sealed class ListCounts(Database database, TimeProvider time)
{
    public const int Few = 500;

    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private const int MostKept = 5_000;

    private readonly ConcurrentDictionary<string, Figure> _known = new();

    /// <param name="session">Reads what stands.</param>
    /// <param name="sources">Queries without rows in common, each of one column: 1 for a row that is overdue, else 0.</param>
    /// <param name="args">Their values.</param>
    /// <param name="same">How many of the values say which list it is; those after them are the present instant.</param>
    internal async ValueTask<(int All, int Late)> Of(Session session, IReadOnlyList<string> sources, IReadOnlyList<object?> args, int same)
    {
        var few = await Count(session, sources, args, limit: string.Create(CultureInfo.InvariantCulture, $" LIMIT {Few + 1}"));
        if (few.All <= Few)
        {
            return few;
        }

        var key = string.Join('|', sources.Concat(args.Take(same).Select(arg => Convert.ToString(arg, CultureInfo.InvariantCulture))));
        if (_known.TryGetValue(key, out var known))
        {
            if (time.GetElapsedTime(known.At) > Fresh && Interlocked.Exchange(ref known.Counting, 1) == 0)
            {
                _ = Task.Run(() => Again(key, known, sources, args));
            }

            return (known.All, known.Late);
        }

        return Keep(key, await Count(session, sources, args, limit: ""));
    }

    private async Task Again(string key, Figure known, IReadOnlyList<string> sources, IReadOnlyList<object?> args)
    {
        try
        {
            Keep(key, await database.Read(session => Count(session, sources, args, limit: "").AsTask()));
        }
        catch (Exception e) when (e is StorageException or ObjectDisposedException)
        {
            // The figure that is known stands until the next look asks again.
            Volatile.Write(ref known.Counting, 0);
        }
    }

    private (int All, int Late) Keep(string key, (int All, int Late) counted)
    {
        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        _known[key] = new Figure { All = counted.All, Late = counted.Late, At = time.GetTimestamp() };
        return counted;
    }

    private static async ValueTask<(int All, int Late)> Count(Session session, IReadOnlyList<string> sources, IReadOnlyList<object?> args, string limit) => (await session.Query(
        $"SELECT count(*), coalesce(sum(late), 0) FROM ({string.Join(" UNION ALL ", sources.Select((source, i) => $"SELECT * FROM ({source}{limit}) AS part{i}"))}) AS counted",
        row => ((int)row.GetInt64(0), Convert.ToInt32(row.GetValue(1), CultureInfo.InvariantCulture)), [.. args]))[0];

    private sealed class Figure
    {
        public int Counting;

        public required int All { get; init; }

        public required int Late { get; init; }

        public required long At { get; init; }
    }
}
