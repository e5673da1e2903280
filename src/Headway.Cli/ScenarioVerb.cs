using System.CommandLine;
using Headway.Application.Scenarios;

namespace Headway.Cli;

/// <summary><c>headway scenario FILE.jsonl [--desk DESK.json] --json</c>: commands on a made clock through the real domain.</summary>
public static class ScenarioVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("file") { Description = "The scenario: one JSON object a line, in time order." };
        var desk = new Option<FileInfo?>("--desk") { Description = "Calendars, teams, targets and thresholds that differ from the default tenant." };
        var json = Verbs.AsJson();
        var command = new Command("scenario", "Run commands on a made clock and show what the desk comes to.") { file, desk, json };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(desk), parsed.GetValue(json)));
        return command;
    }

    private static int Run(FileInfo file, FileInfo? deskFile, bool json)
    {
        if (!file.Exists)
        {
            return Verbs.Fail(Verbs.BadArguments, $"there is no file {file.FullName}");
        }

        if (deskFile is { Exists: false })
        {
            return Verbs.Fail(Verbs.BadArguments, $"there is no file {deskFile.FullName}");
        }

        DeskSettings settings;
        try
        {
            settings = DeskSettings.From(DeskFile.Read(deskFile is null ? "{}" : File.ReadAllText(deskFile.FullName)));
        }
        catch (FormatException wrong)
        {
            return Verbs.Fail(Verbs.BadArguments, wrong.Message);
        }

        using var lines = file.OpenText();
        var run = ScenarioRun.Of(lines, settings);
        if (json)
        {
            Console.Out.WriteLine(ScenarioReport.Json(run));
        }
        else
        {
            ScenarioStory.Tell(run, Console.Out);
        }

        return Verbs.Done;
    }
}
