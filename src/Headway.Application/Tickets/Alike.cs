using Headway.Application.Storage;

namespace Headway.Application.Tickets;

/// <summary>Whether two subjects tell of the same thing: by the words in them that tell anything.</summary>
internal static class Alike
{
    // Half of all subjects have them too: two that share no other are not alike.
    private static readonly HashSet<string> Often = ["nobody", "cannot", "home", "down", "broken", "geht"];

    public static HashSet<string> Telling(string subject) => [.. SearchWords.Telling(subject).Where(word => !Often.Contains(word))];

    /// <summary>How many telling words stand in both.</summary>
    public static int Shared(string one, string other) => Shared(Telling(one), other);

    public static int Shared(HashSet<string> telling, string other) => Telling(other).Count(telling.Contains);
}
