using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Headway.DeskBench;

/// <summary>
/// One kept connection that asks and waits, as a client does. Spare on purpose: what the client spends is taken from the same
/// two cores.
/// </summary>
internal sealed class Line : IDisposable
{
    private readonly Socket _socket;
    private readonly string _head;
    private byte[] _buffer = new byte[64 * 1024];
    private int _from, _to;

    private Line(Socket socket, string head) => (_socket, _head) = (socket, head);

    /// <param name="port">Of the loopback.</param>
    /// <param name="credential">A header line: <c>Authorization: …</c> or <c>Cookie: …</c>.</param>
    public static async Task<Line> Open(int port, string credential)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return new Line(socket, $" HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n{credential}\r\n");
    }

    public Task<(int Status, string Body)> Get(string path) => Ask($"GET {path}{_head}\r\n", null);

    public Task<(int Status, string Body)> Post(string path, string body, string type = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Ask(string.Create(CultureInfo.InvariantCulture, $"POST {path}{_head}Content-Type: {type}\r\nContent-Length: {bytes.Length}\r\n\r\n"), bytes);
    }

    public void Dispose() => _socket.Dispose();

    private async Task<(int Status, string Body)> Ask(string head, byte[]? body)
    {
        var start = Encoding.ASCII.GetBytes(head);
        await _socket.SendAsync(body is null ? start : [.. start, .. body]);
        var status = 0;
        long? length = null;
        var chunked = false;
        for (var first = true; ; first = false)
        {
            var line = await ReadLine();
            if (line.Length == 0)
            {
                break;
            }

            if (first)
            {
                status = int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = long.Parse(line.AsSpan(15), CultureInfo.InvariantCulture);
            }
            else
            {
                chunked |= line.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase);
            }
        }

        var said = new StringBuilder();
        if (!chunked)
        {
            await Read(status is 204 or 304 ? 0 : (int)(length ?? 0), said);
            return (status, said.ToString());
        }

        while (int.Parse(await ReadLine(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            await Read(size, said);
            await ReadLine();
        }

        await ReadLine();
        return (status, said.ToString());
    }

    private async Task<string> ReadLine()
    {
        while (true)
        {
            var end = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.ASCII.GetString(_buffer, _from, end).TrimEnd('\r');
                _from += end + 1;
                return line;
            }

            await More();
        }
    }

    private async Task Read(int count, StringBuilder into)
    {
        while (_to - _from < count)
        {
            await More();
        }

        into.Append(Encoding.UTF8.GetString(_buffer, _from, count));
        _from += count;
    }

    private async Task More()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        if (_to == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_to));
        _to += read > 0 ? read : throw new IOException("The desk hung up.");
    }
}
