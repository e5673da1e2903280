using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headway.Application.Heartbeat;
using Headway.Application.Storage;
using NodaTime.Text;

namespace Headway.Cli;

/// <summary><c>headway verify [--json]</c>: refolds the ledger and compares everything made from it. Exit code 1 when something differs.</summary>
public static class VerifyVerb
{
    public static Command Command()
    {
        var json = Verbs.AsJson();
        var demo = Verbs.OnDemo();
        var command = new Command("verify", "Check the ledger, every projection, the search index, the files and the audit trail.") { json, demo };
        command.SetAction((parsed, stop) => Run(parsed.GetValue(json), parsed.GetValue(demo), stop));
        return command;
    }

    private static async Task<int> Run(bool json, bool demo, CancellationToken stop)
    {
        if (DeskPlace.Read().Meant(demo) is not { } address)
        {
            return Verbs.NoDesk();
        }

        await using var database = await DeskPlace.Open(address, stop);
        var report = await new Verification(database).Run(stop: stop);
        List<UpkeepRun> nights = [];
        foreach (var tenant in await Tenants.Active(database, stop))
        {
            nights.AddRange(await UpkeepRuns.Latest(database, tenant, 1, stop));
        }

        if (json)
        {
            var findings = report.Findings.Select(finding => new
            {
                tenant = finding.Tenant.Value, ticket = finding.Ticket?.Value, what = finding.What, expected = finding.Expected, found = finding.Found,
            });
            var upkeep = nights.Select(night => new
            {
                tenant = night.Tenant.Value, at = InstantPattern.General.Format(night.At), open = night.Open, unscheduled = night.Unscheduled, failed = night.Failed,
            });
            Console.Out.WriteLine(JsonSerializer.Serialize(new { tickets = report.Tickets, facts = report.Facts, files = report.Files, findings, upkeep }));
        }
        else
        {
            foreach (var finding in report.Findings)
            {
                Console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"tenant {finding.Tenant.Value} ticket {finding.Ticket?.Value}: {finding.What}: expected {finding.Expected}, found {finding.Found}"));
            }

            foreach (var night in nights)
            {
                Console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"tenant {night.Tenant.Value}: upkeep at {InstantPattern.General.Format(night.At)}: {night.Unscheduled} of {night.Open} open tickets unscheduled{(night.Failed is { } steps ? $"; failed: {steps}" : "")}"));
            }

            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{report.Tickets} tickets, {report.Facts} facts, {report.Files} files: {(report.IsClean ? "all as the ledger says" : $"{report.Findings.Count} findings")}"));
        }

        return report.IsClean ? Verbs.Done : Verbs.Findings;
    }
}
