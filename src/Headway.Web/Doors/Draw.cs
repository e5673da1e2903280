using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Headway.Web.Doors;

/// <summary>Draws a component as the answer: a page and the piece of it that a script asks for are the same component.</summary>
public static class Draw
{
    public static RazorComponentResult Page<TComponent>(params (string Name, object? Value)[] with)
        where TComponent : IComponent => new(typeof(TComponent), with.ToDictionary(pair => pair.Name, pair => pair.Value));

    public static RazorComponentResult Page<TComponent>(int status, params (string Name, object? Value)[] with)
        where TComponent : IComponent => new(typeof(TComponent), with.ToDictionary(pair => pair.Name, pair => pair.Value)) { StatusCode = status };

    /// <summary>
    /// An expected "no" for which the page has no place of its own: its status, and around it a page or a line that says what to do.
    /// Of what is not there for them nobody reads more than that.
    /// </summary>
    public static IResult No(Refusal refusal) => new Refused(refusal);

    /// <summary>How this door answers an expected "no"; written once.</summary>
    public static int StatusOf(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Conflict when refusal.Code is "ticket.stale" or "settings.stale" or "provisioning.stale" => StatusCodes.Status412PreconditionFailed,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private sealed class Refused(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = StatusOf(refusal);
            if (refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict or RefusalKind.Forbidden)
            {
                http.Features.Set(refusal);
                // A script shows it as a line; a header carries ASCII alone.
                http.Response.Headers["X-Said"] = Uri.EscapeDataString(Refusals.Said(http.RequestServices.GetRequiredService<Viewer>(), refusal));
            }

            return Task.CompletedTask;
        }
    }
}
