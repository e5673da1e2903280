using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Headway.IntegrationTests.SignOn;

/// <summary>A certified provider (npm oidc-provider) under Node, on loopback, with a clock that begins where the test's does.</summary>
internal sealed class RealProvider : IDisposable
{
    private readonly Process _process;

    private RealProvider(Process process, string issuer) => (_process, Issuer) = (process, issuer);

    public string Issuer { get; }

    /// <summary>Why it can't run here; null when it can.</summary>
    public static string? Missing => Directory.Exists(Path.Combine(Folder, "node_modules")) ? null : "the packages of tests/identity-provider are not installed";

    private static string Folder
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "Headway.slnx")))
            {
                at = at.Parent;
            }

            return Path.Combine(at?.FullName ?? "", "tests", "identity-provider");
        }
    }

    public static async Task<RealProvider> Start(DateTimeOffset now, string back, object people)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, "provider.js")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["START"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ["BACK"] = back, ["PEOPLE"] = JsonSerializer.Serialize(people) },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("Node does not start.");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new RealProvider(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The provider does not say where it is."));
    }

    /// <summary>The browser goes where the desk sent it and signs in there as somebody; where it is sent back to.</summary>
    public static async Task<Uri> SignIn(Uri at, string who)
    {
        // Its cookies end by the provider's clock, which is not this machine's: they are kept by hand.
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var cookies = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var steps = 0; steps < 10 && at.AbsolutePath != "/sign-in/with/answer"; steps++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at.AbsolutePath.StartsWith("/interaction/", StringComparison.Ordinal) ? new Uri($"{at}?as={who}") : at);
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            using var answer = await browser.SendAsync(request);
            foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
            {
                var pair = set.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }

            at = new Uri(at, answer.Headers.Location ?? throw new InvalidOperationException($"{at} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"));
        }

        return at;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
