using System.Net;
using System.Net.Sockets;

namespace Headway.IntegrationTests.Webhooks;

/// <summary>A server of somebody else's on this machine: each request is handed to the test, one after the other.</summary>
internal sealed class Elsewhere : IDisposable
{
    private readonly HttpListener _listener = new();

    private Elsewhere(string url) => Url = url;

    /// <summary>Its address, up to the first slash of a path.</summary>
    public string Url { get; private set; }

    /// <param name="hear">Reads the request; answers the status, and where a redirect would lead.</param>
    public static Elsewhere Open(Func<HttpListenerRequest, Task<(int Status, string Redirect)>> hear)
    {
        var there = new Elsewhere("");

        // A free port is asked for and given back: another test may be quicker to take it.
        for (var tries = 0; there.Url.Length == 0; tries++)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var place = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            free.Stop();
            there._listener.Prefixes.Clear();
            there._listener.Prefixes.Add(place);
            try
            {
                there._listener.Start();
                there.Url = place;
            }
            catch (HttpListenerException) when (tries < 50)
            {
                // Somebody else has it.
            }
        }

        _ = there.Listen(hear);
        return there;
    }

    public void Dispose() => _listener.Close();

    private async Task Listen(Func<HttpListenerRequest, Task<(int Status, string Redirect)>> hear)
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var (status, redirect) = await hear(context.Request);
            context.Response.StatusCode = status;
            if (status is >= 300 and < 400)
            {
                context.Response.RedirectLocation = redirect;
            }

            context.Response.Close();
        }
    }
}
