using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Application.Storage;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

/// <summary>The door against strangers: how often, how much, from where, with which cookies.</summary>
public sealed partial class SafetyTests
{
    private static readonly LimitSettings FewOfAnything = LimitSettings.None with { Anything = 5 };

    [Fact]
    public async Task Limit_WhenOneSourceAsksTooOften_HoldsItAndNobodyElse()
    {
        await using var world = await World.Make(Engine.Sqlite, hidden: false, FewOfAnything);
        var stranger = world.Principals["anonymous"];
        var asked = new List<Answer>();
        for (var i = 0; i < 7; i++)
        {
            asked.Add(await stranger.Ask(world, "GET", "/sign-in"));
        }

        asked.Select(answer => answer.Code).ShouldBe([200, 200, 200, 200, 200, 429, 429]);
        int.Parse(asked[^1].Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        (await world.Principals["agent"].Ask(world, "GET", "/notices")).Code.ShouldBe(200);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 12)]
    public async Task Source_WhenClaimedByAHeader_CountsOnlyFromAConfiguredProxy(bool configured, int pass)
    {
        await using var world = await World.Make(
            Engine.Sqlite, hidden: false, FewOfAnything, served: true, more: options => options with { KnownProxies = [configured ? "127.0.0.1" : "203.0.113.9"] });
        using var client = world.Client();
        var passed = 0;
        for (var i = 0; i < 12; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
            request.Headers.Add("X-Forwarded-For", $"198.51.100.{i}");
            using var response = await client.SendAsync(request);
            passed += response.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }

        passed.ShouldBe(pass);
    }

    [Fact]
    public async Task Source_WhenAChainIsForged_IsTheRightmostHopThatIsNoProxy()
    {
        await using var world = await World.Make(Engine.Sqlite, hidden: false, FewOfAnything, served: true, more: options => options with { KnownProxies = ["127.0.0.1"] });
        using var client = world.Client();
        var codes = new List<int>();
        for (var i = 0; i < 7; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
            request.Headers.Add("X-Forwarded-For", $"10.0.0.{i}, 198.51.100.7");
            using var response = await client.SendAsync(request);
            codes.Add((int)response.StatusCode);
        }

        codes.ShouldBe([200, 200, 200, 200, 200, 429, 429]);
    }

    [Theory]
    [InlineData("http://localhost/", false)]
    [InlineData("https://desk.example/", true)]
    public async Task Cookies_WhenGiven_AreAsNarrowAsTheAddressAllows(string address, bool tls)
    {
        await using var world = await World.Make(Engine.Sqlite, hidden: false, more: options => options with { BaseUrl = new Uri(address) });
        using var client = world.Client();
        client.BaseAddress = new Uri(address);
        var carried = await Link(world, "customer");

        using var page = await client.GetAsync(new Uri($"/link/{carried}", UriKind.Relative));
        page.Headers.Contains("Strict-Transport-Security").ShouldBe(tls);
        var form = page.Headers.GetValues("Set-Cookie").Single();
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/link/{carried}")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value)]),
        };
        post.Headers.Add("Cookie", form.Split(';')[0]);
        post.Headers.Add("Origin", address.TrimEnd('/'));
        using var came = await client.SendAsync(post);

        came.StatusCode.ShouldBe(HttpStatusCode.Found, await came.Content.ReadAsStringAsync());
        var session = came.Headers.GetValues("Set-Cookie").Single(one => one.Contains("headway-portal=", StringComparison.Ordinal));
        foreach (var (cookie, site) in new[] { (form, "samesite=strict"), (session, "samesite=lax") })
        {
            cookie.ShouldContain("httponly", Case.Insensitive);
            cookie.ShouldContain("path=/", Case.Insensitive);
            cookie.ShouldContain(site, Case.Insensitive);
            cookie.ShouldNotContain("domain=", Case.Insensitive);
            cookie.StartsWith("__Host-", StringComparison.Ordinal).ShouldBe(tls);
            cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase).ShouldBe(tls);
        }
    }

    [Fact]
    public async Task Form_WhenItsCookieIsOfAnotherInstallation_IsRefusedWithASentenceAndNoNoise()
    {
        var logged = new Noise();
        await using var world = await World.Make(Engine.Sqlite, hidden: false, noise: logged);
        using var client = world.Client();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("email", "a@b.example"), new("__RequestVerificationToken", "CfDJ8stale")]) };
        post.Headers.Add("Cookie", "headway-form=CfDJ8FVd_bCGBxJMn7WODLuJd4c1U9JR_c9QCHxVAqPQ3tj5SF");
        post.Headers.Add("Accept", "application/json");
        using var refused = await client.SendAsync(post);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("access.form-expired");
        logged.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Attachment_WhenOf200MB_IsRefusedBeforeItIsReadAndNothingIsLost()
    {
        await using var world = await World.Make(Engine.Sqlite, hidden: false, served: true);
        using var client = world.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", world.Principals["token"].Token);
        client.DefaultRequestHeaders.ExpectContinue = true;
        var before = await Version(world);

        foreach (var (path, length, code) in new[] { ("/api/v1/files?name=a", 200_000_000L, "file.all-too-large"), ("/api/v1/tickets", 3_000_000, "access.body-too-large") })
        {
            var sent = new Zeros(length);
            using var post = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StreamContent(sent) };
            using var refused = await client.SendAsync(post);
            refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge, path);
            (await refused.Content.ReadAsStringAsync()).ShouldContain(code);
            sent.Position.ShouldBe(0, path);
        }

        using var form = new HttpRequestMessage(HttpMethod.Post, $"/tickets/{world.Plain}/touch") { Content = new StreamContent(new Zeros(200_000_000)) };
        form.Content.Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new NameValueHeaderValue("boundary", "x") } };
        form.Headers.Add("Cookie", $"headway={world.Principals["agent"].Cookie}");
        using var answer = await client.SendAsync(form);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("file.all-too-large");
        (await Version(world)).ShouldBe(before);
    }

    [Theory]
    [InlineData("evil.example", null)]
    [InlineData("localhost.evil.example", null)]
    [InlineData("desk.example@evil.example", null)]
    [InlineData("localhost", "evil.example")]
    [InlineData("127.0.0.1", "evil.example, localhost")]
    public async Task Link_WhenTheRequestClaimsAnotherHost_LeadsToTheDeskAllTheSame(string host, string? forwarded)
    {
        await using var world = await World.Make(Engine.Sqlite, hidden: false);
        using var client = world.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.TryAddWithoutValidation("Host", host);
        if (forwarded is not null)
        {
            request.Headers.Add("X-Forwarded-Host", forwarded);
            request.Headers.Add("Forwarded", $"host={forwarded.Split(',')[0]}");
        }

        using var answer = await client.SendAsync(request);
        var known = host is "localhost" or "127.0.0.1";
        ((int)answer.StatusCode).ShouldBe(known ? 200 : host.Contains('@', StringComparison.Ordinal) ? (int)answer.StatusCode : 404);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("evil");
        (await world.Get<TenantDoors>().Link(world.Tenant, "/link/x")).ShouldBe("http://localhost/link/x");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\tevil.example")]
    [InlineData("https://evil.example/next")]
    [InlineData("/next@evil.example\\..")]
    [InlineData("javascript:alert(1)")]
    public void Onward_WhenTheAddressIsElsewhere_IsHome(string to) =>
        Web.Access.AccessDoor.Onward(to, new SignInStep("cookie", null, Staff: true)).ShouldBe("/next");

    [Fact]
    public async Task Query_WhenItIsHostile_FailsNothing()
    {
        await using var world = await World.Make(Engine.Sqlite);
        string[] hostile = ["'", "\" OR 1=1 --", "%", "_%", "\0", "1e999999", new string('9', 5_000), "\uD800", "../../etc/passwd", "${7*7}{{7*7}}", "-1", "9223372036854775807", "2026-99-99", "<script>"];
        List<string> failed = [];
        foreach (var row in AccessTable.Rows.Where(row => row is { Method: "GET", EndsSession: false } && !row.Pattern.EndsWith("/events", StringComparison.Ordinal)))
        {
            var principal = row.For switch { For.Customers => "customer", For.Programs => "token", For.Directory => World.Directory, _ => "lead" };
            foreach (var value in hostile)
            {
                var query = string.Join('&', new[] { "q", "after", "limit", "team", "as", "by", "from", "to", "status", "state", "priority", "owner", "requester", "sort", "page", "kind", "email", "week", "type", "scope" }
                    .Select(name => $"{name}={Uri.EscapeDataString(value.Replace("\uD800", "%ED%A0%80", StringComparison.Ordinal))}"));
                var what = $"{row.Endpoint} with {value[..Math.Min(20, value.Length)]}";
                try
                {
                    var answer = await world.Principals[principal].Ask(world, "GET", $"{row.Path(world.Plain).Split('?')[0]}?{query}");
                    if (answer.Code is >= 500 and not 503)
                    {
                        failed.Add($"{what}: {answer.Code}");
                    }
                }
                catch (Exception thrown)
                {
                    failed.Add($"{what}: {thrown.GetType().Name} {thrown.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
                }
            }
        }

        failed.ShouldBeEmpty();
    }

    private static async Task<string> Link(World world, string principal)
    {
        var carried = OneTimeLinks.New(world.Tenant);
        await world.Get<Database>().Write(async session =>
            await world.Get<OneTimeLinks>().Keep(session, carried, LinkPurpose.SignIn, world.Principals[principal].Caller!.Person, Duration.FromMinutes(15)));
        return carried;
    }

    private static Task<long?> Version(World world) => world.Get<Database>().Read(session =>
        session.Number("SELECT sum(version) + (SELECT count(*) FROM files WHERE tenant = $1) FROM tickets WHERE tenant = $1", world.Tenant.Value).AsTask());

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>So many zero bytes, made while they are read.</summary>
internal sealed class Zeros(long length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, length - Position);
        Array.Clear(buffer, offset, read);
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset;

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>What would have been printed on the terminal.</summary>
internal sealed class Noise : Microsoft.Extensions.Logging.ILoggerProvider, Microsoft.Extensions.Logging.ILogger
{
    public List<string> Lines { get; } = [];

    public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => logLevel >= Microsoft.Extensions.Logging.LogLevel.Warning;

    public void Log<TState>(
        Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines)
        {
            Lines.Add($"{formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
