using Headway.Application.Access;
using Headway.Application.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Headway.Web.Access;

/// <summary>
/// Says no to a request that is too large before it is read, and in our words when it turns out so while it is read. After
/// routing: the endpoint has said by then how much it takes.
/// </summary>
internal sealed class SizeGate(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var most = http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        if (most is { } bytes && http.Request.ContentLength > bytes)
        {
            await Refuse(http, bytes);
            return;
        }

        try
        {
            await next(http);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge && !http.Response.HasStarted)
        {
            await Refuse(http, most ?? AccessDoor.MostBytes);
        }
    }

    // What is still on its way is not read to its end: the connection is of no further use.
    private static Task Refuse(HttpContext http, long most)
    {
        http.Response.Headers.Connection = "close";
        return Answers.Refuse(http, most > AccessDoor.MostBytes ? StorageRefusals.MessageTooLarge : AccessRefusals.BodyTooLarge, StatusCodes.Status413PayloadTooLarge);
    }
}
