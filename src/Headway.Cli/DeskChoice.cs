using System.CommandLine;
using Headway.Application.Storage;

namespace Headway.Cli;

/// <summary><c>--demo</c>: the verbs that look after a desk mean the real one unless told otherwise.</summary>
public static class DeskChoice
{
    public const string Real = "desk";

    public static Option<bool> Demo() => new("--demo") { Description = "The demo's data instead of the desk's." };

    public static Option<bool> Json() => new("--json") { Description = "Answer in JSON." };

    public static DatabaseAddress Address(bool demo) => DeskPlace.Read().Address(demo ? "demo" : Real);

    /// <summary>Does it, and turns a store that can't into exit code 3 with its reason.</summary>
    public static async Task<int> Guarded(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (StorageException refused)
        {
            return Verbs.Fail(Verbs.Refused, $"{refused.Refusal.Message} ({refused.Refusal.Code})");
        }
    }
}
