using System.Net;
using System.Net.Sockets;

namespace Headway.IntegrationTests.Mail;

/// <summary>A line to a server that breaks, falls silent or hardly moves after so many bytes of what the server says.</summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _to;
    private long _said;

    public FaultyLine(int to)
    {
        _to = to;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes that the server may say before the fault; as many as it likes when null.</summary>
    public long? After { get; set; }

    /// <summary>Instead of breaking, the line stays and nothing comes any more.</summary>
    public bool Silent { get; set; }

    /// <summary>Instead of breaking, the line brings a byte a second from there on.</summary>
    public bool Trickles { get; set; }

    /// <summary>How much the server has said since this was last set.</summary>
    public long Said { get => Interlocked.Read(ref _said); set => Interlocked.Exchange(ref _said, value); }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = Serve(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _to, _end.Token);
                var up = client.GetStream().CopyToAsync(server.GetStream(), _end.Token);
                await Task.WhenAny(up, Down(server.GetStream(), client.GetStream()));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // Either side has gone.
            }
        }
    }

    private async Task Down(Stream server, Stream client)
    {
        var buffer = new byte[8_192];
        int read;
        while ((read = await server.ReadAsync(buffer, _end.Token)) > 0)
        {
            var may = After is { } after ? (int)Math.Clamp(after - Said, 0, read) : read;
            await client.WriteAsync(buffer.AsMemory(0, may), _end.Token);
            await client.FlushAsync(_end.Token);
            Interlocked.Add(ref _said, may);
            if (may < read)
            {
                for (var at = may; Trickles && at < read; at++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), _end.Token);
                    await client.WriteAsync(buffer.AsMemory(at, 1), _end.Token);
                }

                if (Silent)
                {
                    await new TaskCompletionSource().Task.WaitAsync(_end.Token);
                }

                return;
            }
        }
    }
}
