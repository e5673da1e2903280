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
        var json = Verbs.AsJson();
        var command = new Command("migrate", "Bring the database up to date.") { contract, renew, demo, json };
        command.SetAction((parsed, stop) => Run(parsed.GetValue(contract), parsed.GetValue(renew), parsed.GetValue(demo), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> Run(bool contract, bool renew, bool demo, bool json, CancellationToken stop)
    {
        await using var database = DeskPlace.OpenAsIs(DeskPlace.Read().Address(demo ? DeskPlace.Demo : DeskPlace.Real));
        var done = await new Migrator(database).Run(stop, contract);
        if (renew)
        {
            await new SecretBox(database).Renew(stop);
        }

        string[] said =
        [
            .. done.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Version:0000} {step.Name}")), .. renew ? ["The desk has a new key."] : Array.Empty<string>(),
            done.Count == 0 && !renew ? "Nothing to do." : "Up to date.",
        ];
        return Verbs.Say(json, new { applied = done.Select(step => new { version = step.Version, name = step.Name }), newKey = renew }, string.Join(Environment.NewLine, said));
    }
}
