using System.CommandLine;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary><c>headway backup FILE</c>: one file, taken while the desk works, of either engine and for either.</summary>
public static class BackupVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write it; an older one there is replaced once the new one is whole." };
        var demo = DeskChoice.Demo();
        var command = new Command("backup", "Write everything, as of one moment, into one file, and read it back.") { file, demo };
        command.SetAction((parsed, stop) => DeskChoice.Guarded(() => Run(DeskChoice.Address(parsed.GetValue(demo)), parsed.GetValue(file)!, stop)));
        return command;
    }

    private static async Task<int> Run(DatabaseAddress address, FileInfo file, CancellationToken stop)
    {
        if (file.Directory is not { Exists: true })
        {
            return Verbs.Fail(Verbs.BadArguments, $"there is no folder {file.DirectoryName}");
        }

        await using var database = await DeskPlace.Open(address, stop);
        var report = await new Backup(database).Write(file.FullName, Console.IsErrorRedirected ? null : table => Console.Error.Write($"\r{table,-30}"), stop);
        Console.Out.WriteLine($"{file.FullName}: {report.Rows} rows and {report.Files} files.");
        return Verbs.Done;
    }
}
