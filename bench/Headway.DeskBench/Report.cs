using System.Globalization;
using System.Text.Json;

namespace Headway.DeskBench;

/// <summary>One figure of one engine; <paramref name="Load"/> is the machine's load when it was taken.</summary>
internal sealed record Figure(string What, string Goal, string Engine, string Value, bool? Met, string Load, Sample? Sample = null);

/// <summary>The figures as they come, then a table with both engines on every line, and JSON for machines.</summary>
internal sealed class Report(int tickets)
{
    private readonly List<Figure> _figures = [];

    public void Add(string what, string goal, string engine, string value, bool? met, Sample? sample = null)
    {
        var figure = new Figure(what, goal, engine, value, met, Cost.Load(), sample);
        _figures.Add(figure);
        Console.Error.WriteLine($"  {engine,-10} {what,-46} {value}   [{goal}] load {figure.Load}");
    }

    public void Rate(string what, double least, string engine, Sample sample) => Add(
        what, least > 0 ? Text($"≥ {least:0}/s") : "", engine, Text($"{sample.Rate:0}/s, p50 {sample.P50:0.0}, p99 {sample.P99:0.0} ms, {sample.Processor:0.00} ms cpu{Wrong(sample)}"),
        least > 0 ? sample.Rate >= least && sample.Wrong == 0 : null, sample);

    public void Wait(string what, double most, string engine, Sample sample, bool p99 = false) => Add(
        what, Text($"{(p99 ? "p99" : "p50")} ≤ {most:0} ms"), engine,
        Text($"p50 {sample.P50:0.0}, p95 {sample.P95:0.0}, p99 {sample.P99:0.0} ms, {sample.Processor:0.00} ms cpu{Wrong(sample)}"),
        (p99 ? sample.P99 : sample.P50) <= most && sample.Wrong == 0, sample);

    public void Print(TextWriter to)
    {
        to.WriteLine(Text($"{tickets:#,0} tickets; {Environment.ProcessorCount} cores, {Processor()}; load at the end {Cost.Load()}"));
        to.WriteLine("cpu: processor time of app and database for one operation, which a busy machine changes little.");
        to.WriteLine();
        to.WriteLine("| what | goal | SQLite | PostgreSQL | load |");
        to.WriteLine("|---|---|---|---|---|");
        foreach (var line in _figures.GroupBy(figure => figure.What))
        {
            string Of(string engine) => line.FirstOrDefault(figure => figure.Engine == engine) is { } one ? $"{one.Value}{(one.Met is false ? " **missed**" : "")}" : "–";
            to.WriteLine($"| {line.Key} | {line.First().Goal} | {Of("SQLite")} | {Of("PostgreSQL")} | {string.Join(", ", line.Select(figure => figure.Load))} |");
        }
    }

    public void Write(string file) => File.WriteAllText(
        file, JsonSerializer.Serialize(new { tickets, cores = Environment.ProcessorCount, processor = Processor(), figures = _figures }, Indented));

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static string Wrong(Sample sample) => sample.Wrong == 0 ? "" : Text($", {sample.Wrong} of {sample.Done} wrong");

    private static string Processor() => File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
