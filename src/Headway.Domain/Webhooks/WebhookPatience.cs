using NodaTime;

namespace Headway.Domain.Webhooks;

/// <summary>How long a receiver that does not answer well is tried.</summary>
public static class WebhookPatience
{
    private static readonly Duration[] Pauses =
    [
        Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2), Duration.FromHours(5), Duration.FromHours(10),
        Duration.FromHours(14), Duration.FromHours(20), Duration.FromHours(24),
    ];

    /// <summary>A receiver that has taken nothing for so long is stopped.</summary>
    public static readonly Duration UntilStopped = Duration.FromDays(5);

    /// <summary>
    /// The pause after so many tries (from 1), three days and more in all; null when it is not tried again. What the receiver asked for
    /// counts when it is longer, up to a day.
    /// </summary>
    public static Duration? After(int tries, Duration? asked = null)
    {
        if (tries > Pauses.Length)
        {
            return null;
        }

        var own = Pauses[Math.Max(tries, 1) - 1];
        return asked is { } wish ? Duration.Max(own, Duration.Min(wish, Pauses[^1])) : own;
    }
}
