using System.Net;
using Headway.Application.Access;
using Headway.Application.Views;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Access;

/// <summary>Who would you like to be? Mapped in the demo only, answers this machine only.</summary>
internal static class DemoPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/demo/be", (HttpContext http, DemoDoor demo, AccessOptions options, [FromForm] string? email, CancellationToken stop) =>
            Be(http, demo, options, email?.Split('@')[0] ?? "", null, stop));

        // A link, so that a second tab is one click away; a page elsewhere can't follow it for somebody.
        routes.MapGet("/demo/as/{who}", (HttpContext http, DemoDoor demo, AccessOptions options, string who, string? to, CancellationToken stop) =>
            ForgeryGate.IsForeign(http) ? Task.FromResult(Results.NotFound()) : Be(http, demo, options, who, to, stop));
    }

    /// <summary>Who would you like to be? Also for somebody who is one of them already.</summary>
    public static async Task<IResult> Choose(HttpContext http, DemoDoor demo, CancellationToken stop)
    {
        var cards = await Cards(http, demo, stop);
        return cards.Count > 0 ? Draw.Page<PersonasPage>((nameof(PersonasPage.Cards), cards)) : Results.NotFound();
    }

    public static async Task<IReadOnlyList<PersonaView>> Cards(HttpContext http, DemoDoor demo, CancellationToken stop)
    {
        var me = http.RequestServices.GetRequiredService<Viewer>();
        return IsHere(http)
            ? [.. (await demo.Personas(http.Arrival().Tenant, stop)).Select(card =>
                new PersonaView($"{card.Who}@demo.example", new PersonView(card.Person.Value, card.Name), card.Who == "nia" ? "agent-network" : card.Role.Code(), me[$"access.persona-{card.Who}"]))]
            : [];
    }

    private static async Task<IResult> Be(HttpContext http, DemoDoor demo, AccessOptions options, string who, string? to, CancellationToken stop)
    {
        var step = IsHere(http) ? await demo.As(http.Arrival(), who, stop) : AccessRefusals.NotAllowed;
        return step.IsRefused ? Results.NotFound() : SignInPages.Came(http, options, step.Value, to);
    }

    private static bool IsHere(HttpContext http) => http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);
}
