using System.Runtime.ExceptionServices;

namespace Headway.Application.Audits.Reading;

/// <summary>What reading a table of events gave.</summary>
internal sealed record TableRead(RawLog Log, IReadOnlyList<(string Value, int Count)> Unmapped, bool HasMessages);

/// <summary>
/// A table read in one go, or a large plain file in two halves side by side. The halves meet at the start of a row; events
/// keep the order of the file, and nothing else depends on where it was cut.
/// </summary>
internal static class TableReading
{
    private const long WorthHalving = 32L << 20;

    public static TableRead Read(LogFile file, LogRows rows, Profile profile, Columns columns, Func<TimeReader> times, ReadProblems problems, Action<long>? progress, CancellationToken stop)
    {
        if (file.Length < WorthHalving || rows is not CsvRows table || file.Halve(table) is not { } middle)
        {
            var reader = new RowReader(rows, profile, columns, times(), problems);
            reader.ReadAll(stop);
            return new TableRead(reader.Log, [.. reader.Meanings.Unmapped()], reader.HasMessages);
        }

        var (done, later) = (new long[2], new ReadProblems());
        Action<long>? count(int half) => progress is null ? null : read =>
        {
            done[half] = read;
            progress(done[0] + done[1]);
        };
        using var first = file.Part(table, 0, middle, count(0));
        using var second = file.Part(table, middle, file.Length, count(1));
        var readers = new[] { new RowReader(first, profile, columns, times(), problems), new RowReader(second, profile, columns, times(), later) };
        try
        {
            Parallel.Invoke(() => readers[0].ReadAll(stop), () => readers[1].ReadAll(stop));
        }
        catch (AggregateException both)
        {
            ExceptionDispatchInfo.Throw(both.InnerExceptions[0]);
        }

        readers[0].Log.Append(readers[1].Log);
        problems.Append(later, first.Line);
        var unmapped = readers.SelectMany(reader => reader.Meanings.Unmapped()).GroupBy(pair => pair.Value)
            .Select(group => (group.Key, group.Sum(pair => pair.Count))).OrderByDescending(pair => pair.Item2);
        return new TableRead(readers[0].Log, [.. unmapped], readers.Any(reader => reader.HasMessages));
    }
}
