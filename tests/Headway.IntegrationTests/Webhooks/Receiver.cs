using System.Collections.Concurrent;
using System.Net;
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
        for (var tries = 0; ; tries++)
        {
            var port = Random.Shared.Next(20_000, 60_000);
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                _listener.Start();
                Url = $"http://127.0.0.1:{port}/hook?door=secret";
                break;
            }
            catch (HttpListenerException) when (tries < 50)
            {
                // Somebody else has that port.
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
