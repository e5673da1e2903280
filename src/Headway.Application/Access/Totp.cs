using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Headway.Application.Access;

/// <summary>
/// Codes of an authenticator (RFC 6238): six digits, thirty seconds, HMAC-SHA-1 as every authenticator has it. Answers which
/// step a code belongs to, so that it can be used once.
/// </summary>
public static class Totp
{
    private const int StepSeconds = 30, Digits = 1_000_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret, 160 bits in base 32.</summary>
    public static string NewSecret() => Base32(RandomNumberGenerator.GetBytes(20));

    /// <summary>What an authenticator reads from a link or a picture.</summary>
    public static string Uri(string secret, string issuer, string account) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(account)}?secret={secret}&issuer={System.Uri.EscapeDataString(issuer)}";

    /// <summary>The step the code is right for: the present one or a neighbour, later than <paramref name="after"/>; null when none is.</summary>
    public static long? StepOf(string secret, string code, long unixSeconds, long? after = null)
    {
        var tidy = code.Replace(" ", "", StringComparison.Ordinal);
        var key = FromBase32(secret);
        if (tidy.Length != 6 || key is null)
        {
            return null;
        }

        var now = unixSeconds / StepSeconds;
        long? right = null;
        for (var step = now - 1; step <= now + 1; step++)
        {
            if (Secret.Same(At(key, step), tidy) && (after is null || step > after))
            {
                right ??= step;
            }
        }

        return right;
    }

    /// <summary>The code of a moment, as the authenticator shows it.</summary>
    public static string Code(string secret, long unixSeconds) =>
        At(FromBase32(secret) ?? throw new FormatException("Not a base 32 secret."), unixSeconds / StepSeconds);

    internal static string At(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What authenticators speak; forging it needs the key, collisions do not help.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset, 4)) & 0x7fffffff;
        return (number % Digits).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            buffer = ((buffer << 8) | b) & 0xfff;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString();
    }

    private static byte[]? FromBase32(string text)
    {
        var bytes = new List<byte>(20);
        var (buffer, bits) = (0, 0);
        foreach (var c in text)
        {
            var value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            buffer = ((buffer << 5) | value) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)((buffer >> bits) & 0xff));
            }
        }

        return [.. bytes];
    }
}
