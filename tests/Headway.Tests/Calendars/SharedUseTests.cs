using System.Diagnostics;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

/// <summary>One calendar, many threads, millions of calls.</summary>
public sealed class SharedUseTests
{
    [Fact]
    public void Add_WhenManyThreadsShareACalendar_AnswersAsAFreshOneDoes()
    {
        var shared = Given.Weekdays("Europe/Berlin", "09:00-12:30", "13:15-17:00");
        var starts = Enumerable.Range(0, 4_000).Select(i => Instant.FromUtc(1975, 1, 1, 0, 0) + Duration.FromHours(i * 119)).ToArray();
        var expected = starts.Select(start => Given.Weekdays("Europe/Berlin", "09:00-12:30", "13:15-17:00").Add(start, Given.Hours(40))).ToArray();
        // 54 years are more than the ring keeps, so threads replace each other's blocks all the time.
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < starts.Length; i++)
            {
                var at = (i * 7 + thread * 500) % starts.Length;
                if (shared.Add(starts[at], Given.Hours(40)) != expected[at])
                    throw new ShouldAssertException($"thread {thread} at {starts[at]}");
            }
        });
    }

    [Fact, Trait("Category", "Soak")]
    public void Add_WhenBlocksAreKnown_CostsFarLessThanAFewMicroseconds()
    {
        var calendar = Given.Weekdays("Europe/Berlin", "09:00-12:30", "13:15-17:00");
        var from = calendar.At("2026-03-25 12:00");
        var cost = Cheapest(() => calendar.Add(from, Given.Hours(40)));
        TestContext.Current.TestOutputHelper?.WriteLine($"Add of 40 business hours: {cost:F0} ns");
        cost.ShouldBeLessThan(5_000);
        Cheapest(() => calendar.Between(from, from + Duration.FromDays(9)).Length).ShouldBeLessThan(5_000);
    }

    /// <summary>Nanoseconds a call in the best of twenty rounds, so that a busy machine does not fail the test.</summary>
    private static double Cheapest<T>(Func<T> call)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < 5_000; i++)
                call();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / 5_000);
        }
        return best;
    }
}
