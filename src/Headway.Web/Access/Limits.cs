using System.Globalization;
using System.Threading.RateLimiting;
using Headway.Application.Access;
using Headway.Web.Doors;

namespace Headway.Web.Access;

/// <summary>
/// The names of the rate limits; an endpoint takes one by <c>.RequireRateLimiting(Limits.Search)</c>. They guard a node against
/// floods; guessing is counted in the database by <see cref="Throttle"/>, for all nodes together.
/// </summary>
public static class Limits
{
    public const string Login = "login", Reset = "reset", Form = "form", Upload = "upload", Search = "search", Api = "api";

    internal static void Add(IServiceCollection services, LimitSettings settings) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromMinutes(1);
            await Answers.Refuse(context.HttpContext, AccessRefusals.TooMany, StatusCodes.Status429TooManyRequests, wait);
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(http, "", settings.Anything));
        foreach (var (name, most) in new[]
        {
            (Login, settings.Login), (Reset, settings.Reset), (Form, settings.Form), (Upload, settings.Upload), (Search, settings.Search), (Api, settings.Api),
        })
        {
            limiter.AddPolicy(name, http => Partition(http, name, most));
        }
    });

    /// <summary>Where a request comes from: the address, or the network it was given where one house has very many.</summary>
    public static string Source(this HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null)
        {
            return "local";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static RateLimitPartition<string> Partition(HttpContext http, string name, int most)
    {
        if (most == 0)
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var who = http.CallerOrNull() is { } caller
            ? string.Create(CultureInfo.InvariantCulture, $"{name}/{caller.Tenant.Value}:{caller.Person.Value}") : $"{name}/{http.Source()}";
        return RateLimitPartition.GetSlidingWindowLimiter(
            who, _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 });
    }
}
