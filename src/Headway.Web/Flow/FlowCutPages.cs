using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Web.Desk;
using Headway.Web.Doors;

namespace Headway.Web.Flow;

/// <summary>One measure part by part, and every measure part by part as CSV.</summary>
public static class FlowCutPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/flow/cut", Page);
        desk.MapGet("/flow/cut.csv", Csv);
    }

    private static async Task<IResult> Page(HttpContext http, FlowCutsQuery cuts, ShellFrames frames, DeskClock clock, string? of, CancellationToken stop)
    {
        var caller = http.Caller();
        var asked = FlowAsked.Of(http.Request);
        var read = await cuts.Read(caller, asked.Scope(clock.Now(caller.Tenant), caller.Zone), asked.By, of ?? "", stop);
        if (read.Refusal is { } no)
        {
            return Draw.No(no);
        }

        var all = FlowMeasures.Of(read.Value.Whole);
        var whole = all.FirstOrDefault(row => row.Key == of) ?? all[0];
        return Draw.Page<CutPage>(
            ("Frame", await frames.For(caller, stop)),
            ("View", new CutView(
                whole.Key, asked.By, Row("", "", whole, asked),
                [.. read.Value.Cuts.Select(cut => (cut, row: cut.Measures.FirstOrDefault(row => row.Key == whole.Key))).Where(one => one.row is not null).Select(one => Row(one.cut.Name, one.cut.Query, one.row!, asked))],
                [.. all.Select(row => row.Key)], $"weeks={asked.Weeks}{asked.Marks}")));
    }

    private static async Task<IResult> Csv(HttpContext http, FlowCutsQuery cuts, DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        var asked = FlowAsked.Of(http.Request);
        var read = await cuts.Read(caller, asked.Scope(clock.Now(caller.Tenant), caller.Zone), asked.By, stop: stop);
        return read.Refusal is { } no
            ? Draw.No(no)
            : FlowPages.File("headway-cut.csv", read.Value.Cuts.SelectMany(cut => cut.Measures.Select(row => CsvLines.Of(
                cut.Name, row.Group, row.Key, row.Unit, FlowPages.Rounded(row.Now.Value), row.Now.Of, row.Now.Among, row.Opens, row.Behind is { } behind ? asked.Behind(cut.Query, behind) : null)))
                .Prepend($"{asked.By},group,measure,unit,value,of,among,opens,behind"));
    }

    private static CutRow Row(string name, string query, MeasureRow row, FlowAsked asked) => new(
        name, row.Unit.ToString().ToLowerInvariant(), row.Now.Value, row.Now.Of, row.Now.Among, row.Behind is { } behind && row.Now.Value is not null ? asked.Behind(query, behind) : null);
}
