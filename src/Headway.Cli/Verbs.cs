using System.CommandLine;
using System.Text.Json;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary>What a person types: one verb, one file. Exit codes: 0 done, 1 findings, 2 bad arguments, 3 refused, 70 internal error.</summary>
public static class Verbs
{
    /// <summary>Why a place can't be used, where another program was found there.</summary>
    public const string Taken = "another program answers there";

    public const int Done = 0, Findings = 1, BadArguments = 2, Refused = 3, InternalError = 70;

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Headway: the service desk that runs on activity, not tickets.")
        {
            ServeVerb.Command(), DemoVerb.Command(), ScenarioVerb.Command(), TokenVerb.Command(), UserVerb.Command(), VerifyVerb.Command(),
            BackupVerb.Command(), RestoreVerb.Command(), MigrateVerb.Command(), MailVerb.Command(), AuditVerb.Command(), ImportVerb.Command(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("Try: headway --help");
            return BadArguments;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (StorageException no)
        {
            return Fail(Refused, no.Message);
        }
        catch (FormatException malformed)
        {
            return Fail(BadArguments, malformed.Message);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // Where it happened is for whoever mends it; a person at a terminal needs one sentence.
            await Console.Error.WriteLineAsync(Environment.GetEnvironmentVariable("HEADWAY_TRACE") == "1"
                ? $"headway: internal error: {bug}"
                : $"headway: internal error ({bug.GetType().Name}: {OneLine(bug.Message)}). HEADWAY_TRACE=1 shows where; please report it.");
            return InternalError;
        }
    }

    /// <summary>There is no desk to do it to.</summary>
    public static int NoDesk() => Fail(Refused, "there is no desk here yet: ./run starts the demo, ./run --empty a desk of your own (HEADWAY_DATA names another place)");

    /// <summary>The desk can't be served there.</summary>
    public static int NoPlace(DeskPlace place, string why) => Fail(Refused, $"{place.Url} can't be used ({why}); name another port, such as PORT={place.Port + 1}");

    public static Option<bool> OnDemo() => new("--demo") { Description = "Mean the demo, where a desk of your own stands beside it." };

    public static Option<bool> AsJson() => new("--json") { Description = "Print what came of it as one JSON object." };

    /// <summary>Says what came of it: to a program as one JSON object, to a person in words.</summary>
    public static int Say(bool json, object shape, string words)
    {
        Console.Out.WriteLine(json ? JsonSerializer.Serialize(shape, JsonSerializerOptions.Web) : words);
        return Done;
    }

    /// <summary>Says why not, where a person reads it.</summary>
    public static int Fail(int code, string message)
    {
        Console.Error.WriteLine($"headway: {OneLine(message)}");
        return code;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
