using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headway.Application.Push;
using Headway.IntegrationTests.Webhooks;

namespace Headway.IntegrationTests.Push;

/// <summary>A message as the service had it, and what its browser read in it.</summary>
internal sealed record Brought(string Path, JsonElement Said, string? Ttl, string? Urgency, string? Topic, string? Encoding, string? By);

/// <summary>A browser as far as its push service and the desk know it: where it is reached, and the keys by which it alone reads.</summary>
internal sealed class SoftBrowser(string endpoint) : IDisposable
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(16);

    public string Endpoint => endpoint;

    public string Point => Base64Url.EncodeToString(PushCipher.Point(_key.ExportParameters(false).Q));

    public Dictionary<string, string> Form => new() { ["endpoint"] = Endpoint, ["point"] = Point, ["secret"] = Base64Url.EncodeToString(_secret) };

    /// <summary>Opens what came, as RFC 8188 lays it out.</summary>
    public JsonElement Read(byte[] message)
    {
        var (salt, sender, box) = (message[..16], message[21..86], message[86..]);
        var (key, nonce) = PushCipher.Derive(_key, sender, PushCipher.Point(_key.ExportParameters(false).Q), sender, _secret, salt);
        var plain = new byte[box.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, box.AsSpan(0, plain.Length), box.AsSpan(plain.Length), plain);
        return JsonElement.Parse(Encoding.UTF8.GetString(plain.AsSpan(0, plain.Length - 1)));
    }

    public void Dispose() => _key.Dispose();
}

/// <summary>The service of a browser's maker, on this machine: takes what is sent, lets the browser read it, and answers as the test wishes.</summary>
internal sealed class PushCarrier : IDisposable
{
    private readonly Elsewhere _there;
    private readonly ConcurrentQueue<Brought> _brought = new();
    private readonly ConcurrentDictionary<string, SoftBrowser> _browsers = new();

    public PushCarrier() => _there = Elsewhere.Open(Hear);

    public string Url => _there.Url;

    public int Answers { get; set; } = 201;

    public IReadOnlyList<Brought> Brought => [.. _brought];

    public SoftBrowser Browser(string name) => _browsers.GetOrAdd("/" + name, path => new SoftBrowser(Url + path[1..]));

    public void Dispose()
    {
        _there.Dispose();
        foreach (var browser in _browsers.Values)
        {
            browser.Dispose();
        }
    }

    private async Task<(int Status, string Redirect)> Hear(HttpListenerRequest asked)
    {
        using var bytes = new MemoryStream();
        await asked.InputStream.CopyToAsync(bytes);
        var path = asked.Url!.AbsolutePath;
        _brought.Enqueue(new Brought(
            path, _browsers.TryGetValue(path, out var browser) ? browser.Read(bytes.ToArray()) : default,
            asked.Headers["TTL"], asked.Headers["Urgency"], asked.Headers["Topic"], asked.Headers["Content-Encoding"], asked.Headers["Authorization"]));
        return (Answers, Url + "elsewhere");
    }
}
