using Headway.Application.Access;
using Headway.Application.People;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Access;

/// <summary>What a person sees of their own account, and what went wrong or was made just now.</summary>
public sealed record AccountView(
    OwnDetails Details, bool Staff, IReadOnlyList<SessionView> Sessions, IReadOnlyList<TokenView> Tokens, bool Authenticator,
    Refusal? Refused = null, string? NewToken = null, NewAuthenticator? Setting = null, IReadOnlyList<string>? RecoveryCodes = null)
{
    public IReadOnlyList<PasskeyView> Passkeys { get; init; } = [];

    /// <summary>How and when a customer is reached, as known or as typed just now.</summary>
    public ReachInput Reach { get; init; } = new(null);

    /// <summary>What was done just now, by a key under <c>settings.done-…</c>.</summary>
    public string? Done { get; init; }
}

/// <summary>One's own account: the same page for staff at /account and for customers at /portal/account.</summary>
internal static class AccountPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var staff = routes.ForStaff();
        Both(staff, "/account");
        var customers = routes.ForCustomers();
        Both(customers, "/portal/account");
        customers.MapPost("/portal/account/reach", SayReach);
        staff.MapGet("/me", () => Results.Redirect("/account"));
        staff.MapPost("/me/looks", Looks);
        staff.MapPost("/account/password", Password).RequireRateLimiting(Limits.Login);
        staff.MapPost("/account/authenticator", Authenticator).RequireRateLimiting(Limits.Login);
        staff.MapPost("/account/authenticator/confirm", Confirm).RequireRateLimiting(Limits.Login);
        staff.MapPost("/account/tokens", Token).RequireRateLimiting(Limits.Login);
        staff.MapPost("/account/tokens/revoke", async (HttpContext http, Tokens tokens, [FromForm] long id, CancellationToken stop) =>
            await Done(http, await tokens.Revoke(http.Caller(), id, stop)));
    }

    private static void Both(IEndpointRouteBuilder routes, string at)
    {
        routes.MapGet(at, (HttpContext http, CancellationToken _) => Page(http, view => view));
        routes.MapPost($"{at}/details", Details);
        routes.MapPost($"{at}/sessions/end", async (HttpContext http, Sessions sessions, [FromForm] string? id, CancellationToken stop) =>
            await Done(http, await sessions.End(http.Caller(), id ?? "", stop)));
        routes.MapPost($"{at}/sessions/end-all", async (HttpContext http, OwnPassword own, AccessOptions options, CancellationToken stop) =>
        {
            var caller = http.Caller();
            await own.SignOutEverywhere(caller, stop);
            SessionCookies.Take(http, options, caller.IsStaff);
            return Results.Redirect("/sign-in");
        });
    }

    private static async Task<IResult> Details(
        HttpContext http, OwnSettings own, [FromForm] string? name, [FromForm] string? zone, [FromForm] string? language, [FromForm] string? signature,
        CancellationToken stop)
    {
        var caller = http.Caller();
        var signed = caller.IsStaff ? Given(signature) : null;
        return await Done(http, await own.Change(
            caller, new OwnDetails(name ?? "", Given(zone), Given(language), signed, caller.Preferences), stop));
    }

    private static async Task<IResult> SayReach(
        HttpContext http, KeepReach reaching, [FromForm] string? text, [FromForm] string? from, [FromForm] string? to, CancellationToken stop)
    {
        var said = new ReachInput(text, from, to);
        var kept = await reaching.Say(http.Caller(), said, stop);
        return kept.Refusal is { } no ? await Page(http, view => view with { Refused = no, Reach = said }) : await Done(http, null);
    }

    private static async Task<IResult> Looks(
        HttpContext http, OwnSettings own, [FromForm] string? theme, [FromForm] string? density, [FromForm] string? language, [FromForm] string? keys,
        [FromForm(Name = "as-shipped")] string? asShipped, CancellationToken stop)
    {
        var caller = http.Caller();
        if (await own.Read(caller, stop) is not { } known)
        {
            return Results.NotFound();
        }

        var likes = known.Preferences with { Theme = theme ?? known.Preferences.Theme, Density = density ?? known.Preferences.Density, SingleKeys = keys == "on", Keys = asShipped is null ? OwnKeys(http) ?? known.Preferences.Keys : null };
        var refused = await own.Change(caller, known with { Language = Given(language) ?? known.Language, Preferences = likes }, stop);
        return await Done(http, refused);
    }

    // Every key the form shows, also those that stay: one key for two acts is seen only in the whole.
    private static Dictionary<string, string>? OwnKeys(HttpContext http)
    {
        var form = http.Request.Form;
        var given = Parts.KeyMap.Remappable.Where(one => form.ContainsKey($"key.{one.Key}")).ToDictionary(one => one.Key, one => form[$"key.{one.Key}"].ToString().Trim() is { Length: > 0 } own ? own : one.Key);
        return given.Count == 0 ? null : given;
    }

    private static async Task<IResult> Password(
        HttpContext http, OwnPassword own, AccessOptions options, [FromForm] string? present, [FromForm] string? wanted, CancellationToken stop)
    {
        var cookie = await own.Change(http.Caller(), present ?? "", wanted ?? "", http.Arrival().Browser, stop);
        if (!cookie.IsRefused)
        {
            SessionCookies.Give(http, options, staff: true, cookie.Value);
        }

        return await Done(http, cookie.Refusal);
    }

    private static async Task<IResult> Authenticator(
        HttpContext http, OwnPassword own, SecondFactor second, AccessOptions options, [FromForm] string? present, [FromForm] string? off, CancellationToken stop)
    {
        var caller = http.Caller();
        var cookie = await own.StepUp(caller, present ?? "", http.Arrival().Browser, stop);
        if (cookie.Refusal is { } no)
        {
            return await Done(http, no);
        }

        SessionCookies.Give(http, options, staff: true, cookie.Value);
        if (off == "on")
        {
            await second.SwitchOff(caller, stop);
            return Results.Redirect("/account");
        }

        return await Page(http, view => view with { Setting = second.Begin(caller, "Headway") });
    }

    private static async Task<IResult> Confirm(HttpContext http, SecondFactor second, [FromForm] string? step, [FromForm] string? code, CancellationToken stop)
    {
        var codes = await second.Confirm(http.Caller(), step ?? "", code ?? "", stop);
        return await Page(http, view => codes.Refusal is { } no ? view with { Refused = no } : view with { RecoveryCodes = codes.Value });
    }

    private static async Task<IResult> Token(
        HttpContext http, OwnPassword own, Tokens tokens, AccessOptions options, [FromForm] string? present, [FromForm] string? name, [FromForm] string? reads, CancellationToken stop)
    {
        var cookie = await own.StepUp(http.Caller(), present ?? "", http.Arrival().Browser, stop);
        if (cookie.Refusal is { } wrong)
        {
            return await Done(http, wrong);
        }

        SessionCookies.Give(http, options, staff: true, cookie.Value);
        var token = await tokens.Create(http.Caller(), name ?? "", readOnly: reads == "on", stop: stop);
        return token.Refusal is { } no ? await Done(http, no) : await Page(http, view => view with { NewToken = token.Value });
    }

    private static async Task<IResult> Done(HttpContext http, Refusal? refused) => refused is null
        ? Results.Redirect(http.Caller().IsStaff ? "/account?done=saved" : "/portal/account?done=saved")
        : await Page(http, view => view with { Refused = refused });

    private static async Task<IResult> Page(HttpContext http, Func<AccountView, AccountView> with)
    {
        var (caller, at, stop) = (http.Caller(), http.RequestServices, http.RequestAborted);
        var view = with(new AccountView(
            await at.GetRequiredService<OwnSettings>().Read(caller, stop) ?? new OwnDetails(caller.Name, null, null, null, caller.Preferences),
            caller.IsStaff,
            await at.GetRequiredService<Sessions>().Of(caller, stop),
            caller.IsStaff ? await at.GetRequiredService<Tokens>().Of(caller, stop) : [],
            caller.IsStaff && await at.GetRequiredService<SecondFactor>().IsOn(caller, stop))
        {
            Done = http.Request.Query["done"] == "saved" ? "saved" : null,
            Reach = caller.IsStaff ? new ReachInput(null) : ReachInput.Of(await at.GetRequiredService<KeepReach>().Own(caller, stop)),
            Passkeys = caller.IsStaff ? await at.GetRequiredService<Passkeys>().Of(caller, stop) : [],
        });
        var desk = http.Features.Get<TenantDoor>()?.Name ?? "Headway";
        return Draw.Page<AccountPage>(view.Refused is { } no ? Draw.StatusOf(no) : StatusCodes.Status200OK, (nameof(AccountPage.View), view), (nameof(AccountPage.Desk), desk),
            (nameof(AccountPage.Frame), caller.IsStaff ? await at.GetRequiredService<Desk.ShellFrames>().For(caller, stop) : null));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
