using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>The weekly spans, indexed by <see cref="IsoDayOfWeek"/> 1 to 7, each day's in order of their start.</summary>
internal static class Week
{
    public static readonly IReadOnlyList<Span>[] AllHours = [[], .. Enumerable.Repeat<IReadOnlyList<Span>>([Span.WholeDay], 7)];

    public static IReadOnlyList<Span>[] Of(IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Span>> weekly) =>
    [
        .. Enumerable.Range(0, 8).Select(IReadOnlyList<Span> (day) =>
            weekly.TryGetValue((IsoDayOfWeek)day, out var spans) ? [.. spans.OrderBy(span => span.From)] : []),
    ];

    public static bool CoversAll(IReadOnlyList<Span>[] week) => week.Skip(1).All(CoversDay);

    /// <summary>Whether the spans leave no instant of their own date closed.</summary>
    public static bool CoversDay(IReadOnlyList<Span> spans)
    {
        var covered = 0L;
        foreach (var span in spans.OrderBy(span => span.From))
        {
            if (span.From.NanosecondOfDay > covered)
                return false;
            covered = Math.Max(covered, span.From.NanosecondOfDay + span.WallLength.ToInt64Nanoseconds());
        }
        return covered >= NodaConstants.NanosecondsPerDay;
    }
}
