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
        staff.MapGet(At, (HttpContext http, SettingsDoor door, Retention retention, string? done, CancellationToken stop) => Page(http, door, retention, null, null, done, stop));
        staff.MapPost(At, async (HttpContext http, SettingsDoor door, Retention retention, CancellationToken stop) =>
        {
            var form = http.Request.Form;
            var typed = new RetentionRule(Days(form.Given("mailDays")), Days(form.Given("ticketDays")));
            return await retention.Set(http.Caller(), typed, stop) is { } no ? await Page(http, door, retention, typed, no, null, stop) : SettingsDoor.Done(At, "saved");
        });
    }

    // What is no number is none that the use case takes; nothing at all keeps everything.
    private static int? Days(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, Retention retention, RetentionRule? typed, Refusal? refused, string? done, CancellationToken stop)
    {
        var read = await retention.Read(http.Caller(), stop: stop);
        return read.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<RetentionPage>(
                http, refused, (nameof(RetentionPage.View), typed is null ? read.Value : read.Value with { Rule = typed }), (nameof(RetentionPage.Refused), refused), (nameof(RetentionPage.Done), done));
    }
}
