using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.People;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Access;

/// <summary>What a script of the sign-in and account pages asks when a passkey is used, added, named or removed.</summary>
internal static class PasskeyPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/passkey/ask", async (HttpContext http, Passkeys keys, IPasskeyHandler<Account> ceremony) =>
            Asked(await keys.BeginEntering(http.Arrival(), () => ceremony.MakeRequestOptionsAsync(null, http)))).RequireRateLimiting(Limits.Login);
        routes.MapPost("/sign-in/passkey", Enter).RequireRateLimiting(Limits.Login);
        var staff = routes.ForStaff();
        staff.MapPost("/account/passkeys/ask", Ask).RequireRateLimiting(Limits.Login);
        staff.MapPost("/account/passkeys", Add).RequireRateLimiting(Limits.Login);
        staff.MapPost("/account/passkeys/name", async (HttpContext http, Passkeys keys, [FromForm] string? id, [FromForm] string? name, CancellationToken stop) =>
        {
            await keys.Rename(http.Caller(), id ?? "", name, stop);
            return Results.Redirect("/account");
        });
        staff.MapPost("/account/passkeys/remove", async (HttpContext http, Passkeys keys, [FromForm] string? id, CancellationToken stop) =>
        {
            await keys.Remove(http.Caller(), id ?? "", stop);
            return Results.Redirect("/account");
        });
    }

    private static async Task<IResult> Enter(
        HttpContext http, Passkeys keys, IPasskeyHandler<Account> ceremony, AccessOptions options, [FromForm] string? credential, [FromForm] string? state, [FromForm] string? to, CancellationToken stop)
    {
        var step = await keys.Enter(
            http.Arrival(),
            asked => ceremony.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential ?? "", AssertionState = asked }),
            state ?? "", stop);
        if (step.Refusal is { } no)
        {
            return No(http, no);
        }

        SessionCookies.Give(http, options, step.Value);
        return Results.Json(new { to = AccessDoor.Onward(to, step.Value) });
    }

    private static async Task<IResult> Ask(
        HttpContext http, OwnPassword own, Passkeys keys, IPasskeyHandler<Account> ceremony, AccessOptions options, [FromForm] string? present, CancellationToken stop)
    {
        var caller = http.Caller();
        var cookie = await own.StepUp(caller, present ?? "", http.Arrival().Browser, stop);
        if (cookie.Refusal is { } wrong)
        {
            return No(http, wrong);
        }

        SessionCookies.Give(http, options, staff: true, cookie.Value);
        var asked = await keys.BeginAdding(caller, person => ceremony.MakeCreationOptionsAsync(person, http), stop);
        return asked.Refusal is { } no ? No(http, no) : Asked(asked.Value);
    }

    private static async Task<IResult> Add(
        HttpContext http, Passkeys keys, IPasskeyHandler<Account> ceremony, [FromForm] string? credential, [FromForm] string? state, [FromForm] string? name,
        CancellationToken stop) =>
        await keys.Add(
            http.Caller(),
            asked => ceremony.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential ?? "", AttestationState = asked }),
            state ?? "", name, stop) is { } no ? No(http, no) : Results.NoContent();

    private static IResult Asked(PasskeyAsked asked) => Results.Json(new { options = JsonElement.Parse(asked.Options), state = asked.State });

    // In the reader's language: the script shows it as it comes.
    private static IResult No(HttpContext http, Refusal no) => Answers.Problem(
        no.Because(Refusals.Said(http.RequestServices.GetRequiredService<Layout.Viewer>(), no)), StatusCodes.Status422UnprocessableEntity);
}
