using Headway.Application.Storage;

namespace Headway.Application.Tickets;

/// <summary>Whether two subjects tell of the same thing: by the words in them that tell anything.</summary>
internal static class Alike
{
    // Words that half of all requests have say nothing.
    private static readonly HashSet<string> Empty = [
        "the", "and", "from", "with", "that", "this", "not", "nobody", "does", "can", "cannot", "for", "again", "home", "down", "broken", "der", "die", "das", "und", "nicht", "kein",
        "keine", "mit", "von", "ist", "geht", "nur", "bei"];

    public static HashSet<string> Telling(string subject) => [.. SearchWords.Of(subject).Where(word => word.Length > 2 && !Empty.Contains(word))];

    /// <summary>How many telling words stand in both.</summary>
    public static int Shared(string one, string other) => Shared(Telling(one), other);

    public static int Shared(HashSet<string> telling, string other) => Telling(other).Count(telling.Contains);
}
