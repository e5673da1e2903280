using Headway.Application.Mail;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>What went out, and what did not: those that wait for a person are sent again from here.</summary>
internal static class MailOutPages
{
    private const string At = "/settings/mail-out";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, (HttpContext http, SettingsDoor door, MailOut mails, string? only, string? done, CancellationToken stop) => List(http, door, mails, only == "waiting", null, done, stop));
        staff.MapPost($"{At}/{{id:long}}/again", async (HttpContext http, SettingsDoor door, MailOut mails, long id, CancellationToken stop) => await mails.Again(http.Caller(), id, stop) switch
        {
            null => SettingsDoor.Done(At, "mail-again"),
            { Kind: RefusalKind.Forbidden } no => SettingsDoor.No(no),
            var no => await List(http, door, mails, false, no, null, stop),
        });
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, MailOut mails, bool waiting, Refusal? refused, string? done, CancellationToken stop)
    {
        var last = await mails.Last(http.Caller(), waiting, 200, stop);
        return last.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<MailOutPage>(
                http, refused, (nameof(MailOutPage.Mails), last.Value), (nameof(MailOutPage.Waiting), waiting), (nameof(MailOutPage.Refused), refused), (nameof(MailOutPage.Done), done));
    }
}
