using System.CommandLine;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary><c>headway restore FILE</c>: brings a backup into an empty place and verifies what came.</summary>
public static class RestoreVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A backup of Headway, from either engine." };
        var demo = DeskChoice.Demo();
        var command = new Command("restore", "Bring a backup into an empty data folder or database.") { file, demo };
        command.SetAction((parsed, stop) => DeskChoice.Guarded(() => Run(DeskChoice.Address(parsed.GetValue(demo)), parsed.GetValue(file)!, stop)));
        return command;
    }

    private static async Task<int> Run(DatabaseAddress address, FileInfo file, CancellationToken stop)
    {
        if (!file.Exists)
        {
            return Verbs.Fail(Verbs.BadArguments, $"there is no file {file.FullName}");
        }

        var restored = await Restore.Into(address, file.FullName, Console.IsErrorRedirected ? null : table => Console.Error.Write($"\r{table,-30}"), stop);
        if (restored.Refusal is { } refusal)
        {
            return Verbs.Fail(Verbs.Refused, $"{refusal.Message} ({refusal.Code})");
        }

        await using var database = await DeskPlace.Open(address, stop);
        var report = await new Verification(database).Run(stop: stop);
        Console.Out.WriteLine($"{restored.Value.Rows} rows and {restored.Value.Files} files came back; {report.Findings.Count} findings.");
        return report.IsClean ? Verbs.Done : Verbs.Findings;
    }
}
