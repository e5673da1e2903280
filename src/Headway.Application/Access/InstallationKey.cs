using System.Security.Cryptography;
using System.Text;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Access;

/// <summary>
/// The key that lies beside the data and never in it: 32 random bytes with which the secrets in the database are sealed
/// (AES-256-GCM), so that a copy of the database alone opens nothing.
/// </summary>
public sealed class InstallationKey
{
    private const string Mark = "sealed:1:";
    private const int Bytes = 32, Nonce = 12, Tag = 16;

    private readonly byte[] _seal;

    private InstallationKey(byte[] key)
    {
        _seal = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Bytes, info: "headway seal"u8.ToArray());
        Print = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 8, info: "headway print"u8.ToArray()));
    }

    /// <summary>Tells keys apart and tells nothing of the key.</summary>
    public string Print { get; }

    /// <summary>What a key file holds: base 64 of new random bytes.</summary>
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    public static Outcome<InstallationKey> Read(string text)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Bytes
            ? new InstallationKey(bytes[..Bytes])
            : KeyRefusals.Malformed;
    }

    public static bool IsSealed(string text) => text.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>Seals a text for one purpose; it opens for no other.</summary>
    public string Seal(string purpose, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(box.AsSpan(0, Nonce));
        using var aes = new AesGcm(_seal, Tag);
        aes.Encrypt(box.AsSpan(0, Nonce), plain, box.AsSpan(Nonce, plain.Length), box.AsSpan(Nonce + plain.Length), Encoding.UTF8.GetBytes(purpose));
        return Mark + Convert.ToBase64String(box);
    }

    /// <summary>What was sealed. What never was is given back as it is.</summary>
    /// <exception cref="StorageException">It was sealed with another key or for another purpose, or was altered.</exception>
    public string Open(string purpose, string text)
    {
        if (!IsSealed(text))
        {
            return text;
        }

        try
        {
            var box = Convert.FromBase64String(text[Mark.Length..]);
            var plain = new byte[Math.Max(0, box.Length - Nonce - Tag)];
            using var aes = new AesGcm(_seal, Tag);
            aes.Decrypt(box.AsSpan(0, Nonce), box.AsSpan(Nonce, plain.Length), box.AsSpan(Nonce + plain.Length), plain, Encoding.UTF8.GetBytes(purpose));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            throw new StorageException(KeyRefusals.DoesNotFit, e);
        }
    }
}
