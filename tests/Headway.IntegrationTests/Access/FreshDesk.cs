using System.Net;
using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.IntegrationTests.Storage;
using Headway.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;

namespace Headway.IntegrationTests.Access;

/// <summary>A page as a browser without scripts has it: its address, its status and its text.</summary>
internal sealed record Seen(string Path, int Status, string Body);

/// <summary>An empty desk that is served in memory, and a browser without scripts in front of it.</summary>
internal sealed partial class FreshDesk : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;

    private FreshDesk(TestDatabase database, WebApplication app) => (_database, _app, _client) = (database, app, app.GetTestServer().CreateClient());

    public string Code { get; private set; } = "";

    public Database Database => _database.Database;

    public static async Task<FreshDesk> Open(Engine engine)
    {
        var database = await TestDatabase.Current(engine);
        var tenant = await FirstTenant.FindOrLay(database.Database, NewTenant.Plan("Support", "Europe/Berlin", "en"), TimeProvider.System);
        var access = new AccessOptions { BaseUrl = new Uri("http://localhost/"), Limits = LimitSettings.None };
        var app = await DeskHost.Build(new HostSettings(database.Address, Quiet: true, Access: access), builder =>
        {
            builder.WebHost.UseTestServer();
            foreach (var loop in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory is not null).ToList())
            {
                builder.Services.Remove(loop);
            }
        });
        await app.StartAsync();
        var desk = new FreshDesk(database, app);
        await using var scope = app.Services.CreateAsyncScope();
        desk.Code = (await scope.ServiceProvider.GetRequiredService<Claiming>().Offer(tenant!.Value)).ShouldNotBeNull();
        return desk;
    }

    public Task<Seen> Get(string path) => Send(HttpMethod.Get, path, null);

    /// <summary>Fills the form of the page and sends it, then follows where it leads.</summary>
    public Task<Seen> Post(string path, params (string Name, string Value)[] form) => Post(path, path, form);

    /// <summary>The same for a form that leads elsewhere than to its page.</summary>
    public async Task<Seen> Post(string page, string path, params (string Name, string Value)[] form)
    {
        var found = await Get(page);
        var token = Hidden().Match(found.Body);
        token.Success.ShouldBeTrue($"{path} has no form: {found.Status} at {found.Path}");
        return await Send(HttpMethod.Post, path, [.. form.Select(one => KeyValuePair.Create(one.Name, one.Value)), new("__RequestVerificationToken", token.Groups[1].Value)]);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<Seen> Send(HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>>? form)
    {
        var at = new Uri("http://localhost" + path);
        for (var hops = 0; hops < 6; hops++)
        {
            using var request = new HttpRequestMessage(method, at);
            request.Headers.Add("Accept", "text/html");
            if (_cookies.GetCookieHeader(at) is { Length: > 0 } cookies)
            {
                request.Headers.Add("Cookie", cookies);
            }

            if (form is not null)
            {
                request.Headers.Add("Origin", "http://localhost");
                request.Content = new FormUrlEncodedContent(form);
            }

            using var response = await _client.SendAsync(request);
            foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
            {
                _cookies.SetCookies(at, set);
            }

            if (response.Headers.Location is not { } next)
            {
                return new Seen(at.PathAndQuery, (int)response.StatusCode, await response.Content.ReadAsStringAsync());
            }

            (method, form, at) = (HttpMethod.Get, null, new Uri(at, next));
        }

        throw new InvalidOperationException($"{path} leads in circles.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}
