using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Headway.Domain.Webhooks;

/// <summary>The signature of the Standard Webhooks: HMAC-SHA256 over the message's id, its time of sending and its bytes as they leave.</summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>How long a key of ours is; the standard asks for 24 to 64.</summary>
    public const int KeyBytes = 32;

    /// <summary>A key of random bytes, written as receivers expect it.</summary>
    public static string Key(byte[] random) => Prefix + Convert.ToBase64String(random);

    /// <summary>The header's value: one signature a key, so that a receiver may hold the old key or the new one.</summary>
    /// <exception cref="FormatException">A key was not written by <see cref="Key"/>.</exception>
    public static string Of(string id, Instant sent, string body, params IEnumerable<string> keys)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{sent.ToUnixTimeSeconds()}.{body}"));
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key[Prefix.Length..]), signed))));
    }
}
