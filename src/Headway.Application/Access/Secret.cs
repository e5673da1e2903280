using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>Random secrets, of which the store keeps only a hash: a row that leaks opens nothing.</summary>
public static class Secret
{
    /// <summary>Characters of a secret: 256 random bits in URL-safe base 64.</summary>
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a secret that is itself random; a password needs a slow hash instead.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares in a time that tells nothing of where they differ; nothing equals nothing never.</summary>
    public static bool Same(string? one, string? other) =>
        one is { Length: > 0 } && other is { Length: > 0 }
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    /// <summary>A secret with its tenant before it, <c>1.abc…</c>, as cookies, links and tokens carry it.</summary>
    public static string Address(Domain.TenantId tenant, string secret) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{tenant.Value}.{secret}");

    /// <summary>The tenant and the hash of what was carried; null when it can't have been made by <see cref="Address"/>.</summary>
    public static (Domain.TenantId Tenant, string Hash)? Read(string? carried)
    {
        if (carried is null || carried.Length > Length + 20)
        {
            return null;
        }

        var dot = carried.IndexOf('.', StringComparison.Ordinal);
        if (dot is < 1 || carried.Length - dot - 1 != Length || carried[0] is < '1' or > '9'
            || !long.TryParse(carried.AsSpan(0, dot), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var tenant))
        {
            return null;
        }

        return (new Domain.TenantId(tenant), Hash(carried[(dot + 1)..]));
    }
}

/// <summary>The clock on the wall. Signing in and throttling never go by the demo's clock.</summary>
internal static class WallClock
{
    public static Instant Now(this TimeProvider clock) => Instant.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    public static long Milliseconds(this TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
