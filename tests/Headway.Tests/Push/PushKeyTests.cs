using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headway.Application.Push;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Push;

/// <summary>Push services know who sends; and nothing is tried for longer than it is worth.</summary>
public sealed class PushKeyTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Uri Desk = new("https://desk.example/");

    [Fact]
    public void Word_When_AServiceReadsIt_Then_ItIsForThatServiceSignedByTheKeyItNamesAndSoonOver()
    {
        var key = PushKey.Read(PushKey.New());

        var said = key.Authorization(new Uri("https://push.example:8443/wpush/abc?d=e"), Desk, Now);

        said.ShouldStartWith("vapid t=");
        var (word, named) = (said[8..said.IndexOf(',', StringComparison.Ordinal)], said[(said.IndexOf("k=", StringComparison.Ordinal) + 2)..]);
        named.ShouldBe(key.Public);
        var parts = word.Split('.');
        Text(parts[0]).ShouldBe("""{"typ":"JWT","alg":"ES256"}""");
        var claims = JsonDocument.Parse(Text(parts[1])).RootElement;
        claims.GetProperty("aud").GetString().ShouldBe("https://push.example:8443", "the service, and not the browser's own address");
        claims.GetProperty("sub").GetString().ShouldBe("https://desk.example/");
        (Instant.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()) - Now).ShouldBe(Duration.FromHours(12));
        var point = Base64Url.DecodeFromChars(named);
        using var service = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        service.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256).ShouldBeTrue();
    }

    [Fact]
    public void Word_When_ItIsHalfOver_Then_ANewOneIsWrittenAndEachServiceHasItsOwn()
    {
        var key = PushKey.Read(PushKey.New());
        string Say(string host, Duration later) => key.Authorization(new Uri($"https://{host}/x"), Desk, Now + later);

        var first = Say("one.example", Duration.Zero);

        Say("one.example", Duration.FromHours(6)).ShouldBe(first);
        Say("other.example", Duration.Zero).ShouldNotBe(first);
        Say("one.example", Duration.FromHours(6) + Duration.FromSeconds(1)).ShouldNotBe(first);
    }

    [Fact]
    public void Pause_When_TheNewsWouldBeOldByThen_Then_ItIsNotTriedAgain()
    {
        PushPatience.After(1, Duration.Zero).ShouldBe(Duration.FromSeconds(5));
        PushPatience.After(7, Duration.FromHours(2)).ShouldBe(Duration.FromHours(1));
        PushPatience.After(8, Duration.Zero).ShouldBeNull("tried often enough");
        PushPatience.After(1, Duration.Zero, Duration.FromMinutes(7)).ShouldBe(Duration.FromMinutes(7), "the service asked for it");
        PushPatience.After(1, Duration.Zero, Duration.FromHours(4)).ShouldBeNull("worth nothing by then");
        PushPatience.After(6, Duration.FromHours(3)).ShouldBeNull();
    }

    private static string Text(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}
