using Headway.Application.Access;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Doors;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Api;

/// <summary>A body as it was read: what it says, and the key under which the same request has one effect.</summary>
public sealed record Asked<T>(T Body, RequestKey? Key);

/// <summary>Reads what requests carry. Whatever is not understood is refused, never passed over.</summary>
internal static class ApiRequest
{
    private const int LongestKey = 200;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
    };

    /// <summary>The body, once nobody claims in it to be somebody else.</summary>
    public static async Task<Outcome<Asked<T>>> Read<T>(HttpContext http, CancellationToken stop)
        where T : class
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, stop);
        var body = bytes.ToArray();
        try
        {
            using (var document = JsonDocument.Parse(body))
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("by", out _))
                {
                    return TicketUseRefusals.ByNotAllowed;
                }
            }

            return JsonSerializer.Deserialize<T>(body, Json) is { } read
                ? Key(http, body).Then<Asked<T>>(key => new Asked<T>(read, key.Value))
                : ApiRefusals.Malformed;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return ApiRefusals.Malformed.Because($"The body can't be read: {wrong.Message}");
        }
    }

    /// <summary>The number people see, or null for what can be none.</summary>
    public static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How long a page is wished: 50, at most 200.</summary>
    public static int Length(string? limit) => (int)Math.Clamp(Number(limit ?? "") ?? 50, 1, 200);

    /// <summary>The version the request is meant for; null for whatever stands. A tag of another kind matches nothing.</summary>
    public static int? Version(HttpContext http)
    {
        var tag = http.Request.Headers.IfMatch.ToString().Trim();
        return tag is "" or "*" ? null
            : int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    /// <summary>An instant with its offset, or a day, which stands for its noon where the caller is.</summary>
    public static Outcome<Instant?> Instant(HttpContext http, string field, string? text)
    {
        if (text is null)
        {
            return (Instant?)null;
        }

        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } exact && exact.Value.Year is >= 1900 and <= 3000)
        {
            return (Instant?)NodaTime.Instant.FromUnixTimeMilliseconds(exact.Value.ToInstant().ToUnixTimeMilliseconds());
        }

        return LocalDatePattern.Iso.Parse(text) is { Success: true } day && day.Value.Year is >= 1900 and <= 3000
            ? (Instant?)day.Value.At(LocalTime.Noon).InZoneLeniently(http.Caller().Zone).ToInstant()
            : ApiRefusals.Malformed.Because($"'{field}' is no instant: write 2026-03-02T09:00:00Z, or 2026-03-02 for a day.");
    }

    private static Outcome<Keyed> Key(HttpContext http, byte[] body) => Keyed(
        http, http.Request.Headers["Idempotency-Key"].ToString(), $"{http.Request.Method} {http.Request.Path}\n{http.Request.Headers.IfMatch}\n", body);

    /// <summary>The key under which the same has one effect: what was asked of which <paramref name="place"/> stands in it by its hash.</summary>
    internal static Outcome<Keyed> Keyed(HttpContext http, string? key, string place, byte[] body)
    {
        if (string.IsNullOrEmpty(key))
        {
            return new Keyed(null);
        }

        if (key.Length > LongestKey || key.Any(c => c is < ' ' or > '~'))
        {
            return ApiRefusals.KeyMalformed;
        }

        var said = Encoding.UTF8.GetBytes(place);
        return new Keyed(new RequestKey(http.Caller().Person, key, Convert.ToHexStringLower(SHA256.HashData([.. said, .. body])), Answer));
    }

    // The answer is the ticket as it stands; what has to be kept is which, and which it opened.
    private static StoredAnswer Answer(Changed changed) => new(
        StatusCodes.Status200OK,
        string.Create(CultureInfo.InvariantCulture, $"{changed.Number}{(changed.FollowUp is { } next ? $" {next.Value}" : "")}"));
}

/// <summary>The key that a request carries, or that it carries none.</summary>
internal sealed record Keyed(RequestKey? Value);
