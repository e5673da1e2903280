using System.Globalization;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>How long words are kept.</summary>
internal static class RetentionPages
{
    private const string At = "/settings/retention";

    public static void Map(IEndpointRouteBuilder staff)
    {
        Holds(staff);
        staff.MapGet(At, (HttpContext http, SettingsDoor door, Retention retention, string? done, CancellationToken stop) => Page(http, door, retention, null, null, done, stop));
        staff.MapPost(At, async (HttpContext http, SettingsDoor door, Retention retention, CancellationToken stop) =>
        {
            var form = http.Request.Form;
            var typed = new RetentionRule(Days(form.Given("mailDays")), Days(form.Given("ticketDays")));
            return await retention.Set(http.Caller(), typed, stop) is { } no ? await Page(http, door, retention, typed, no, null, stop) : SettingsDoor.Done(At, "saved");
        });
    }

    private static void Holds(IEndpointRouteBuilder staff)
    {
        staff.MapPost($"{At}/holds", async (HttpContext http, SettingsDoor door, Retention retention, LegalHolds holds, CancellationToken stop) =>
        {
            var form = http.Request.Form;
            var what = form["what"].ToString().Trim();
            var draft = long.TryParse(what.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new HoldDraft(number, null, form["reason"]) : new HoldDraft(null, what, form["reason"]);
            return (await holds.Place(http.Caller(), draft, stop: stop)).Refusal is { } no
                ? await Page(http, door, retention, null, no, null, stop, (what, form["reason"].ToString())) : SettingsDoor.Done(At, "held");
        });
        staff.MapPost($"{At}/holds/{{id:long}}/lift", async (HttpContext http, SettingsDoor door, Retention retention, LegalHolds holds, long id, CancellationToken stop) =>
            await holds.Lift(http.Caller(), id, stop) is { } no ? await Page(http, door, retention, null, no, null, stop) : SettingsDoor.Done(At, "lifted"));
    }

    // What is no number is none that the use case takes; nothing at all keeps everything.
    private static int? Days(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, Retention retention, RetentionRule? typed, Refusal? refused, string? done, CancellationToken stop, (string What, string Reason)? hold = null)
    {
        var read = await retention.Read(http.Caller(), stop: stop);
        var holds = await http.RequestServices.GetRequiredService<LegalHolds>().Read(http.Caller(), stop);
        return (read.Refusal ?? holds.Refusal) is { } no
            ? SettingsDoor.No(no)
            : await door.Page<RetentionPage>(
                http, refused, (nameof(RetentionPage.View), typed is null ? read.Value : read.Value with { Rule = typed }), (nameof(RetentionPage.Holds), holds.Value), (nameof(RetentionPage.What), hold?.What), (nameof(RetentionPage.Why), hold?.Reason), (nameof(RetentionPage.Refused), refused), (nameof(RetentionPage.Done), done));
    }
}
