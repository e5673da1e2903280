using System.CommandLine;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary>What a person types: one verb, one file. Exit codes: 0 done, 1 findings, 2 bad arguments, 3 refused, 70 internal error.</summary>
public static class Verbs
{
    public const int Done = 0, Findings = 1, BadArguments = 2, Refused = 3, InternalError = 70;

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Headway: the service desk that runs on activity, not tickets.")
        {
            ServeVerb.Command(), DemoVerb.Command(), ScenarioVerb.Command(), TokenVerb.Command(), UserVerb.Command(), VerifyVerb.Command(),
            BackupVerb.Command(), RestoreVerb.Command(), MigrateVerb.Command(), MailVerb.Command(), AuditVerb.Command(),
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
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"headway: internal error: {bug}");
            return InternalError;
        }
    }

    /// <summary>There is no desk to do it to.</summary>
    public static int NoDesk() => Fail(Refused, "there is no desk here yet: ./run starts the demo, ./run --empty a desk of your own (HEADWAY_DATA names another place)");

    public static Option<bool> OnDemo() => new("--demo") { Description = "Mean the demo, where a desk of your own stands beside it." };

    /// <summary>Says why not, where a person reads it.</summary>
    public static int Fail(int code, string message)
    {
        Console.Error.WriteLine($"headway: {message}");
        return code;
    }
}
