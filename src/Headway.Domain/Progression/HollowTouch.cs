using Headway.Domain.Statuses;

namespace Headway.Domain.Progression;

/// <summary>
/// One progression as hollowness sees it: the situation it left and whether it moved anything: something the customer
/// could see, a new contact attempt, a new ETA, help asked.
/// </summary>
public sealed record ProgressionStep(StatusCode Status, bool CustomerVisible = false, bool NewAttempt = false, bool NewEta = false, bool HelpAsked = false)
{
    public bool Moved => CustomerVisible || NewAttempt || NewEta || HelpAsked;
}

/// <summary>What would change a situation that repeats itself.</summary>
public enum Way { AskHelp, OtherChannel, CallSupplier, TellCustomerWhy }

/// <summary>
/// How often in a row the latest situation was set again without anything moving, and whether that is hollow: a touch
/// that keeps the clock content and helps nobody. <paramref name="Ways"/> is what to offer instead, the aptest first;
/// empty while nothing is hollow.
/// </summary>
public sealed record HollowReading(int InARow, IReadOnlyList<Way> Ways)
{
    public bool IsHollow => InARow >= HollowTouch.HollowFrom;
}

/// <summary>Tells a progression that only repeats the one before from one that moves the ticket.</summary>
public static class HollowTouch
{
    /// <summary>The third progression in a row in the same situation is hollow.</summary>
    public const int HollowFrom = 3;

    /// <param name="steps">The ticket's progressions, oldest first; the last one is the one in question.</param>
    public static HollowReading Read(IReadOnlyList<ProgressionStep> steps)
    {
        var inARow = 0;
        for (var at = steps.Count - 1; at >= 0 && !steps[at].Moved && steps[at].Status == steps[^1].Status; at--)
            inARow++;
        return new HollowReading(inARow, inARow >= HollowFrom ? Ways(steps[^1].Status) : []);
    }

    /// <summary>How many of the progressions were hollow when they were made: the counter-measure beside Progression SLA.</summary>
    /// <param name="steps">The ticket's progressions, oldest first.</param>
    public static int Count(IReadOnlyList<ProgressionStep> steps) => Which(steps).Count;

    /// <summary>Their places.</summary>
    public static IReadOnlyList<int> Which(IReadOnlyList<ProgressionStep> steps)
    {
        var hollow = new List<int>();
        var inARow = 0;
        for (var at = 0; at < steps.Count; at++)
        {
            var repeats = !steps[at].Moved && (at == 0 || steps[at].Status == steps[at - 1].Status);
            inARow = steps[at].Moved ? 0 : repeats ? inARow + 1 : 1;
            if (inARow >= HollowFrom)
                hollow.Add(at);
        }

        return hollow;
    }

    private static IReadOnlyList<Way> Ways(StatusCode status)
    {
        if (status == StatusCode.AwaitCustomer || status == StatusCode.CustomerSilent || status == StatusCode.CustomerTesting)
            return [Way.OtherChannel, Way.AskHelp];
        if (status == StatusCode.AwaitSupplier || status == StatusCode.AwaitDelivery || status == StatusCode.AwaitApproval)
            return [Way.CallSupplier, Way.TellCustomerWhy, Way.AskHelp];
        return [Way.AskHelp, Way.TellCustomerWhy, Way.OtherChannel];
    }
}
