using System.CommandLine;
using System.Globalization;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary><c>headway backup FILE</c>: everything at one moment in one file, while the desk goes on.</summary>
public static class BackupVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("file") { Description = "Where to; a file there is replaced once the backup is whole." };
        var demo = Verbs.OnDemo();
        var json = Verbs.AsJson();
        var command = new Command("backup", "Write a copy of everything, readable into either engine.") { file, demo, json };
        command.SetAction((parsed, stop) => Run(parsed.GetValue(file)!, parsed.GetValue(demo), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> Run(FileInfo file, bool demo, bool json, CancellationToken stop)
    {
        if (DeskPlace.Read().Meant(demo) is not { } address)
        {
            return Verbs.NoDesk();
        }

        if (file.Directory is not { Exists: true } || Directory.Exists(file.FullName))
        {
            return Verbs.Fail(Verbs.BadArguments, $"{file.FullName} can't be written: its folder does not exist, or it is one");
        }

        await using var database = await DeskPlace.Open(address, stop);
        var report = await new Backup(database).Write(file.FullName, stop: stop);
        return Verbs.Say(
            json, new { file = file.FullName, rows = report.Rows, files = report.Files },
            string.Create(CultureInfo.InvariantCulture, $"{report.Rows} rows and {report.Files} files in {file.FullName}"));
    }
}
