using System.Globalization;
using Headway.Application.Storage;
using Headway.DeskBench;

// Headway.DeskBench [TICKETS] [--lists] [--quick] [--seconds S] [--engine sqlite|postgres] [--json FILE] [--keep FOLDER] [--only WORD].
// run.sh gives it the product and a PostgreSQL cluster by HEADWAY_BENCH_PRODUCT, _COMMAND, _POSTGRES and _POSTMASTER. With --keep a
// desk that was filled before is measured again; with --only those lines whose name has the word.
var tickets = args.Length > 0 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 100_000;
var product = Given("PRODUCT") ?? throw new InvalidOperationException("HEADWAY_BENCH_PRODUCT names headway.dll; run.sh does that.");
var server = Given("POSTGRES");
var postmaster = int.TryParse(Given("POSTMASTER"), NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : (int?)null;
var seconds = args.Contains("--quick") ? 2 : double.Parse(Option("--seconds") ?? "6", CultureInfo.InvariantCulture);
var kept = Option("--keep");
var folder = kept is null ? Directory.CreateTempSubdirectory("headway-bench-").FullName : Directory.CreateDirectory(kept).FullName;
var report = new Report(tickets);
var desk = new DeskRun(report, product, Given("COMMAND") ?? "headway", postmaster, seconds, args.Contains("--lists"), Option("--only"));
try
{
    foreach (var engine in Enum.GetValues<Engine>())
    {
        if ((Option("--engine") is { } only && !only.Equals(engine.ToString(), StringComparison.OrdinalIgnoreCase)) || (engine == Engine.Postgres && server is null))
        {
            continue;
        }

        await desk.Both(size => Place.Make(engine, folder, $"desk{size}", server), tickets);
    }

    report.Print(Console.Out);
    if (Option("--json") is { } file)
    {
        report.Write(file);
    }
}
finally
{
    if (kept is null)
    {
        Directory.Delete(folder, recursive: true);
    }
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

static string? Given(string name) => Environment.GetEnvironmentVariable($"HEADWAY_BENCH_{name}");
