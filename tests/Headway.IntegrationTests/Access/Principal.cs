using System.Net;
using System.Text.RegularExpressions;
using Headway.Application.Access;

namespace Headway.IntegrationTests.Access;

/// <summary>Somebody who asks: with a session, with a token, or with nothing.</summary>
internal sealed partial record Principal(string Name, bool IsStaff, Caller? Caller)
{
    private static readonly string[] FormPages = ["/account", "/portal/account", "/sign-in/code"];

    public string? Cookie { get; init; }

    public string? Token { get; init; }

    public bool ByToken => Token is not null;

    public bool IsDisabled => Name.StartsWith("disabled", StringComparison.Ordinal);

    /// <summary>Sends one request as this principal would from the pages of the desk: with cookie and form token, or with the bearer token.</summary>
    public async Task<Answer> Ask(World world, string method, string path, IReadOnlyDictionary<string, string>? form = null)
    {
        using var client = world.Client();
        using var request = Request(method, path);
        if (method is not ("GET" or "HEAD") && !IsForTokens(path))
        {
            var (cookie, token) = await FormToken(client, path);
            request.Headers.Remove("Cookie");
            request.Headers.Add("Cookie", string.Join("; ", new[] { Carried(path), cookie }.Where(one => one.Length > 0)));
            request.Headers.Add("X-Csrf", token);
            request.Headers.Add("Origin", "http://localhost");
            request.Content = new FormUrlEncodedContent([.. form ?? new Dictionary<string, string>(), new("filler", "so that there is a form")]);
        }
        else if (method is not ("GET" or "HEAD"))
        {
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        }

        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        // A stream never ends: what it says at once is enough here.
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return new Answer(response.StatusCode, isStream ? "" : await response.Content.ReadAsStringAsync(stop.Token), response.Headers.ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    private HttpRequestMessage Request(string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Accept", "text/html");
        if (Token is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {Token}");
        }
        else if (Carried(path) is { Length: > 0 } cookie)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return request;
    }

    private static bool IsForTokens(string path) => path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/scim", StringComparison.Ordinal);

    private string Carried(string path) => Cookie is null || IsForTokens(path) ? "" : $"headway{(IsStaff ? "" : "-portal")}={Cookie}";

    private async Task<(string Cookie, string Token)> FormToken(HttpClient client, string path)
    {
        // The token belongs to whoever the path makes of this principal.
        var side = path.StartsWith("/portal", StringComparison.Ordinal) ? 1 : 0;
        foreach (var page in new[] { FormPages[side], FormPages[2] })
        {
            using var request = Request("GET", page);
            using var response = await client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.OK && response.Headers.TryGetValues("Set-Cookie", out var set)
                && Hidden().Match(await response.Content.ReadAsStringAsync()) is { Success: true } found)
            {
                return (set.First(one => one.StartsWith("headway-form", StringComparison.Ordinal)).Split(';')[0], found.Groups[1].Value);
            }
        }

        return ("", "");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public int Code => (int)Status;

    public string? Location => Headers.GetValueOrDefault("Location");

    /// <summary>Sent to sign in, or told that nobody is signed in.</summary>
    public bool IsTurnedAway => Code == 401 || (Code == 302 && Location?.StartsWith("/sign-in", StringComparison.Ordinal) == true);
}
