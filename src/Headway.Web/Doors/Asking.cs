using Headway.Application.Access;

namespace Headway.Web.Doors;

/// <summary>Who asks: put on the request by sign-in, read by every endpoint; never taken from what the request says.</summary>
public static class Asking
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint was not declared for anybody.</exception>
    public static Caller Caller(this HttpContext http) =>
        http.CallerOrNull() ?? throw new InvalidOperationException($"{http.Request.Path} asks who is there and lets strangers in.");

    /// <summary>Whether only a token counts where the request goes, and no cookie: programs ask there.</summary>
    public static bool IsByToken(this HttpContext http) => http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/scim");

    public static Caller? CallerOrNull(this HttpContext http) => http.Features.Get<Caller>();

    /// <summary>Endpoints for people of support. Others are sent to sign in, customers to their portal.</summary>
    public static RouteGroupBuilder ForStaff(this IEndpointRouteBuilder routes) => Only(routes, caller => caller.IsStaff);

    /// <summary>Endpoints for customers.</summary>
    public static RouteGroupBuilder ForCustomers(this IEndpointRouteBuilder routes) => Only(routes, caller => !caller.IsStaff);

    public static RouteGroupBuilder ForAnybodySignedIn(this IEndpointRouteBuilder routes) => Only(routes, _ => true);

    private static RouteGroupBuilder Only(IEndpointRouteBuilder routes, Func<Caller, bool> welcome)
    {
        var group = routes.MapGroup("");
        group.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (http.CallerOrNull() is not { } caller)
            {
                return HttpMethods.IsGet(http.Request.Method) && !http.IsPart()
                    ? Results.Redirect($"/sign-in?to={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}")
                    : Results.StatusCode(StatusCodes.Status401Unauthorized);
            }

            return welcome(caller) ? await next(context) : Results.NotFound();
        });
        return group;
    }

    /// <summary>Whether a script asks for a piece of a page rather than the page.</summary>
    public static bool IsPart(this HttpContext http) => http.Request.Headers.ContainsKey("HX-Request") || http.Request.Path.StartsWithSegments("/part");
}
