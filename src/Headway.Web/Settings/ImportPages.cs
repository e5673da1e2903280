using Headway.Application.People;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Settings;

/// <summary>An import as it stands: the text, what would become of each line, what became of them.</summary>
public sealed record ImportView(string Text, IReadOnlyList<PlannedLine>? Plan = null, PeopleImported? Done = null, Refusal? Refused = null)
{
    public int Of(ImportFate fate) => Plan?.Count(line => line.Fate == fate) ?? 0;
}

/// <summary>Many people at once from a table: what would happen line by line, then doing it.</summary>
internal static class ImportPages
{
    private const string At = "/settings/people/import";

    /// <summary>Bytes of a file; 20,000 lines fit well.</summary>
    private const long MostBytes = 8 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, (HttpContext http, SettingsDoor door) => Page(http, door, new ImportView("")));
        staff.MapPost(At, Import).RequireRateLimiting(Limits.Upload).WithMetadata(new RequestSizeLimitAttribute(MostBytes), new RequestFormLimitsAttribute { ValueLengthLimit = (int)MostBytes });
    }

    private static async Task<IResult> Import(HttpContext http, SettingsDoor door, ImportPeople import, CancellationToken stop)
    {
        var form = http.Request.Form;
        var text = form.Files["file"] is { Length: > 0 } file ? await Read(file, stop) : form["text"].ToString();
        var lines = PeopleFile.Read(text);
        if (lines.Refusal is { } unreadable)
        {
            return await Page(http, door, new ImportView(text, Refused: unreadable));
        }

        if (form["go"] == "on")
        {
            var done = await import.Do(http.Caller(), lines.Value, stop);
            return await Page(http, door, done.Refusal is { } no ? new ImportView(text, Refused: no) : new ImportView("", Done: done.Value));
        }

        var plan = await import.Preview(http.Caller(), lines.Value, stop);
        return await Page(http, door, plan.Refusal is { } why ? new ImportView(text, Refused: why) : new ImportView(text, plan.Value));
    }

    private static async Task<string> Read(IFormFile file, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, stop);
        return PeopleFile.Text(bytes.ToArray());
    }

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, ImportView view) =>
        http.Caller().Denies(Headway.Application.Access.Permission.ManagePeople) is { } no
            ? SettingsDoor.No(no) : await door.Page<ImportPage>(http, view.Refused, (nameof(ImportPage.View), view));
}
