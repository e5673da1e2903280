using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headway.Application.Push;

/// <summary>
/// What only one browser can read: RFC 8291 in the one content coding it allows, aes128gcm of RFC 8188, in one record. The push service
/// in between carries it and learns its length.
/// </summary>
public static class PushCipher
{
    /// <summary>An uncompressed point of P-256, and the secret that a browser shares with whoever may tell it something.</summary>
    public const int PointBytes = 65, SecretBytes = 16;

    /// <summary>What fits into the smallest message that every push service takes.</summary>
    public const int Longest = 3_000;

    private const int SaltBytes = 16, TagBytes = 16, RecordBytes = 4_096;

    /// <summary>Seals it for the browser of that public point and secret, under a key and a salt that are used this once.</summary>
    /// <exception cref="CryptographicException">The point is none of the curve.</exception>
    /// <exception cref="ArgumentException">It is too long, or the point or the secret has another length.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> said, ReadOnlySpan<byte> point, ReadOnlySpan<byte> secret)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(said, point, secret, once, RandomNumberGenerator.GetBytes(SaltBytes));
    }

    /// <summary>The same under a given key and salt: for the standard's own example.</summary>
    /// <exception cref="CryptographicException">The point is none of the curve.</exception>
    /// <exception cref="ArgumentException">It is too long, or the point or the secret has another length.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> said, ReadOnlySpan<byte> point, ReadOnlySpan<byte> secret, ECDiffieHellman once, ReadOnlySpan<byte> salt)
    {
        if (said.Length > Longest || point.Length != PointBytes || secret.Length != SecretBytes || salt.Length != SaltBytes)
        {
            throw new ArgumentException($"A push message has at most {Longest} bytes, a point of {PointBytes} and a secret of {SecretBytes}.");
        }

        var own = Point(once.ExportParameters(includePrivateParameters: false).Q);
        var (key, nonce) = Derive(once, point, point, own, secret, salt);
        var message = new byte[SaltBytes + 4 + 1 + PointBytes + said.Length + 1 + TagBytes];
        salt.CopyTo(message);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(SaltBytes), RecordBytes);
        message[SaltBytes + 4] = PointBytes;
        own.CopyTo(message.AsSpan(SaltBytes + 5));

        // The one record is the last: it ends with 2.
        var sealing = message.AsSpan(SaltBytes + 5 + PointBytes);
        byte[] plain = [.. said, 2];
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealing[..plain.Length], sealing[plain.Length..]);
        return message;
    }

    /// <summary>The key and the nonce that both ends come to, from one end's private key and the other's point.</summary>
    /// <param name="mine">The private key at this end.</param>
    /// <param name="theirs">The point of the other end.</param>
    /// <param name="browser">The browser's point.</param>
    /// <param name="sender">The sender's point.</param>
    /// <param name="secret">What the browser shares.</param>
    /// <param name="salt">Of this message.</param>
    /// <exception cref="CryptographicException">The point is none of the curve.</exception>
    public static (byte[] Key, byte[] Nonce) Derive(
        ECDiffieHellman mine, ReadOnlySpan<byte> theirs, ReadOnlySpan<byte> browser, ReadOnlySpan<byte> sender, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt)
    {
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = theirs[1..33].ToArray(), Y = theirs[33..].ToArray() } });
        var shared = mine.DeriveRawSecretAgreement(other.PublicKey);
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, secret.ToArray(), [.. "WebPush: info\0"u8, .. browser, .. sender]);
        return (
            HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt.ToArray(), "Content-Encoding: aes128gcm\0"u8.ToArray()),
            HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt.ToArray(), "Content-Encoding: nonce\0"u8.ToArray()));
    }

    /// <summary>A point as it travels: 4, then both coordinates.</summary>
    public static byte[] Point(ECPoint point) => [4, .. point.X ?? [], .. point.Y ?? []];

    /// <summary>Whether it is a point of the curve, as a browser gives one.</summary>
    public static bool IsPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointBytes || point[0] != 4)
        {
            return false;
        }

        try
        {
            using var there = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
