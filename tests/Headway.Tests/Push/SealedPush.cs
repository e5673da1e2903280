using System.Security.Cryptography;
using System.Text;
using Headway.Application.Push;

namespace Headway.Tests.Push;

/// <summary>The browser's end: opens a message as RFC 8188 lays it out.</summary>
internal static class SealedPush
{
    /// <exception cref="CryptographicException">It was sealed for somebody else, or altered.</exception>
    public static string Open(byte[] message, ECDiffieHellman browser, byte[] secret)
    {
        var (salt, sender, box) = (message[..16], message[21..86], message[86..]);
        var (key, nonce) = PushCipher.Derive(browser, sender, PushCipher.Point(browser.ExportParameters(false).Q), sender, secret, salt);
        var plain = new byte[box.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, box.AsSpan(0, plain.Length), box.AsSpan(plain.Length), plain);
        if (plain[^1] != 2)
        {
            throw new CryptographicException("It is not the last record.");
        }

        return Encoding.UTF8.GetString(plain.AsSpan(0, plain.Length - 1));
    }
}
