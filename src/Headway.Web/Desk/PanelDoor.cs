using Headway.Domain;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace Headway.Web.Desk;

/// <summary>
/// Draws a panel: beside the work when a script asks for it, on a page of its own when a browser without script goes there.
/// </summary>
public sealed class PanelDoor(ShellFrames frames, Viewer viewer)
{
    public Task<IResult> Open<TPart>(HttpContext http, params (string Name, object? Value)[] with)
        where TPart : IComponent => Open<TPart>(http, StatusCodes.Status200OK, with);

    /// <summary>With a status of 422 the form stands there again, with what was refused and everything that was typed.</summary>
    public async Task<IResult> Open<TPart>(HttpContext http, int status, params (string Name, object? Value)[] with)
        where TPart : IComponent
    {
        if (http.IsPart())
        {
            if (status != StatusCodes.Status200OK)
            {
                // The form aims at the ticket, which stays as it is.
                http.Response.Headers["HX-Retarget"] = "#panel";
                http.Response.Headers["HX-Reswap"] = "innerHTML";
            }

            return Draw.Page<TPart>(status, with);
        }

        return Draw.Page<PanelPage>(
            status, ("Frame", await frames.For(http.Caller(), http.RequestAborted)), ("Part", typeof(TPart)), ("With", with.ToDictionary(pair => pair.Name, pair => pair.Value)), ("Place", PlaceOf(http.Request.Path)), ("Title", TitleOf(http.Request.Path)));
    }

    // What the tab is called: the act, as the menu of the ticket has it.
    private string TitleOf(PathString path) =>
        path.StartsWithSegments("/notices") ? viewer["telling.title"] : path.StartsWithSegments("/tickets/new") ? viewer["search.new"]
        : path.Value?.Split('/') is [_, _, var number, .., var act] && viewer.Words.Maybe($"ticket.{act}") is { } said ? $"#{number} {said}" : viewer["panel.page"];

    private static string PlaceOf(PathString path) => path.StartsWithSegments("/notices") ? "notices" : path.StartsWithSegments("/tickets/new") ? "tickets" : "next";

    /// <summary>A no to a question: there is no such ticket, or nothing to show of it.</summary>
    public async Task<IResult> No(HttpContext http, Refusal refusal, long number) =>
        http.IsPart()
            ? Draw.No(refusal)
            : Draw.Page<NotFoundPage>(Draw.StatusOf(refusal), ("Frame", await frames.For(http.Caller(), http.RequestAborted)), ("Number", number));

    /// <summary>What a form sent, by field, to stand in it again; nothing where none was sent.</summary>
    public static IReadOnlyDictionary<string, string> Typed(HttpContext http) =>
        http.Request.HasFormContentType ? http.Request.Form.ToDictionary(field => field.Key, field => field.Value.ToString()) : new Dictionary<string, string>();

    public string Say(Refusal refusal) => Say(refusal.Code, refusal.Message);

    public string Say(string code, string message) => viewer.Words.Maybe($"refusal.{code}") ?? message;
}
