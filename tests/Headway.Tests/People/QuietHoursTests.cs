using Headway.Domain.People;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.People;

public sealed class QuietHoursTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly QuietHours Night = new(new LocalTime(22, 0), new LocalTime(7, 0)), Noon = new(new LocalTime(12, 0), new LocalTime(13, 0));

    [Theory]
    [InlineData(21, 59, false)]
    [InlineData(22, 0, true)]
    [InlineData(23, 59, true)]
    [InlineData(0, 0, true)]
    [InlineData(6, 59, true)]
    [InlineData(7, 0, false)]
    [InlineData(12, 0, false)]
    public void Night_WhenItSpansMidnight_IsQuietFromItsStartToJustBeforeItsEnd(int hour, int minute, bool quiet) => Night.Covers(At(3, 10, hour, minute), Berlin).ShouldBe(quiet);

    [Theory]
    [InlineData(11, 59, false)]
    [InlineData(12, 0, true)]
    [InlineData(12, 59, true)]
    [InlineData(13, 0, false)]
    public void Hour_WhenItLiesWithinADay_HasItsStartAndNotItsEnd(int hour, int minute, bool quiet) => Noon.Covers(At(3, 10, hour, minute), Berlin).ShouldBe(quiet);

    [Fact]
    public void Boundary_WhenAMillisecondBefore_IsStillTheOtherSide()
    {
        var hair = Duration.FromMilliseconds(1);
        (Night.Covers(At(3, 10, 22, 0) - hair, Berlin), Night.Covers(At(3, 11, 7, 0) - hair, Berlin)).ShouldBe((false, true));
    }

    [Fact]
    public void Person_WhenElsewhere_HasTheirOwnNight()
    {
        var evening = Instant.FromUtc(2026, 3, 10, 21, 30);
        (Night.Covers(evening, Berlin), Night.Covers(evening, DateTimeZoneProviders.Tzdb["America/New_York"])).ShouldBe((true, false));
    }

    [Fact]
    public void Spring_WhenTheEndIsLeftOut_EndsWhereTheClockGoesOn()
    {
        // On 29 March 2026 the clock goes from 02:00 to 03:00.
        var quiet = new QuietHours(new LocalTime(22, 0), new LocalTime(2, 30));
        var jump = Instant.FromUtc(2026, 3, 29, 1, 0);
        (quiet.Covers(jump - Duration.FromMilliseconds(1), Berlin), quiet.Covers(jump, Berlin)).ShouldBe((true, false));
        quiet.EndsAt(At(3, 28, 23, 0), Berlin).ShouldBe(jump);
        new QuietHours(new LocalTime(2, 0), new LocalTime(3, 0)).EndsAt(jump, Berlin).ShouldBe(jump, "an hour that does not exist is never quiet");
    }

    [Fact]
    public void Autumn_WhenAnHourComesTwice_IsQuietTwice()
    {
        // On 25 October 2026 the hour from 02:00 to 03:00 comes again.
        var quiet = new QuietHours(new LocalTime(2, 0), new LocalTime(2, 30));
        var (first, second) = (Instant.FromUtc(2026, 10, 25, 0, 0), Instant.FromUtc(2026, 10, 25, 1, 0));
        (quiet.Covers(first, Berlin), quiet.Covers(first + Duration.FromMinutes(30), Berlin), quiet.Covers(second, Berlin), quiet.Covers(second + Duration.FromMinutes(30), Berlin)).ShouldBe((true, false, true, false));
        (quiet.EndsAt(first, Berlin), quiet.EndsAt(second, Berlin)).ShouldBe((first + Duration.FromMinutes(30), second + Duration.FromMinutes(30)));
    }

    /// <summary>Against walking on minute by minute, over both changes of the clocks and in zones with odd ones.</summary>
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Cairo")]
    public void End_WhenWalkedTo_IsTheFirstMinuteThatIsNotQuiet(string zoneName)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneName];
        QuietHours[] all = [Night, Noon, new(new LocalTime(0, 0), new LocalTime(2, 30)), new(new LocalTime(2, 15), new LocalTime(2, 45)), new(new LocalTime(1, 45), new LocalTime(1, 15)), new(new LocalTime(23, 0), new LocalTime(0, 0))];
        foreach (var interval in zone.GetZoneIntervals(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0)).Where(interval => interval.HasEnd && interval.End < Instant.FromUtc(2027, 1, 1, 0, 0)))
        {
            foreach (var quiet in all)
            {
                for (var at = interval.End - Duration.FromHours(26); at < interval.End + Duration.FromHours(4); at += Duration.FromMinutes(15))
                {
                    var walked = at;
                    while (quiet.Covers(walked, zone))
                    {
                        walked += Duration.FromMinutes(1);
                    }

                    quiet.EndsAt(at, zone).ShouldBe(walked, $"{zoneName} {quiet} from {at}");
                }
            }
        }
    }

    [Theory]
    [InlineData(7, 59, null, false)]
    [InlineData(8, 0, null, true)]
    [InlineData(8, 0, 9, true)]
    [InlineData(8, 0, 10, false)]
    [InlineData(23, 0, 9, true)]
    public void Digest_WhenItsTimeHasCome_IsDueOnceADay(int hour, int minute, int? told, bool due) =>
        DailyDigest.IsDue(new LocalTime(8, 0), told is { } day ? new LocalDate(2026, 3, day) : null, At(3, 10, hour, minute), Berlin).ShouldBe(due);

    [Fact]
    public void Digest_WhenItsTimeIsLeftOut_ComesRightAfter()
    {
        var jump = Instant.FromUtc(2026, 3, 29, 1, 0);
        var (at, told) = (new LocalTime(2, 30), new LocalDate(2026, 3, 28));
        (DailyDigest.IsDue(at, told, jump - Duration.FromMilliseconds(1), Berlin), DailyDigest.IsDue(at, told, jump, Berlin)).ShouldBe((false, true));
    }

    private static Instant At(int month, int day, int hour, int minute) => new LocalDateTime(2026, month, day, hour, minute).InZoneStrictly(Berlin).ToInstant();
}
