using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Settings;

/// <summary>How the desk is called, its language and its zone; and the practice ticket of a new desk while there is one.</summary>
internal static class DeskNamePages
{
    private const string At = "/settings/desk";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, (HttpContext http, SettingsDoor door, ChangeDesk desk, string? done, CancellationToken stop) => Page(http, door, desk, null, null, done, stop));
        staff.MapPost(At, async (
            HttpContext http, SettingsDoor door, ChangeDesk desk, [FromForm] string? name, [FromForm] string? language, [FromForm] string? zone, CancellationToken stop) =>
        {
            var typed = new DeskNamed(name ?? "", language ?? "", zone ?? "");
            return await desk.Do(http.Caller(), typed, stop) is { } no ? await Page(http, door, desk, typed, no, null, stop) : SettingsDoor.Done(At, "saved");
        });
    }

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, ChangeDesk desk, DeskNamed? typed, Refusal? refused, string? done, CancellationToken stop)
    {
        var read = await desk.Read(http.Caller(), stop);
        return read.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<DeskNamePage>(
                http, refused, (nameof(DeskNamePage.View), typed ?? read.Value), (nameof(DeskNamePage.Refused), refused), (nameof(DeskNamePage.Done), done),
                (nameof(DeskNamePage.Address), http.Features.Get<TenantDoor>()?.BaseUrl.ToString() ?? ""));
    }
}
