using System.Globalization;
using Headway.Application.Storage;

namespace Headway.Web.Access;

/// <summary>
/// The store's "not now" is an answer and nobody's error, whichever gate, page or program met it: 503, and when to come again.
/// </summary>
internal sealed class BusyGate(RequestDelegate next)
{
    /// <summary>When to come again, where nobody knows better: a database that was restarted answers by then.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(Advise, http);
        try
        {
            await next(http);
        }
        catch (StorageException no) when (!http.Response.HasStarted)
        {
            await Answers.Refuse(http, no.Refusal, retry: Pause);
        }
    }

    private static Task Advise(object request)
    {
        var response = ((HttpContext)request).Response;
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
        {
            response.Headers.RetryAfter = ((int)Pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return Task.CompletedTask;
    }
}
