using System.Globalization;
using Headway.Application.Mail;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>A message of the log as it is shown. <paramref name="Blocked"/>: pictures of other hosts in it; null when it has no HTML.</summary>
public sealed record LoggedView(LoggedMail Mail, string? Words, int? Blocked, Refusal? Refused = null, string? Done = null)
{
    public bool IsOpen => Mail.Fate is Fate.Quarantined or Fate.Ignored;
}

/// <summary>What became of every message, and the ones that a person decides about.</summary>
internal static class MailLogPages
{
    private const string At = "/settings/mail-log";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, List);
        staff.MapGet($"{At}/{{id:long}}", (HttpContext http, SettingsDoor door, MailLog log, MailView view, long id, string? done, CancellationToken stop) => One(http, door, log, view, id, null, done, stop));
        staff.MapPost($"{At}/{{id:long}}/accept", (HttpContext http, SettingsDoor door, MailLog log, MailView view, DecideMail decide, long id, CancellationToken stop) =>
            After(http, door, log, view, id, () => decide.AsNew(http.Caller(), id, stop), "mail-accepted", stop));
        staff.MapPost($"{At}/{{id:long}}/attach", (HttpContext http, SettingsDoor door, MailLog log, MailView view, DecideMail decide, long id, CancellationToken stop) =>
        {
            var number = long.TryParse(http.Request.Form["number"].ToString().Trim().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
            return After(http, door, log, view, id, () => decide.AttachTo(http.Caller(), id, number, stop), "mail-attached", stop);
        });
        staff.MapPost($"{At}/{{id:long}}/drop", (HttpContext http, SettingsDoor door, MailLog log, MailView view, DecideMail decide, long id, CancellationToken stop) =>
            After(http, door, log, view, id, () => decide.Drop(http.Caller(), id, stop), "mail-dropped", stop));
        staff.MapPost($"{At}/{{id:long}}/replay", (HttpContext http, SettingsDoor door, MailLog log, MailView view, DecideMail decide, long id, CancellationToken stop) =>
            After(http, door, log, view, id, () => decide.Replay(http.Caller(), id, stop), "mail-replayed", stop));
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, MailLog log, string? fate, CancellationToken stop)
    {
        var only = Enum.TryParse<Fate>(fate, ignoreCase: true, out var wanted) && Enum.IsDefined(wanted) ? wanted : (Fate?)null;
        var mails = await log.Last(http.Caller(), only, 200, stop);
        return mails.Refusal is { } no ? SettingsDoor.No(no) : await door.Page<MailLogPage>(http, null, (nameof(MailLogPage.Mails), mails.Value), (nameof(MailLogPage.Only), only));
    }

    private static async Task<IResult> After(
        HttpContext http, SettingsDoor door, MailLog log, MailView view, long id, Func<Task<Outcome<MailFate>>> decide, string done, CancellationToken stop) =>
        (await decide()).Refusal is { } no
            ? no.Kind == RefusalKind.Forbidden ? SettingsDoor.No(no) : await One(http, door, log, view, id, no, null, stop)
            : SettingsDoor.Done(string.Create(CultureInfo.InvariantCulture, $"{At}/{id}"), done);

    private static async Task<IResult> One(HttpContext http, SettingsDoor door, MailLog log, MailView view, long id, Refusal? refused, string? done, CancellationToken stop)
    {
        var found = await log.One(http.Caller(), id, stop);
        if (found.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var said = await view.OfMail(http.Caller(), found.Value, pictures: false, stop);
        var shown = new LoggedView(found.Value, said.IsRefused ? null : said.Value.Words, said.IsRefused ? null : said.Value.Html?.Blocked, refused, done);
        return await door.Page<MailPage>(http, refused, (nameof(MailPage.View), shown));
    }
}
