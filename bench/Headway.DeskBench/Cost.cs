using System.Globalization;

namespace Headway.DeskBench;

/// <summary>What processes have spent and hold, as the kernel counts it.</summary>
internal static class Cost
{
    private const double TicksPerSecond = 100;

    /// <summary>Processor time in milliseconds of these processes and of the children that ended under them.</summary>
    public static double Spent(IEnumerable<int> processes) => processes.Sum(Spent);

    /// <summary>Megabytes of memory that would come free: shared pages are counted once.</summary>
    public static double Held(IEnumerable<int> processes) => processes.Sum(process =>
    {
        try
        {
            return File.ReadLines($"/proc/{process}/smaps_rollup").Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
                .Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    });

    public static IReadOnlyList<int> WithChildren(int process)
    {
        var parents = new List<(int Process, int Parent)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Fields(id) is { } fields)
            {
                parents.Add((id, int.Parse(fields[1], CultureInfo.InvariantCulture)));
            }
        }

        var family = new List<int> { process };
        for (var i = 0; i < family.Count; i++)
        {
            family.AddRange(parents.Where(one => one.Parent == family[i]).Select(one => one.Process));
        }

        return family;
    }

    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static double Spent(int process) =>
        Fields(process) is { } fields ? fields[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond * 1000 : 0;

    // From the third field on: the second, the name in brackets, may hold anything.
    private static string[]? Fields(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
