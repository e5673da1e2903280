using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;

namespace Headway.Application.Push;

/// <summary>
/// The key by which push services know who sends (VAPID, RFC 8292): a browser that was given the public half takes messages of its
/// holder alone.
/// </summary>
public sealed class PushKey
{
    /// <summary>How long a word to a service holds, at most a day by the standard, and when a new one is written.</summary>
    private static readonly Duration Holds = Duration.FromHours(12), Fresh = Duration.FromHours(6);

    private readonly byte[] _key;
    private readonly ConcurrentDictionary<string, (string Word, Instant At)> _words = new();

    private PushKey(byte[] key, string @public) => (_key, Public) = (key, @public);

    /// <summary>The public half as browsers take it: the point in base 64 for addresses.</summary>
    public string Public { get; }

    /// <summary>A new one, as it is kept.</summary>
    public static string New()
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(fresh.ExportPkcs8PrivateKey());
    }

    /// <exception cref="CryptographicException">That is no key.</exception>
    /// <exception cref="FormatException">That is no key.</exception>
    public static PushKey Read(string kept)
    {
        var key = Convert.FromBase64String(kept);
        using var read = Open(key);
        return new PushKey(key, Base64Url.EncodeToString(PushCipher.Point(read.ExportParameters(includePrivateParameters: false).Q)));
    }

    /// <summary>What the Authorization header says to the service of that address: who sends, for half a day.</summary>
    /// <param name="endpoint">Where the message goes; only its service is named.</param>
    /// <param name="contact">Whom the service may turn to.</param>
    /// <param name="now">The real time.</param>
    public string Authorization(Uri endpoint, Uri contact, Instant now)
    {
        var service = endpoint.GetLeftPart(UriPartial.Authority);
        if (!_words.TryGetValue(service, out var said) || now - said.At > Fresh || now < said.At)
        {
            _words[service] = said = (Word(service, contact, now), now);
        }

        return $"vapid t={said.Word}, k={Public}";
    }

    private string Word(string service, Uri contact, Instant now)
    {
        var head = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);
        var claims = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { aud = service, exp = (now + Holds).ToUnixTimeSeconds(), sub = contact.AbsoluteUri }));
        using var key = Open(_key);
        return $"{head}.{claims}.{Base64Url.EncodeToString(key.SignData(System.Text.Encoding.ASCII.GetBytes($"{head}.{claims}"), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }

    private static ECDsa Open(byte[] key)
    {
        var opened = ECDsa.Create();
        opened.ImportPkcs8PrivateKey(key, out _);
        return opened;
    }
}
