using Headway.Application.Access;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Settings;

/// <summary>Who is signed in where and which programs act for whom, with a button to end each.</summary>
internal static class SessionPages
{
    private const string At = "/settings/access";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, (HttpContext http, SettingsDoor door, AccessList access, long? of, string? done, CancellationToken stop) => Page(http, door, access, of, done, null, stop));
        staff.MapPost($"{At}/end", async (HttpContext http, SettingsDoor door, AccessList access, [FromForm] string? id, CancellationToken stop) =>
            await After(http, door, access, await access.EndSession(http.Caller(), id ?? "", stop), "session-ended", stop));
        staff.MapPost($"{At}/revoke", async (HttpContext http, SettingsDoor door, AccessList access, [FromForm] long? id, CancellationToken stop) =>
            await After(http, door, access, await access.Revoke(http.Caller(), id ?? 0, stop), "token-revoked", stop));
    }

    private static async Task<IResult> After(HttpContext http, SettingsDoor door, AccessList access, Refusal? refused, string done, CancellationToken stop) =>
        refused is null ? SettingsDoor.Done(At, done)
        : refused.Kind == RefusalKind.Forbidden ? SettingsDoor.No(refused)
        : await Page(http, door, access, null, null, refused, stop);

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, AccessList access, long? of, string? done, Refusal? refused, CancellationToken stop)
    {
        var listed = await access.Read(http.Caller(), of is { } id ? new PersonId(id) : null, stop);
        return listed.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<SessionPage>(
                http, refused, (nameof(SessionPage.Listed), listed.Value), (nameof(SessionPage.Of), of), (nameof(SessionPage.Done), done), (nameof(SessionPage.Refused), refused));
    }
}
