using System.CommandLine;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary><c>headway migrate [--contract]</c>: brings the database up to date; with <c>--contract</c> also removes what older nodes needed.</summary>
public static class MigrateVerb
{
    public static Command Command()
    {
        var contract = new Option<bool>("--contract") { Description = "No older node lives any more: remove what only they needed." };
        var demo = DeskChoice.Demo();
        var command = new Command("migrate", "Bring the database up to date.") { contract, demo };
        command.SetAction((parsed, stop) => DeskChoice.Guarded(() => Run(DeskChoice.Address(parsed.GetValue(demo)), parsed.GetValue(contract), stop)));
        return command;
    }

    private static async Task<int> Run(DatabaseAddress address, bool contract, CancellationToken stop)
    {
        await using var database = Database.Open(address);
        var migrator = new Migrator(database);
        var applied = await migrator.Run(stop, contract);
        foreach (var step in applied)
        {
            Console.Out.WriteLine($"{step.Version:0000} {step.Name}");
        }

        var waiting = await migrator.Pending(stop);
        Console.Out.WriteLine(waiting.Count == 0 ? "Up to date." : $"Up to date; {waiting.Count} steps wait for --contract.");
        return Verbs.Done;
    }
}
