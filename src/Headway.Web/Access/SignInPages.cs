using Headway.Application.Access;
using Headway.Application.SignOn;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Access;

/// <summary>Signing in and out. Staff by password (and code), customers by a link that is sent to them.</summary>
internal static class SignInPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Ask);
        routes.MapPost("/sign-in", Enter).RequireRateLimiting(Limits.Login);
        routes.MapGet("/sign-in/code", (HttpContext http, KeepProvider provider) => Page(http, provider, "code"));
        routes.MapPost("/sign-in/code", Code).RequireRateLimiting(Limits.Login);
        routes.MapPost("/sign-out", (HttpContext http, Sessions sessions, AccessOptions options) => Leave(http, sessions, options, staff: true));
        routes.MapPost("/portal/sign-out", (HttpContext http, Sessions sessions, AccessOptions options) => Leave(http, sessions, options, staff: false));
    }

    private static async Task<IResult> Ask(HttpContext http, DemoDoor demo, KeepProvider provider, string? to, string? said, CancellationToken stop)
    {
        if (http.CallerOrNull() is { } caller)
        {
            return Results.Redirect(AccessDoor.Onward(to, new SignInStep(null, null, caller.IsStaff)));
        }

        var cards = await DemoPages.Cards(http, demo, stop);
        return cards.Count > 0 && said is null
            ? Draw.Page<PersonasPage>((nameof(PersonasPage.Cards), cards))
            : await Page(http, provider, "", refused: SignOnRefusals.ToPeople.GetValueOrDefault(said ?? ""), to: to);
    }

    private static async Task<IResult> Enter(
        HttpContext http, SignIn signIn, SignInLinks links, TenantDoors tenants, AccessOptions options, KeepProvider provider,
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? with, [FromForm] string? to, CancellationToken stop)
    {
        if (with == "link")
        {
            return await links.Request(http.Arrival(), email ?? "", stop) is { } tooMany
                ? await Page(http, provider, "", email, tooMany, to)
                : await Page(http, provider, await tenants.SendsMail(http.Arrival().Tenant, stop) ? "sent" : "no-mail", email);
        }

        var step = await signIn.WithPassword(http.Arrival(), email ?? "", password ?? "", stop);
        if (step.Refusal is { } no)
        {
            return await Page(http, provider, "", email, no, to);
        }

        if (step.Value.Step is { } next)
        {
            http.Response.Cookies.Append(SessionCookies.StepName(options), next, SessionCookies.Options(options, TimeSpan.FromMinutes(5)));
            return Results.Redirect("/sign-in/code");
        }

        return Came(http, options, step.Value, to);
    }

    private static async Task<IResult> Code(HttpContext http, SignIn signIn, AccessOptions options, KeepProvider provider, [FromForm] string? code, CancellationToken stop)
    {
        var step = await signIn.WithCode(http.Arrival(), http.Request.Cookies[SessionCookies.StepName(options)] ?? "", code ?? "", stop);
        if (step.Refusal is { } no)
        {
            return await Page(http, provider, no == SignInRefusals.StepExpired ? "" : "code", refused: no);
        }

        http.Response.Cookies.Delete(SessionCookies.StepName(options), SessionCookies.Options(options, null));
        return Came(http, options, step.Value, null);
    }

    internal static IResult Came(HttpContext http, AccessOptions options, SignInStep step, string? to)
    {
        SessionCookies.Give(http, options, step);
        var onward = AccessDoor.Onward(to, step);

        // Whoever asked for no page in particular is led to the first one of their role.
        return Results.Redirect(step.Staff && onward == step.Home ? "/" : onward);
    }

    private static async Task<IResult> Leave(HttpContext http, Sessions sessions, AccessOptions options, bool staff)
    {
        if (http.CallerOrNull() is { Session: { } session } caller)
        {
            await sessions.End(caller, session, http.RequestAborted);
        }

        SessionCookies.Take(http, options, staff);
        return Results.Redirect("/sign-in");
    }

    private static async Task<IResult> Page(HttpContext http, KeepProvider provider, string step, string? email = null, Refusal? refused = null, string? to = null) => Draw.Page<SignInPage>(
        refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused),
        (nameof(SignInPage.Step), step), (nameof(SignInPage.Email), email), (nameof(SignInPage.Refused), refused), (nameof(SignInPage.To), to),
        (nameof(SignInPage.Provider), step.Length == 0 ? await provider.Button(http.Arrival().Tenant, http.RequestAborted) : null));
}
