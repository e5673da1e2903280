using System.CommandLine;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary><c>headway restore FILE</c>: brings a backup into an empty place.</summary>
public static class RestoreVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("file") { Description = "A backup that 'headway backup' wrote." };
        var demo = new Option<bool>("--demo") { Description = "Restore the demo rather than a desk of your own." };
        var json = Verbs.AsJson();
        var command = new Command("restore", "Bring a backup into an empty place (HEADWAY_DATA, HEADWAY_DB).") { file, demo, json };
        command.SetAction((parsed, stop) => Run(parsed.GetValue(file)!, parsed.GetValue(demo), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> Run(FileInfo file, bool demo, bool json, CancellationToken stop)
    {
        if (!file.Exists)
        {
            return Verbs.Fail(Verbs.BadArguments, $"there is no file {file.FullName}");
        }

        var address = DeskPlace.Read().Address(demo ? DeskPlace.Demo : DeskPlace.Real);
        var restored = await Restore.Into(address, file.FullName, stop: stop);
        if (restored.Refusal is { } no)
        {
            return Verbs.Fail(Verbs.Refused, no.Message);
        }

        await using var database = DeskPlace.OpenAsIs(address);
        var misfit = await new SecretBox(database).Misfit(stop);
        if (misfit is not null && !json)
        {
            await Console.Error.WriteLineAsync(misfit.Message);
        }

        return Verbs.Say(
            json, new { rows = restored.Value.Rows, files = restored.Value.Files, key = misfit?.Code },
            string.Create(CultureInfo.InvariantCulture, $"{restored.Value.Rows} rows and {restored.Value.Files} files restored; 'headway verify' checks them"));
    }
}
