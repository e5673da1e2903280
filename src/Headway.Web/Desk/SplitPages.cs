using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>A message becomes a ticket of its own.</summary>
public static class SplitPages
{
    private const int LongestProposed = 80;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/split", Ask);
        desk.MapGet("/tickets/{number:long}/split", Ask);
        desk.MapPost("/tickets/{number:long}/split", Do);
    }

    private static Task<IResult> Ask(HttpContext http, long number, int? message, CancellationToken stop) => Panel(http, number, message ?? 0, null, null, stop);

    private static async Task<IResult> Do(
        HttpContext http, SplitTicket split, TouchDoor touch, long number, [FromForm] int? version, [FromForm] int? message, [FromForm] string? subject, CancellationToken stop)
    {
        var done = await split.Do(new ActOn(http.Caller(), number, version), message ?? 0, subject, stop);
        return done.IsRefused
            ? await Panel(http, number, message ?? 0, subject, done.Refusal, stop)
            : await touch.Onward(http, number, null, new Phrase("split.done", done.Value.Beside!.Number), stop);
    }

    private static async Task<IResult> Panel(HttpContext http, long number, int message, string? typed, Refusal? refused, CancellationToken stop)
    {
        var door = http.RequestServices.GetRequiredService<PanelDoor>();
        var read = await http.RequestServices.GetRequiredService<TicketPageQuery>().Read(http.Caller(), number, stop);
        if (read.IsRefused)
        {
            return await door.No(http, read.Refusal!, number);
        }

        var page = read.Value;
        var entry = page.Story.FirstOrDefault(one => one.Seq == message && one is { Kind: StoryKind.CustomerMessage, Text: not null });
        if (entry?.Text is not { } text || !page.Texts.TryGetValue(text.Value, out var said) || said.Body is not { } body)
        {
            return await door.No(http, refused ?? TicketRefusals.Unknown, number);
        }

        var first = body.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
        var view = new SplitView(
            number, page.State.Version, message, entry.Person is { } person ? page.NameOf(person) : "?", body, typed ?? (first.Length > LongestProposed ? first[..LongestProposed] : first),
            refused is null ? null : door.Say(refused));
        return await door.Open<Parts.SplitPanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
