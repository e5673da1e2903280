using Headway.Application.Demo;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Demo;

/// <summary>What the demo promises to be there at Tuesday 10:12 is there, and by the product's own rules.</summary>
public sealed class DemoMomentTests(LaidDemo demo)
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void Conversations_When_PlayedToTheMoment_Then_EachStandsAsItsFileSays()
    {
        var stories = DemoFiles.Conversations();
        stories.Count.ShouldBe(48);
        stories.Select(story => $"{story.Id} {demo.Tickets.First(ticket => ticket.Subject == story.Subject).Status}")
            .ShouldBe(stories.Select(story => $"{story.Id} {story.Ends}"));
    }

    [Theory]
    [InlineData("VPN drops every ten minutes", "2027-03-23 10:20", "sam")]
    [InlineData("Calls to Bremerhaven cut out after one minute", "2027-03-23 10:30", null)]
    [InlineData("All scanners offline at docks 2 to 5, lorries queueing", "2027-03-23 10:39", null)]
    [InlineData("Can't open the finance share since Friday", "2027-03-23 10:40", "sam")]
    [InlineData("Handscanner ist nach zwei Stunden leer", "2027-03-23 11:05", "sam")]
    [InlineData("Tax portal shows a blank page again", "2027-03-23 12:02", "sam")]
    [InlineData("Network socket dead in my new room", "2027-03-23 12:15", "nia")]
    [InlineData("Neuer Laptop, aber erst nach der Messe", "2027-03-23 13:00", "ines")]
    [InlineData("Badge opens the gate but not the goods lift", "2027-03-23 13:20", null)]
    [InlineData("Docking station not detected after the weekend", "2027-03-23 13:38", "ines")]
    [InlineData("Lieferscheindrucker am Tor 5 steht", "2027-03-23 15:00", "sam")]
    [InlineData("Webcam stays black in video calls", "2027-03-23 15:00", "sam")]
    [InlineData("Meeting room screen flickers in 4.13", "2027-03-23 16:00", "kim")]
    [InlineData("Visitor Wi-Fi codes expire after an hour", "2027-03-24 10:00", "sam")]
    [InlineData("Laptop and accounts for Jonas' new colleague", "2027-03-24 13:00", "kim")]
    [InlineData("Wi-Fi drops in the corner rooms on the fourth floor", "2027-04-01 14:40", "nia")]
    [InlineData("Scanned invoices arrive without their last page", "2027-03-22 13:30", "kim")]
    [InlineData("Price list upload stops at row 4,096", "2027-03-19 14:20", "ines")]
    public void Moment_When_ItIsTuesday1012_Then_IsDueWhenTheTourSays(string subject, string due, string? owner)
    {
        var ticket = demo.Tickets.First(ticket => ticket.Subject == subject);
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm")
            .Format(Instant.FromUnixTimeMilliseconds(ticket.Due!.Value).InZone(Berlin).LocalDateTime).ShouldBe(due);
        ticket.Owner.ShouldBe(owner is null ? null : $"{owner}@demo.example");
    }

    [Fact]
    public void Desk_When_Laid_Then_IsBusyAndHealthy()
    {
        var now = demo.Built.Now.ToUnixTimeMilliseconds();
        demo.Built.Open.ShouldBeInRange(280, 330);
        demo.Tickets.Count(ticket => ticket.Due < now).ShouldBeInRange(2, 10);
        demo.Tickets.Count(ticket => ticket.Due >= now && ticket.Due < now + (7 * 3_600_000)).ShouldBeInRange(20, 30);
    }

    [Fact]
    public void Search_When_TheCallerSaysWeb_Then_OnlyAnnsOpenTicketAnswers() => demo.Tickets
        .Where(ticket => ticket.Due is not null && ticket.Subject.Split(' ').Any(word => word.StartsWith("web", StringComparison.OrdinalIgnoreCase)))
        .Select(ticket => ticket.Subject).ShouldBe(["Webcam stays black in video calls"]);

    [Fact]
    public void Texts_When_Composed_Then_NoSlotIsLeftAndNoneStartsSmall()
    {
        demo.Texts.Where(text => text.Contains('{', StringComparison.Ordinal)).Take(3).ShouldBeEmpty();
        demo.Tickets.Where(ticket => char.IsLower(ticket.Subject[0])).Take(3).ShouldBeEmpty();
        demo.Texts.Distinct().Count().ShouldBeGreaterThan(demo.Texts.Count / 2, $"{demo.Texts.Count} texts");
    }
}
