using FsCheck.Fluent;
using Headway.Domain.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Calendars;

/// <summary>
/// P1 to P12 of the business-time law over generated calendars, at any precision down to a nanosecond. Every generated
/// calendar opens weekly, so that "never" only comes from lengths beyond a hundred years, which are not generated.
/// </summary>
public sealed class PropertyTests
{
    private const int Count = 1_000;

    [Fact]
    public void P1_AddZero_IsTheNextWorkingInstantAndTItselfOnlyWhenOpen() => Sweep.Over(Cases.Times, Count, c =>
    {
        var next = Add(c.Calendar, c.T, WorkingTime.Zero);
        next.ShouldBe(c.Calendar.NextOpening(c.T)!.Value);
        (next == c.T).ShouldBe(c.Calendar.IsOpen(c.T));
        c.Calendar.IsOpen(next).ShouldBeTrue();
        c.Calendar.Between(c.T, next).ShouldBe(WorkingTime.Zero);
    });

    [Fact]
    public void P2_BetweenAnInstantAndAdd_IsTheLength() => Sweep.Over(Cases.Times, Count, c =>
        c.Calendar.Between(c.T, Add(c.Calendar, c.T, c.A)).ShouldBe(c.A));

    [Fact]
    public void P2_Add_IsTheEarliestSuchInstant() => Sweep.Over(Cases.Times, Count, c =>
    {
        if (c.A > WorkingTime.Zero)
            c.Calendar.Between(c.T, Add(c.Calendar, c.T, c.A) - Duration.Epsilon).ShouldBeLessThan(c.A);
    });

    [Fact]
    public void P3_AddInTwoSteps_IsAddInOne() => Sweep.Over(Cases.Times, Count, c =>
    {
        var twice = Add(c.Calendar, Add(c.Calendar, c.T, c.A), c.B);
        var once = Add(c.Calendar, c.T, c.A + c.B);
        twice.ShouldBe(c.B > WorkingTime.Zero ? once : c.Calendar.NextOpening(once)!.Value);
    });

    [Fact]
    public void P4_Add_IsMonotoneInInstantAndLength() => Sweep.Over(Cases.Times, Count, c =>
    {
        var (early, late) = (Instant.Min(c.T, c.U), Instant.Max(c.T, c.U));
        var (little, much) = (WorkingTime.Min(c.A, c.B), c.A > c.B ? c.A : c.B);
        Add(c.Calendar, early, c.A).ShouldBeLessThanOrEqualTo(Add(c.Calendar, late, c.A));
        Add(c.Calendar, c.T, little).ShouldBeLessThanOrEqualTo(Add(c.Calendar, c.T, much));
    });

    [Fact]
    public void P5_AroundTheClock_IsPlainAddition()
    {
        WorkCalendar[] AroundTheClock(DateTimeZone zone) =>
        [
            WorkCalendar.AlwaysOpen("always", zone), Given.Daily(zone.Id, "00:00-24:00"), Given.Daily(zone.Id, "12:00-24:00", "00:00-12:00"),
            Given.Daily(zone.Id, "19:00-07:00", "07:00-19:00"), Given.Daily(zone.Id, "00:00-24:00").But("2026-03-29", "the same", "00:00-24:00"),
        ];
        Sweep.Over(Cases.Times, Count / 4, c =>
        {
            foreach (var always in AroundTheClock(c.Calendar.Zone))
            {
                always.Add(c.T, c.A).ShouldBe(c.T + c.A.Length);
                always.Before(c.T, c.A).ShouldBe(c.T - c.A.Length);
                always.Between(Instant.Min(c.T, c.U), Instant.Max(c.T, c.U)).Length.ShouldBe(Instant.Max(c.T, c.U) - Instant.Min(c.T, c.U));
                always.NextOpening(c.T).ShouldBe(c.T);
                always.IsOpen(c.U).ShouldBeTrue();
            }
        });
    }

    [Fact]
    public void P6_Between_WhenSplitAnywhereInside_ChangesNothing() => Sweep.Over(Cases.Times, Count, c =>
    {
        var end = Add(c.Calendar, c.T, c.A);
        var inside = Instant.Max(c.T, Instant.Min(c.U, end));
        (c.Calendar.Between(c.T, inside) + c.Calendar.Between(inside, end)).ShouldBe(c.Calendar.Between(c.T, end));
    });

    [Fact]
    public void P7_ClosingOneMoreHour_NeverMakesADueEarlier() => Sweep.Over(
        from c in Cases.Times from day in Gen.Choose(-10, 10) from start in Gen.Choose(0, 23) select (c, day, start), Count, drawn =>
    {
        var (c, day, start) = drawn;
        var date = c.Case.Around.InZone(c.Calendar.Zone).Date.PlusDays(day);
        var closed = WithoutAnHour(c.Calendar, date, LocalTime.FromHoursSinceMidnight(start));
        Add(closed, c.T, c.A).ShouldBeGreaterThanOrEqualTo(Add(c.Calendar, c.T, c.A));
        Add(closed, c.Case.Around, c.B).ShouldBeGreaterThanOrEqualTo(Add(c.Calendar, c.Case.Around, c.B));
    });

    [Fact]
    public void P8_APauseOutsideHours_ChangesNothing() => Sweep.Over(Cases.Times, Count, c =>
    {
        // The next closed stretch after T, and a pause of its whole length or of a part of it.
        var open = c.Calendar.OpenBetween(c.T, c.T + Duration.FromDays(9));
        if (open.Count < 2)
            return;
        var (pause, resume) = (open[0].End, open[1].Start - (open[1].Start - open[0].End) / 3);
        var consumed = c.Calendar.Between(c.T, pause);
        if (consumed < c.A)
            Add(c.Calendar, resume, c.A - consumed).ShouldBe(Add(c.Calendar, c.T, c.A));
    });

    [Fact]
    public void P9_ConsumedTime_WhenCountedInTwoBatches_IsThatOfOne() => Sweep.Over(Cases.Times, Count, c =>
    {
        // A clock stopped at an instant and taken up there again: what is consumed and the due stay what they are.
        var due = Add(c.Calendar, c.T, c.A);
        var stopped = Instant.Max(c.T, Instant.Min(c.U, due));
        var left = c.A - c.Calendar.Between(c.T, stopped);
        if (left > WorkingTime.Zero)
            Add(c.Calendar, stopped, left).ShouldBe(due);
    });

    [Fact]
    public void P10_TwoZonesWithEqualRules_GiveEqualAnswers() => Sweep.Over(Cases.Times, Count, c =>
    {
        foreach (var (one, other) in new[] { ("Europe/Berlin", "Europe/Paris"), ("America/New_York", "America/Toronto"), ("Asia/Kolkata", "Asia/Colombo") })
        {
            var (here, there) = (Moved(c.Calendar, one), Moved(c.Calendar, other));
            here.Add(c.T, c.A).ShouldBe(there.Add(c.T, c.A));
            here.Between(c.T, c.U).ShouldBe(there.Between(c.T, c.U));
            here.AddWorkingDays(c.T, 3).ShouldBe(there.AddWorkingDays(c.T, 3));
        }
    });

    [Fact]
    public void P11_Between_OverDisjointSpans_AddsUp() => Sweep.Over(Cases.Times, Count, c =>
    {
        var (from, until) = (Instant.Min(c.T, c.U), Instant.Max(c.T, c.U));
        var open = c.Calendar.OpenBetween(from, until);
        open.Aggregate(Duration.Zero, (sum, span) => sum + span.Length.Length).ShouldBe(c.Calendar.Between(from, until).Length);
        open.Zip(open.Skip(1)).ShouldAllBe(pair => pair.First.End < pair.Second.Start);
        open.ShouldAllBe(span => c.Calendar.Between(span.Start, span.End) == span.Length);
    });

    [Fact]
    public void P12_ACalendarThatNoLongerOpens_SaysNeverAndDoesNotLoop()
    {
        var once = Given.Create("Europe/Berlin", [], new() { [Given.Date("2026-07-06")] = DayOverride.Hours("open day", Given.Spans("09:00-17:00")) }).Value;
        var opening = once.At("2026-07-06 09:00");
        once.Add(opening, Given.Hours(8)).ShouldBe(once.At("2026-07-06 17:00"));
        once.Add(opening, Given.Hours(8.01)).ShouldBeNull();
        once.Add(once.At("2026-07-06 17:00"), WorkingTime.Zero).ShouldBeNull();
        once.NextOpening(Instant.MaxValue - Duration.FromDays(1)).ShouldBeNull();
        once.OpeningOn(Given.Date("2026-07-07")).ShouldBeNull();
        once.AddWorkingDays(opening, 1).ShouldBeNull();
        once.EndOfWorkingDay(opening, 1).ShouldBeNull();
        once.Before(opening, Given.Hours(1)).ShouldBeNull();
        once.Trace(opening, Given.Hours(9)).Result.ShouldBeNull();
        once.Add(once.At("2019-01-01 00:00"), Given.Hours(1)).ShouldBeNull("the opening is more than five years away");
    }

    [Fact]
    public void Before_IsTheMirrorOfAdd() => Sweep.Over(Cases.Times, Count, c =>
    {
        var start = c.Calendar.Before(c.T, c.A)!.Value;
        c.Calendar.Between(start, c.T).ShouldBe(c.A);
        if (c.A > WorkingTime.Zero)
        {
            c.Calendar.Between(start + Duration.Epsilon, c.T).ShouldBeLessThan(c.A);
            Add(c.Calendar, start, c.A).ShouldBeLessThanOrEqualTo(c.T);
        }
    });

    [Fact]
    public void Trace_AddsUpToTheLengthAndTheResultOfAdd() => Sweep.Over(Cases.Times, Count / 4, c =>
    {
        var trace = c.Calendar.Trace(c.T, c.A);
        trace.Result.ShouldBe(c.Calendar.Add(c.T, c.A));
        trace.Used.Aggregate(WorkingTime.Zero, (sum, used) => sum + used.Taken).ShouldBe(c.A);
        trace.Skipped.Select(skipped => skipped.Date).Intersect(trace.Used.Select(used => used.Date)).ShouldBeEmpty();
    });

    private static Instant Add(WorkCalendar calendar, Instant from, WorkingTime length) => calendar.Add(from, length)!.Value;

    private static WorkCalendar Moved(WorkCalendar calendar, string zone) =>
        Given.Create(zone, calendar.Week(), new Dictionary<LocalDate, DayOverride>(calendar.Overrides)).Value;

    private static WorkCalendar WithoutAnHour(WorkCalendar calendar, LocalDate date, LocalTime hour)
    {
        var (cutStart, cutEnd) = (hour.NanosecondOfDay, hour.NanosecondOfDay + NodaConstants.NanosecondsPerHour);
        var left = new List<Span>();
        foreach (var span in calendar.SpansOn(date))
        {
            var (start, end) = (span.From.NanosecondOfDay, span.From.NanosecondOfDay + span.WallLength.ToInt64Nanoseconds());
            Keep(start, Math.Min(end, cutStart));
            Keep(Math.Max(start, cutEnd), end);
        }
        var dates = new Dictionary<LocalDate, DayOverride>(calendar.Overrides) { [date] = new(left) };
        return Given.Create(calendar.Zone.Id, calendar.Week(), dates).Value;

        void Keep(long start, long end)
        {
            if (start < end && start < NodaConstants.NanosecondsPerDay)
                left.Add(new Span(LocalTime.FromNanosecondsSinceMidnight(start), LocalTime.FromNanosecondsSinceMidnight(end % NodaConstants.NanosecondsPerDay)));
        }
    }
}
