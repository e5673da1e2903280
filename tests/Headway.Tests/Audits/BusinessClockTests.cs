using Headway.Application.Audits.Reading;
using Headway.Domain.Audits;
using Headway.Domain.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

public sealed class BusinessClockTests
{
    private static readonly Instant First = Instant.FromUtc(2024, 1, 1, 0, 0), Last = Instant.FromUtc(2025, 1, 1, 0, 0);

    [Theory]
    [InlineData("Mon-Fri 09:00-17:00", "UTC")]
    [InlineData("Mon-Fri 09:00-12:30,13:15-17:00; Sat 10:00-14:00", "Europe/Berlin")]
    [InlineData("Sun-Thu 22:00-06:00", "America/Sao_Paulo")]
    [InlineData("24x7", "Asia/Riyadh")]
    public void Clock_AtAnyInstant_AgreesWithTheCalendar(string hours, string zone)
    {
        const int seed = 20241117;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var dice = new Random(seed);
        var calendar = WorkingHours.Parse(hours, Zones.Find(zone).Value).Value;
        var clock = BusinessClock.Over(calendar, First, Last);
        for (var round = 0; round < 2000; round++)
        {
            var a = First.ToUnixTimeMilliseconds() + dice.NextInt64(-40L * 86_400_000, 600L * 86_400_000);
            var b = a + dice.NextInt64(0, 30L * 86_400_000);
            var between = calendar.Between(Instant.FromUnixTimeMilliseconds(a), Instant.FromUnixTimeMilliseconds(b));
            clock.Between(a, b).ShouldBe((long)between.Length.TotalMilliseconds);
            var length = dice.NextInt64(0, 200L * 3_600_000);
            clock.Add(a, length).ShouldBe(calendar.Add(Instant.FromUnixTimeMilliseconds(a), new WorkingTime(Duration.FromMilliseconds(length)))?.ToUnixTimeMilliseconds());
        }
    }

    [Fact]
    public void Add_WhenTheLengthEndsWithTheDay_IsThatDaysClose()
    {
        var calendar = WorkingHours.Parse("Mon-Fri 09:00-17:00", DateTimeZone.Utc).Value;
        var clock = BusinessClock.Over(calendar, First, Last);
        var monday = Instant.FromUtc(2024, 3, 4, 9, 0).ToUnixTimeMilliseconds();
        clock.Add(monday, 8 * 3_600_000).ShouldBe(Instant.FromUtc(2024, 3, 4, 17, 0).ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mon-Fri")]
    [InlineData("Mon-Foo 09:00-17:00")]
    [InlineData("Mon 9-17")]
    public void WorkingHours_WhenMalformed_AreRefused(string hours) =>
        WorkingHours.Parse(hours, DateTimeZone.Utc).Refusal!.Code.ShouldBe("audit.calendar-malformed");
}
