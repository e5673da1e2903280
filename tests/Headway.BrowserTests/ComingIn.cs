using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Headway.BrowserTests;

/// <summary>A real desk from its first minute: it is claimed, then entered with a passkey and with an authenticator's code.</summary>
public sealed partial class ComingIn(DemoDesk demo) : ClaimedDesk(demo)
{
    [Fact]
    public async Task Passkey_WhenAdded_LetsInUntilItIsTakenAway()
    {
        var keys = await Page.Context.NewCDPSessionAsync(Page);
        await keys.SendAsync("WebAuthn.enable");
        await keys.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        await Page.GotoAsync(Url + "/account");
        await Page.Locator("#passkey-name").FillAsync("The laptop on the desk");
        await Page.Locator("#passkey-present").FillAsync(Password);
        await Page.Locator("button[data-passkey-can]").ClickAsync();
        await Expect(Page.Locator("#passkeys .own-row input[name=name]")).ToHaveValueAsync("The laptop on the desk");
        await Shot(Page, "passkey-added");

        await SignOut();
        await Page.Locator("button[data-passkey]").ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await Page.GotoAsync(Url + "/account");
        await Page.Locator("#passkeys form[action$='/remove'] button").ClickAsync();
        await Expect(Page.Locator("#passkeys .own-row")).ToHaveCountAsync(0);

        await SignOut();
        await Page.Locator("button[data-passkey]").ClickAsync();
        await Expect(Page.Locator("[data-passkey-said]")).ToBeVisibleAsync();
        Page.Url.ShouldContain("/sign-in");
        await Shot(Page, "passkey-gone");
    }

    [Fact]
    public async Task Authenticator_WhenSetUp_IsAskedForAfterThePasswordUntilItIsSwitchedOff()
    {
        await Page.GotoAsync(Url + "/account");
        await Page.Locator("#factor-present").FillAsync(Password);
        await Page.Locator("form[action='/account/authenticator'] button").ClickAsync();
        await Expect(Page.Locator(".qr, svg[role=img]").First).ToBeVisibleAsync();
        var secret = Spaces().Replace(await Page.Locator("section:has(form[action$='/confirm']) code").InnerTextAsync(), "");
        await Page.Locator("form[action$='/confirm'] [name=code]").FillAsync(Code(secret, 0));
        await Shot(Page, "authenticator-setting");
        await Page.Locator("form[action$='/confirm'] button").ClickAsync();
        await Expect(Page.Locator("pre.codes")).ToBeVisibleAsync();

        await SignOut();
        await Enter();
        await Page.WaitForURLAsync("**/sign-in/code");
        await Page.Locator("[name=code]").FillAsync("000000");
        await Page.Locator("form[action='/sign-in/code'] button").ClickAsync();
        await Expect(Page.Locator(".fault")).ToBeVisibleAsync();
        await Shot(Page, "authenticator-wrong");
        // The code of the next half minute: the one that set it up counts once.
        await Page.Locator("[name=code]").FillAsync(Code(secret, 1));
        await Page.Locator("form[action='/sign-in/code'] button").ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

        await Page.GotoAsync(Url + "/account");
        await Page.Locator("#factor-present").FillAsync(Password);
        await Page.Locator("form[action='/account/authenticator'] button").ClickAsync();
        await SignOut();
        await Enter();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private async Task Enter()
    {
        await Page.Locator("[name=email]").FillAsync(Email);
        await Page.Locator("[name=password]").FillAsync(Password);
        await Page.Locator("button[name=with][value=password]").ClickAsync();
    }

    // RFC 6238 over a secret in Base32, some half minutes from now.
    private static string Code(string secret, int ahead)
    {
        var bits = string.Concat(secret.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2)).ToArray();
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + ahead);
#pragma warning disable CA5350 // the standard's own
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & int.MaxValue) % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();
}
