using System.Text;
using Headway.Application.Access;
using Headway.Domain;
using Headway.Web.Doors;
using Headway.Web.Flow;
using Headway.Web.Layout;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Settings;

/// <summary>The filter of the trail as it stands in the address.</summary>
public sealed record TrailFilter
{
    public long? By { get; init; }

    public string? About { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string Address(string page, long? before = null) => FormattableString.Invariant(
        $"{page}?by={By}&about={Uri.EscapeDataString(About ?? "")}&from={From}&to={To}{(before is { } seq ? FormattableString.Invariant($"&before={seq}") : "")}");
}

/// <summary>Who changed what and when, with what it was before; as a page and as a table.</summary>
internal static class TrailPages
{
    private const string At = "/settings/trail";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, Page);
        staff.MapGet($"{At}.csv", Csv);
    }

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, TrailQuery trail, Viewer viewer, [AsParameters] TrailFilter filter, long? before, CancellationToken stop)
    {
        var read = await trail.Read(http.Caller(), Wish(filter, viewer.Zone) with { Before = before }, stop: stop);
        return read.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<TrailPage>(http, null, (nameof(TrailPage.Read), read.Value), (nameof(TrailPage.Filter), filter));
    }

    private static async Task<IResult> Csv(HttpContext http, TrailQuery trail, Viewer viewer, [AsParameters] TrailFilter filter, CancellationToken stop)
    {
        var read = await trail.Read(http.Caller(), Wish(filter, viewer.Zone), TrailQuery.MostExported, stop);
        if (read.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var table = new StringBuilder().Append('\uFEFF').Append(CsvLines.Of(viewer["trail.no-column"], viewer["trail.when"], viewer["trail.who"], viewer["trail.what"], viewer["trail.details"])).Append("\r\n");
        foreach (var line in read.Value.Lines)
        {
            table.Append(CsvLines.Of(line.Seq, InstantPattern.ExtendedIso.Format(line.At), line.Actor ?? viewer["trail.desk-itself"], TrailWords.Sentence(viewer, line), TrailWords.Line(viewer, line))).Append("\r\n");
        }

        return Results.File(Encoding.UTF8.GetBytes(table.ToString()), "text/csv; charset=utf-8", "trail.csv");
    }

    // Days are the viewer's: from the beginning of the first to the end of the last.
    private static TrailWish Wish(TrailFilter filter, DateTimeZone zone) => new(
        filter.By is > 0 ? new PersonId(filter.By.Value) : null, string.IsNullOrWhiteSpace(filter.About) ? null : filter.About,
        Day(filter.From) is { } from ? from.AtStartOfDayInZone(zone).ToInstant() : null, Day(filter.To) is { } to ? to.PlusDays(1).AtStartOfDayInZone(zone).ToInstant() : null);

    private static LocalDate? Day(string? text) => text is { Length: > 0 } && LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;
}
