using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Headway.IntegrationTests.Webhooks;

/// <summary>A message as a receiver had it.</summary>
internal sealed record Heard(string Path, string Body, string? Id, string? Sent, string? Signature);

/// <summary>Somebody elsewhere who is told: hears everything and answers as the test wishes.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Heard> _heard = new();

    public Receiver()
    {
        Url = "";
        // A free port is asked for and given back: another test may be quicker to take it.
        for (var tries = 0; string.IsNullOrEmpty(Url); tries++)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var place = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            free.Stop();
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(place);
            try
            {
                _listener.Start();
                Url = $"{place}hook?door=secret";
            }
            catch (HttpListenerException) when (tries < 50)
            {
                // Somebody else has it.
            }
        }

        _ = Listen();
    }

    public string Url { get; }

    public int Answers { get; set; } = 200;

    public IReadOnlyList<Heard> Heard => [.. _heard];

    public void Dispose() => _listener.Close();

    private async Task Listen()
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

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var asked = context.Request;
            _heard.Enqueue(new Heard(asked.Url!.PathAndQuery, await reader.ReadToEndAsync(), asked.Headers["webhook-id"], asked.Headers["webhook-timestamp"], asked.Headers["webhook-signature"]));
            context.Response.StatusCode = Answers;
            if (Answers is >= 300 and < 400)
            {
                context.Response.RedirectLocation = Url;
            }

            context.Response.Close();
        }
    }
}
