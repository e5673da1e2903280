using Headway.Domain;
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

    /// <summary>How this door answers an expected "no"; written once.</summary>
    public static int StatusOf(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Conflict when refusal.Code is "ticket.stale" or "settings.stale" => StatusCodes.Status412PreconditionFailed,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
