using System.Diagnostics;

namespace Headway.DeskBench;

/// <summary>
/// How fast, how long and how dear: operations a second, milliseconds of waiting at percentiles, processor milliseconds an
/// operation (app and database together, robust against a busy machine), and how many were not answered as they should be.
/// </summary>
internal sealed record Sample(double Rate, double P50, double P95, double P99, double Processor, int Done, int Wrong);

internal static class Measure
{
    /// <summary>So many clients, each asking again as soon as it is answered, for so long. What <paramref name="client"/> gives answers whether all was well.</summary>
    public static async Task<Sample> Closed(Served desk, int clients, double seconds, Func<int, Task<Func<Task<bool>>>> client)
    {
        var acts = new List<Func<Task<bool>>>();
        for (var i = 0; i < clients; i++)
        {
            acts.Add(await client(i));
        }

        await Rounds(acts, Math.Max(1, seconds / 4));
        var spent = desk.Spent();
        var (waits, wrong, took) = await Rounds(acts, seconds);
        return Of(waits, wrong, took, desk.Spent() - spent);
    }

    /// <summary>Arrivals at a fixed rate whatever the answers take, as people's are; waiting counts from the arrival.</summary>
    public static async Task<Sample> Open(Served desk, int perSecond, double seconds, IReadOnlyList<Func<Task<Func<Task<bool>>>>> kinds)
    {
        var lines = new System.Collections.Concurrent.ConcurrentBag<Func<Task<bool>>>[kinds.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = [];
        }

        await Arrivals(2);
        var spent = desk.Spent();
        var watch = Stopwatch.StartNew();
        var (waits, wrong) = await Arrivals(seconds);
        return Of(waits, wrong, watch.Elapsed.TotalSeconds, desk.Spent() - spent);

        async Task<(List<double> Waits, int Wrong)> Arrivals(double length)
        {
            var begun = Stopwatch.StartNew();
            var waits = new List<double>();
            var gate = new Lock();
            var wrong = 0;
            var running = new List<Task>();
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
            for (var i = 0; i < length * perSecond; i++)
            {
                var due = i * 1000.0 / perSecond;
                while (due > begun.Elapsed.TotalMilliseconds)
                {
                    await timer.WaitForNextTickAsync();
                }

                running.Add(One(i % kinds.Count, due));
            }

            await Task.WhenAll(running);
            return (waits, wrong);

            async Task One(int kind, double due)
            {
                var act = lines[kind].TryTake(out var idle) ? idle : await kinds[kind]();
                var well = await act();
                lines[kind].Add(act);
                lock (gate)
                {
                    waits.Add(begun.Elapsed.TotalMilliseconds - due);
                    wrong += well ? 0 : 1;
                }
            }
        }
    }

    private static async Task<(List<double> Waits, int Wrong, double Seconds)> Rounds(List<Func<Task<bool>>> acts, double seconds)
    {
        var watch = Stopwatch.StartNew();
        var results = await Task.WhenAll(acts.Select(act => Task.Run(async () =>
        {
            var waits = new List<double>();
            var wrong = 0;
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                var began = watch.Elapsed.TotalMilliseconds;
                wrong += await act() ? 0 : 1;
                waits.Add(watch.Elapsed.TotalMilliseconds - began);
            }

            return (waits, wrong);
        })));
        return ([.. results.SelectMany(one => one.waits)], results.Sum(one => one.wrong), watch.Elapsed.TotalSeconds);
    }

    public static Sample Of(List<double> waits, int wrong, double seconds, double processor)
    {
        waits.Sort();
        return new Sample(waits.Count / seconds, At(0.5), At(0.95), At(0.99), processor / Math.Max(1, waits.Count), waits.Count, wrong);

        double At(double share) => waits.Count == 0 ? 0 : waits[(int)Math.Min(waits.Count - 1, share * waits.Count)];
    }
}
