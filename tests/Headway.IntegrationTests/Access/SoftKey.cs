using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Headway.IntegrationTests.Access;

/// <summary>An authenticator made of software: one P-256 key, as a browser would show it.</summary>
internal sealed class SoftKey(string origin) : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, Attested = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string? _holder;
    private uint _count;

    public string Id => Base64Url.EncodeToString(_id);

    /// <summary>Answers <c>navigator.credentials.create()</c>.</summary>
    public string Create(JsonElement options)
    {
        _holder = options.GetProperty("user").GetProperty("id").GetString();
        var point = _key.ExportParameters(false).Q;
        byte[] public2 = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(options.GetProperty("rp").GetProperty("id").GetString()!, Present | Verified | Attested), .. new byte[16], 0, (byte)_id.Length, .. _id, .. public2];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new { clientDataJSON = Base64Url.EncodeToString(Client("webauthn.create", options)), attestationObject = Base64Url.EncodeToString(attestation), transports = new[] { "internal" } });
    }

    /// <summary>Answers <c>navigator.credentials.get()</c>.</summary>
    public string Get(JsonElement options, bool verified = true, bool honest = true)
    {
        _count++;
        var data = Data(options.GetProperty("rpId").GetString()!, (byte)(Present | (verified ? Verified : 0)));
        var client = Client("webauthn.get", options);
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (!honest)
        {
            signature[^1] ^= 1;
        }

        return Credential(new
        {
            clientDataJSON = Base64Url.EncodeToString(client), authenticatorData = Base64Url.EncodeToString(data), signature = Base64Url.EncodeToString(signature), userHandle = _holder,
        });
    }

    public void Dispose() => _key.Dispose();

    private byte[] Data(string domain, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, _count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), flags, .. count];
    }

    private byte[] Client(string type, JsonElement options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false });

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Id, rawId = Id, type = "public-key", response, clientExtensionResults = new { }, authenticatorAttachment = "platform",
    });
}
