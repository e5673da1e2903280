using System.CommandLine;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary><c>headway migrate [--contract] [--new-key]</c>: brings the database up to date without starting a desk.</summary>
public static class MigrateVerb
{
    public static Command Command()
    {
        var contract = new Option<bool>("--contract") { Description = "Remove what older versions still need: no older node runs any more." };
        var demo = new Option<bool>("--demo") { Description = "The demo's database rather than that of a desk of your own." };
        var renew = new Option<bool>("--new-key") { Description = "The desk's key is lost: begin with a new one. Mail passwords are entered again; authenticators give way to recovery codes." };
        var command = new Command("migrate", "Bring the database up to date.") { contract, renew, demo };
        command.SetAction((parsed, stop) => Run(parsed.GetValue(contract), parsed.GetValue(renew), parsed.GetValue(demo), stop));
        return command;
    }

    private static async Task<int> Run(bool contract, bool renew, bool demo, CancellationToken stop)
    {
        await using var database = DeskPlace.OpenAsIs(DeskPlace.Read().Address(demo ? DeskPlace.Demo : DeskPlace.Real));
        var done = await new Migrator(database).Run(stop, contract);
        foreach (var step in done)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Version:0000} {step.Name}"));
        }

        if (renew)
        {
            await new SecretBox(database).Renew(stop);
            Console.Out.WriteLine("The desk has a new key.");
        }

        Console.Out.WriteLine(done.Count == 0 ? "Nothing to do." : "Up to date.");
        return Verbs.Done;
    }
}
