using NodaTime;

namespace Headway.Application.Push;

/// <summary>For how long a word to a browser is worth being brought, and how long a service is tried.</summary>
public static class PushPatience
{
    /// <summary>Older news is in the list, and in the next digest; a browser that was off for so long is not told of it.</summary>
    public static readonly Duration Worth = Duration.FromHours(4);

    /// <summary>A browser whose service has taken nothing for so long is forgotten.</summary>
    public static readonly Duration UntilForgotten = Duration.FromDays(14);

    private static readonly Duration[] Pauses =
        [Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromMinutes(30), Duration.FromHours(1), Duration.FromHours(1)];

    /// <summary>
    /// The pause after so many tries (from 1) of news that is so old; null when it would be worth nothing by then. What the service
    /// asked for counts when it is longer.
    /// </summary>
    public static Duration? After(int tries, Duration age, Duration? asked = null)
    {
        if (tries > Pauses.Length)
        {
            return null;
        }

        var pause = Duration.Max(Pauses[Math.Max(tries, 1) - 1], asked ?? Duration.Zero);
        return age + pause < Worth ? pause : null;
    }
}
