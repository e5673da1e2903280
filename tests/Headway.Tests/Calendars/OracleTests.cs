using FsCheck.Fluent;
using Headway.Domain.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

public sealed class OracleTests
{
    [Fact]
    public void Arithmetic_WhenWalkedMinuteByMinute_AgreesForTwoWeeksAroundAClockChange() => Compare(calendars: 300, days: 14, queries: 20, stride: 1);

    [Fact, Trait("Category", "Soak")]
    public void Arithmetic_WhenWalkedMinuteByMinute_AgreesFor400DaysIn100000Queries() => Compare(calendars: 2_500, days: 400, queries: 40, stride: 7);

    [Fact]
    public void Oracle_WhenTheResolverWereWrong_WouldNotice()
    {
        // A calendar that differs only by one minute of one day is told apart, so agreement above means something.
        var calendar = Given.Daily("Europe/Berlin", "01:00-03:30");
        var walk = new MinuteWalk(calendar.But("2026-03-29", null, "01:00-03:31"), Given.Utc0("2026-03-20 00:00"), 21);
        Should.Throw<ShouldAssertException>(() => CompareMinutes(calendar, walk, 1));
    }

    private static void Compare(int calendars, int days, int queries, int stride)
    {
        var cases = from calendar in Cases.Calendars
                    from asked in Gen.ListOf(Gen.Four(Gen.Choose(0, days * 1440)), queries)
                    select (calendar, asked);
        Sweep.Over(cases, calendars, drawn =>
        {
            var calendar = drawn.calendar.Calendar;
            var middle = Instant.FromUnixTimeSeconds(drawn.calendar.Around.ToUnixTimeSeconds() / 60 * 60);
            var walk = new MinuteWalk(calendar, middle - Duration.FromDays(days / 2), days);
            CompareMinutes(calendar, walk, stride);
            foreach (var (a, b, length, step) in drawn.asked)
                CompareOne(calendar, walk, walk.First + Math.Min(a, b), walk.First + Math.Max(a, b) - 1, length % (step % 3 == 0 ? 600 : 4_000));
        });
    }

    private static void CompareMinutes(WorkCalendar calendar, MinuteWalk walk, int stride)
    {
        for (var minute = walk.First; minute <= walk.Last; minute += stride)
        {
            if (calendar.IsOpen(walk.At(minute)) != walk.IsOpen(minute))
                throw new ShouldAssertException($"IsOpen differs at {Cases.Exact(walk.At(minute))}; walked: {walk.IsOpen(minute)}");
        }
    }

    private static void CompareOne(WorkCalendar calendar, MinuteWalk walk, int from, int until, int length)
    {
        var worked = WorkingTime.FromMinutes(length);
        calendar.Between(walk.At(from), walk.At(until)).ShouldBe(WorkingTime.FromMinutes(walk.Between(from, until)));
        if (walk.Next(from) is { } open)
            calendar.NextOpening(walk.At(from)).ShouldBe(walk.At(open));
        if (walk.Add(from, length) is { } due)
            calendar.Add(walk.At(from), worked).ShouldBe(walk.At(due), $"{length} min from {Cases.Exact(walk.At(from))}");
        if (walk.Before(until, length) is { } start)
            calendar.Before(walk.At(until), worked).ShouldBe(walk.At(start), $"{length} min before {Cases.Exact(walk.At(until))}");
    }
}
