using System.CommandLine;
using System.Globalization;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Application.Audits.Report;
using Headway.Web.Audit;

namespace Headway.Cli;

/// <summary><c>headway audit FILE</c>: what a desk's own history says, as JSON, as one HTML page, or in a few lines on the terminal.</summary>
public static class AuditVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("file") { Description = "An export: CSV of any dialect, XES or OCEL 2.0 JSON; .gz and .xz are read as they are." };
        var profile = new Option<string?>("--profile") { Description = "A shipped profile or a JSON file; the best match is taken without it." };
        var zone = new Option<string?>("--zone") { Description = "The time zone of times that carry none (the profile's, usually UTC)." };
        var calendar = new Option<string?>("--calendar") { Description = "Working hours, such as \"Mon-Fri 09:00-17:00\"." };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures there." };
        var html = new Option<FileInfo?>("--html") { Description = "Write the report there: one file that needs nothing else." };
        var language = new Option<string>("--language") { Description = "The report's language: en or de.", DefaultValueFactory = _ => "en" };
        var limit = new Option<int>("--limit") { Description = "How many activities \"this morning\" lists.", DefaultValueFactory = _ => Morning.Shown };
        var command = new Command("audit", "Say what a desk's history costs: gaps, replies, hand-overs, and what to do this morning.") { file, profile, zone, calendar, json, html, language, limit };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, new ReadingWishes(parsed.GetValue(profile), parsed.GetValue(zone), parsed.GetValue(calendar)) { ProfileMayBeFile = true }, new Outputs(parsed.GetValue(json), parsed.GetValue(html), parsed.GetValue(language) ?? "en", parsed.GetValue(limit))));
        return command;
    }

    private static async Task<int> Run(FileInfo path, ReadingWishes wishes, Outputs wanted)
    {
        var found = LogFile.Find(path.FullName);
        if (found.Refusal is { } unread)
        {
            return Verbs.Fail(path.Exists ? Verbs.Refused : Verbs.BadArguments, unread.Message);
        }

        using var bar = new ProgressLine("reading", found.Value.Length);
        var audit = RunAudit.Of(found.Value, wishes, wanted.Limit, bar.Show);
        bar.Dispose();
        if (audit.Refusal is { } refused)
        {
            return Verbs.Fail(Verbs.Refused, refused.Message);
        }

        if (wanted.Json is { } json)
        {
            await File.WriteAllTextAsync(json.FullName, AuditJson.Text(audit.Value) + "\n");
        }

        if (wanted.Html is { } html)
        {
            await File.WriteAllTextAsync(html.FullName, await ReportFile.Html(MakeReport.Of(audit.Value), wanted.Language));
        }

        Tell(audit.Value, Console.Out);
        return Verbs.Done;
    }

    private static void Tell(AuditRun run, TextWriter output)
    {
        void line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        var found = run.Result.Findings;
        line($"{run.Reading.FileName}: {run.Reading.Log.Cases:N0} tickets, {run.Reading.Log.Events:N0} events, profile {run.Reading.Profile.Name}, {run.Took.TotalSeconds:0.00} s");
        line($"  untouched for three working days  {Share(found.Idle3.Share)}, waiting for nobody {Share(found.Idle3NotWaiting.Share)}");
        line($"  a new ticket is answered in       {Hours(found.FirstResponse.P50)}, a customer's reply in {Hours(found.CustomerUpdates.Answer.P50)}");
        line($"  Progression SLA                   {Share(run.Result.Progression.Sla)}, mid-lifecycle {Share(run.Result.Progression.MidLifecycleSla)}");
        foreach (var (value, count) in run.Reading.Unmapped.Take(10))
        {
            line($"  without a meaning: {value} ({count:N0})");
        }

        foreach (var note in run.Reading.Notes)
        {
            line($"  note: {note.Text}");
        }
    }

    private static string Share(double? share) => share is { } known ? known.ToString("P1", CultureInfo.InvariantCulture) : "– (not in this log)";

    private static string Hours(double? hours) => hours is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.00} business hours") : "– (not in this log)";

    private sealed record Outputs(FileInfo? Json, FileInfo? Html, string Language, int Limit);
}
