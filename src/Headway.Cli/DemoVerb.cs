using System.CommandLine;
using Headway.Application.Demo;
using Headway.Web;
using Microsoft.Extensions.Hosting;

namespace Headway.Cli;

/// <summary><c>headway demo [--reset] [--log FILE]</c>: a desk in motion on its own clock, on this machine only.</summary>
public static class DemoVerb
{
    public static Command Command()
    {
        var reset = new Option<bool>("--reset") { Description = "Lay the demo anew: Tuesday, 10:12." };
        var log = new Option<FileInfo?>("--log") { Description = "Tell the history by this log's derived facts (tools/uci-fixture) instead of those carried along." };
        var json = Verbs.AsJson();
        var command = new Command("demo", "Start the demo on http://localhost:8017 (PORT), loopback only.") { reset, log, json };
        command.SetAction((parsed, stop) => Run(parsed.GetValue(reset), parsed.GetValue(log), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> Run(bool reset, FileInfo? log, bool json, CancellationToken stop)
    {
        if (log is { Exists: false })
        {
            return Verbs.Fail(Verbs.BadArguments, $"there is no file {log.FullName}");
        }

        var place = DeskPlace.Read() with { Listen = null };
        if (place.IsTaken())
        {
            return Verbs.NoPlace(place, Verbs.Taken);
        }

        var address = place.Address("demo");
        if (reset)
        {
            if (!place.CanForget)
            {
                return Verbs.Fail(Verbs.Refused, "--reset lays the demo anew only on SQLite; empty the database by hand");
            }

            place.Forget("demo");
        }

        if (!await DemoBuilder.IsLaid(address, stop))
        {
            if (place.CanForget)
            {
                place.Forget("demo"); // what a laying that was cut off left behind
            }

            await Console.Error.WriteLineAsync("Laying the demo: a real log's weeks and forty conversations, about ten seconds …");
            await using var database = await DeskPlace.Open(address, stop);
            using var facts = log?.OpenRead();
            var built = await DemoBuilder.On(database).Build(facts, stop: stop);
            await Console.Error.WriteLineAsync($"{built.Tickets} tickets, {built.Open} of them open, every one with a next step.");
        }

        await using var host = await DeskHost.Build(new HostSettings(address, Demo: true, place.Url, Quiet: true, Spool: place.Spool(DeskPlace.Demo)), stop: stop);
        try
        {
            await host.StartAsync(stop);
        }
        catch (IOException taken)
        {
            return Verbs.NoPlace(place, taken.Message);
        }

        Verbs.Say(json, new { url = place.Url }, $"{place.Url}{Environment.NewLine}Sign in as ann@demo.example (customer), sam@ or kim@ (agents), nia@ (agent of Network), lee@ (lead), mara@ (manager), ada@ (administrator).");
        await host.WaitForShutdownAsync(stop);
        return Verbs.Done;
    }
}
