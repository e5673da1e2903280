using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Headway.Application.Push;
using Shouldly;
using Xunit;

namespace Headway.Tests.Push;

/// <summary>What leaves for a browser can be read by it and by nobody else: the standard's own example, and a way there and back.</summary>
public sealed class PushCipherTests
{
    // RFC 8291, section 5 and appendix A.
    private const string Said = "When I grow up, I want to be a watermelon";
    private const string BrowserPoint = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string BrowserKey = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private const string Secret = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string SenderPoint = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string SenderKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Sealed =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    [Fact]
    public void Seal_When_ItIsTheStandardsExample_Then_ItIsTheStandardsMessage()
    {
        using var sender = Key(SenderKey, SenderPoint);

        var message = PushCipher.Seal(Encoding.UTF8.GetBytes(Said), Bytes(BrowserPoint), Bytes(Secret), sender, Bytes(Salt));

        Base64Url.EncodeToString(message).ShouldBe(Sealed);
    }

    [Fact]
    public void Seal_When_TheBrowserOpensIt_Then_ItReadsWhatWasSaidAndTwoAreNeverAlike()
    {
        using var browser = Key(BrowserKey, BrowserPoint);
        var said = string.Concat(Enumerable.Repeat("Fällig 14:30 · ", 100));

        var (one, other) = (Seal(said), Seal(said));

        (SealedPush.Open(one, browser, Bytes(Secret)), SealedPush.Open(other, browser, Bytes(Secret))).ShouldBe((said, said));
        one.ShouldNotBe(other, "the key and the salt are used once");
        Should.Throw<CryptographicException>(() => SealedPush.Open(one, browser, new byte[16]));
        one[^1] ^= 1;
        Should.Throw<CryptographicException>(() => SealedPush.Open(one, browser, Bytes(Secret)));
    }

    [Fact]
    public void Seal_When_AKeyIsNoKeyOrItIsTooLong_Then_NothingIsSealed()
    {
        var off = Bytes(BrowserPoint);
        off[^1] ^= 1;

        PushCipher.IsPoint(Bytes(BrowserPoint)).ShouldBeTrue();
        PushCipher.IsPoint(off).ShouldBeFalse("it is not on the curve");
        PushCipher.IsPoint(new byte[65]).ShouldBeFalse();
        PushCipher.IsPoint(Bytes(BrowserPoint)[1..]).ShouldBeFalse();
        Should.Throw<CryptographicException>(() => PushCipher.Seal("x"u8, off, Bytes(Secret)));
        Should.Throw<ArgumentException>(() => PushCipher.Seal(new byte[PushCipher.Longest + 1], Bytes(BrowserPoint), Bytes(Secret)));
        Should.Throw<ArgumentException>(() => PushCipher.Seal("x"u8, Bytes(BrowserPoint), new byte[15]));
    }

    private static byte[] Seal(string said) => PushCipher.Seal(Encoding.UTF8.GetBytes(said), Bytes(BrowserPoint), Bytes(Secret));

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);

    private static ECDiffieHellman Key(string key, string point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256, D = Bytes(key), Q = new ECPoint { X = Bytes(point)[1..33], Y = Bytes(point)[33..] },
    });
}
