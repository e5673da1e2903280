using Headway.Application.Access;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Access;

/// <summary>
/// Where links from a mail lead. Opening one shows what it is for and changes nothing, since machines open links too; the button
/// on it acts.
/// </summary>
internal static class LinkPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/link/{carried}", Land);
        routes.MapPost("/link/{carried}", Use).RequireRateLimiting(Limits.Reset);
        routes.MapGet("/claim", async (HttpContext http, Claiming claiming, CancellationToken stop) =>
            await claiming.IsClaimed(http.Arrival().Tenant, stop) ? Results.NotFound() : Draw.Page<ClaimPage>());
        routes.MapPost("/claim", Claim).RequireRateLimiting(Limits.Reset);
    }

    private static async Task<IResult> Land(OneTimeLinks links, string carried, CancellationToken stop)
    {
        var link = await links.Look(carried, stop);
        return link.Refusal is { } no ? Page(no) : Page(null, link.Value, carried);
    }

    private static async Task<IResult> Use(
        HttpContext http, OneTimeLinks links, SignInLinks signIn, AccessOptions options, string carried, [FromForm] string? password, CancellationToken stop)
    {
        var link = await links.Look(carried, stop);
        if (link.Refusal is { } dead)
        {
            return Page(dead);
        }

        if (link.Value.Purpose == LinkPurpose.SignIn)
        {
            var step = await signIn.Enter(http.Arrival(), carried, stop);
            return step.Refusal is { } no ? Page(no) : SignInPages.Came(http, options, step.Value, null);
        }

        return await signIn.SetPassword(carried, password ?? "", stop) is { } refused
            ? Page(refused, refused.Kind == RefusalKind.Invalid ? link.Value : null, carried)
            : Results.Redirect("/sign-in");
    }

    private static async Task<IResult> Claim(
        HttpContext http, Claiming claiming, AccessOptions options,
        [FromForm] string? code, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password, CancellationToken stop)
    {
        var step = await claiming.Claim(http.Arrival(), code, name ?? "", email ?? "", password ?? "", stop);
        return step.Refusal is { } no
            ? Draw.Page<ClaimPage>(
                Draw.StatusOf(no), (nameof(ClaimPage.Refused), no), (nameof(ClaimPage.Code), code), (nameof(ClaimPage.Name), name), (nameof(ClaimPage.Email), email))
            : SignInPages.Came(http, options, step.Value, "/welcome");
    }

    private static IResult Page(Refusal? refused, LiveLink? link = null, string? carried = null) => Draw.Page<LinkPage>(
        refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused),
        (nameof(LinkPage.Refused), refused), (nameof(LinkPage.Link), link), (nameof(LinkPage.Carried), carried));
}
