using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Headway.Domain.Webhooks;

/// <summary>The signature of the Standard Webhooks: HMAC-SHA256 over the message's id, its time of sending and its bytes as they leave.</summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>A key of 32 random bytes, written as receivers expect it.</summary>
    public static string NewKey() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The header's value: one signature a key, so that a receiver may hold the old key or the new one.</summary>
    /// <exception cref="FormatException">A key was not made by <see cref="NewKey"/>.</exception>
    public static string Of(string id, Instant sent, string body, params IEnumerable<string> keys)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{sent.ToUnixTimeSeconds()}.{body}"));
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key[Prefix.Length..]), signed))));
    }
}
