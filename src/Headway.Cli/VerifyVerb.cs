using System.CommandLine;
using System.Text.Json;
using Headway.Application.Heartbeat;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary><c>headway verify</c>: refolds the ledger and compares everything made from it; exit code 1 when something differs.</summary>
public static class VerifyVerb
{
    private static readonly JsonSerializerOptions Printed = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Command()
    {
        var (demo, json) = (DeskChoice.Demo(), DeskChoice.Json());
        var command = new Command("verify", "Check that the database says what its ledger says.") { demo, json };
        command.SetAction((parsed, stop) => DeskChoice.Guarded(() => Run(DeskChoice.Address(parsed.GetValue(demo)), parsed.GetValue(json), stop)));
        return command;
    }

    private static async Task<int> Run(DatabaseAddress address, bool json, CancellationToken stop)
    {
        await using var database = await DeskPlace.Open(address, stop);
        var report = await new Verification(database).Run(json || Console.IsErrorRedirected ? null : done => Console.Error.Write($"\r{done} tickets "), stop);
        var proofs = new List<ScheduleProof>();
        foreach (var tenant in await Tenants.Active(database, stop))
        {
            proofs.Add(await ScheduleProof.Count(database, tenant, stop));
        }

        var (unscheduled, open) = (proofs.Sum(proof => proof.Unscheduled), proofs.Sum(proof => proof.Open));
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new
                {
                    report.Tickets, report.Facts, report.Files, open, unscheduled,
                    findings = report.Findings.Select(finding => new { tenant = finding.Tenant.Value, ticket = finding.Ticket?.Value, finding.What, finding.Expected, finding.Found }),
                },
                Printed));
        }
        else
        {
            foreach (var finding in report.Findings)
            {
                Console.Out.WriteLine($"tenant {finding.Tenant.Value}, ticket {finding.Ticket?.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}: {finding.What}: expected {finding.Expected}, found {finding.Found}");
            }

            Console.Out.WriteLine($"{report.Tickets} tickets, {report.Facts} facts, {report.Files} files; {unscheduled} of {open} open tickets without a next step; {report.Findings.Count} findings.");
        }

        return report.IsClean && unscheduled == 0 ? Verbs.Done : Verbs.Findings;
    }
}
