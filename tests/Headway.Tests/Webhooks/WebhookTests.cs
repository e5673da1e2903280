using Headway.Domain;
using Headway.Domain.Tickets;
using Headway.Domain.Webhooks;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Webhooks;

public sealed class WebhookTests
{
    private static readonly Instant Sent = Instant.FromUnixTimeSeconds(1_614_265_330);

    [Fact]
    public void Sign_When_GivenThePublishedExample_Then_ItIsThePublishedSignature() =>
        WebhookSignature.Of("msg_p5jXN8AQM9LWM0D4loKWxJek", Sent, """{"test": 2432232314}""", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void Happening_When_TicketsGoOnAsOneAndApart_Then_ItHasItsOwnName()
    {
        (WebhookEvents.Of(new MergedInto(new TicketKey(7))), WebhookEvents.Of(new Unmerged(false)), WebhookEvents.Of(new TakenIn(new TicketKey(7), new PersonId(1))))
            .ShouldBe(("ticket.merged", "ticket.unmerged", null));
        WebhookEvents.All.ShouldContain("ticket.merged");
        WebhookEvents.All.ShouldContain("ticket.unmerged");
    }

    [Fact]
    public void Sign_When_TwoKeysCount_Then_BothSignaturesStand()
    {
        var (one, two) = (WebhookSignature.Key([.. Enumerable.Range(1, 32).Select(i => (byte)i)]), WebhookSignature.Key(new byte[32]));

        WebhookSignature.Of("msg_1", Sent, "{}", one, two).ShouldBe($"{WebhookSignature.Of("msg_1", Sent, "{}", one)} {WebhookSignature.Of("msg_1", Sent, "{}", two)}");
        one.ShouldNotBe(two);
        Convert.FromBase64String(one["whsec_".Length..]).Length.ShouldBe(32);
    }

    [Fact]
    public void Wait_When_TriesGoOn_Then_ThePausesGrowOverThreeDaysAndEnd()
    {
        var pauses = Enumerable.Range(1, 9).Select(tries => WebhookPatience.After(tries).ShouldNotBeNull()).ToList();

        pauses.ShouldBe(pauses.Order());
        pauses.Aggregate(Duration.Zero, (sum, pause) => sum + pause).ShouldBeGreaterThan(Duration.FromDays(3));
        WebhookPatience.After(10).ShouldBeNull();
    }

    [Fact]
    public void Wait_When_TheReceiverAsksForLonger_Then_ItIsGrantedUpToADay()
    {
        WebhookPatience.After(1, Duration.FromMinutes(7)).ShouldBe(Duration.FromMinutes(7));
        WebhookPatience.After(3, Duration.FromMinutes(7)).ShouldBe(Duration.FromMinutes(30));
        WebhookPatience.After(1, Duration.FromDays(400)).ShouldBe(Duration.FromHours(24));
    }
}
