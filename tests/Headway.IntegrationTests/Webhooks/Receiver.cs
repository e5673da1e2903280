using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Headway.IntegrationTests.Webhooks;

/// <summary>A message as a receiver had it.</summary>
internal sealed record Heard(string Path, string Body, string? Id, string? Sent, string? Signature);

/// <summary>Somebody elsewhere who is told: hears everything and answers as the test wishes.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly Elsewhere _there;
    private readonly ConcurrentQueue<Heard> _heard = new();

    public Receiver() => _there = Elsewhere.Open(Hear);

    public string Url => $"{_there.Url}hook?door=secret";

    public int Answers { get; set; } = 200;

    public IReadOnlyList<Heard> Heard => [.. _heard];

    public void Dispose() => _there.Dispose();

    private async Task<(int Status, string Redirect)> Hear(HttpListenerRequest asked)
    {
        using var reader = new StreamReader(asked.InputStream, Encoding.UTF8);
        _heard.Enqueue(new Heard(asked.Url!.PathAndQuery, await reader.ReadToEndAsync(), asked.Headers["webhook-id"], asked.Headers["webhook-timestamp"], asked.Headers["webhook-signature"]));
        return (Answers, Url);
    }
}
