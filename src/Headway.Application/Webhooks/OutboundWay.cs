using System.Net;
using System.Net.Sockets;

namespace Headway.Application.Webhooks;

/// <summary>Hosts inside the own network that the installation allows, by name or address as they are typed.</summary>
public sealed record OutboundPlaces(IReadOnlySet<string> Allowed)
{
    public static readonly OutboundPlaces None = new(new HashSet<string>());

    /// <summary>Hosts with commas or spaces between them, as <c>Headway__Outbound</c> has them; null for none.</summary>
    public static OutboundPlaces Read(string? list) => new(
        (list ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether the host was named, as it is typed.</summary>
    public bool Allow(string host) => Allowed.Contains(host.Trim('[', ']'));
}

/// <summary>
/// The one way out to addresses that people typed: the name is looked up once and that very address is connected to, nothing inside
/// the own network, no redirect followed, no cookie kept.
/// </summary>
public sealed class OutboundWay(OutboundPlaces places) : IDisposable
{
    private readonly Lazy<HttpClient> _http = new(() => Open(places));

    /// <summary>Whether the address may be sent to; hosts that the installation allows may be inside and without encryption.</summary>
    public bool Takes(Uri url) => places.Allow(url.Host) ? url.Scheme is "https" or "http" : url.Scheme == Uri.UriSchemeHttps;

    /// <summary>False for the addresses of machines that only we can reach, and for names that lead to one.</summary>
    public async Task<bool> LeadsOutside(Uri url, CancellationToken stop)
    {
        try
        {
            return places.Allow(url.Host) || (await Dns.GetHostAddressesAsync(url.Host.Trim('[', ']'), stop)).All(PublicAddress.Is);
        }
        catch (SocketException)
        {
            // A name that nobody knows yet: it is said when something is sent.
            return true;
        }
    }

    /// <exception cref="HttpRequestException">It could not be reached, or leads inside.</exception>
    /// <exception cref="OperationCanceledException">No answer came in time.</exception>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, TimeSpan most, CancellationToken stop)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(most);
        return await _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private static HttpClient Open(OutboundPlaces places) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 32,
        ConnectCallback = (context, stop) => Connect(places, context, stop),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static async ValueTask<Stream> Connect(OutboundPlaces places, SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await Dns.GetHostAddressesAsync(host, stop);
        if (!places.Allow(host) && !found.All(PublicAddress.Is))
        {
            throw new HttpRequestException(WebhookRefusals.AddressInside.Message);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Which addresses belong to the whole world.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(Inside, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
