using Headway.Application.Statuses;
using Headway.Application.Views;
using Headway.Domain.Statuses;
using Headway.Web.Doors;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>Rank, high priority and clock of a status: the second form of its page, with what a change is about before it is made.</summary>
internal static class StandingPages
{
    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapPost("/settings/statuses/{code}/standing", Save);
        staff.MapPost("/part/settings/statuses/{code}/standing", Preview);
    }

    private static async Task<IResult> Save(HttpContext http, SettingsDoor door, StatusSettings statuses, SetStanding set, Viewer viewer, string code, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = StandingTyped.Of(form);
        if (form.Text("seen") != typed.Mark(new StatusCode(code)) || form.Ticked("look"))
        {
            var preview = await Looked(http, set, viewer, code, typed, stop);
            return await StatusPages.Page(http, door, statuses, code, view => view with
            {
                Standing = typed,
                StandingPreview = preview,
                Refused = preview.Refused,
                Look = preview.Refused is null && !form.Ticked("look"),
            }, stop);
        }

        var refused = await set.Do(http.Caller(), new StatusCode(code), typed.Read(), form.Revision(), stop);
        return refused is null
            ? SettingsDoor.Done($"/settings/statuses/{Uri.EscapeDataString(code)}", "saved")
            : await StatusPages.Page(http, door, statuses, code, view => view with { Standing = typed, Refused = refused, Both = Lines(viewer, StatusStanding.Of(view.Read.Status), typed.Read()) }, stop);
    }

    private static async Task<IResult> Preview(HttpContext http, SetStanding set, Viewer viewer, string code, CancellationToken stop)
    {
        var view = await Looked(http, set, viewer, code, StandingTyped.Of(await http.Request.ReadFormAsync(stop)), stop);
        return view.Refused is { Kind: Domain.RefusalKind.Forbidden } no ? SettingsDoor.No(no) : Draw.Page<Previewed>((nameof(Previewed.View), view), (nameof(Previewed.Id), "previewed-standing"));
    }

    private static async Task<RulePreview> Looked(HttpContext http, SetStanding set, Viewer viewer, string code, StandingTyped typed, CancellationToken stop)
    {
        var wish = typed.Read();
        var look = await set.Look(http.Caller(), new StatusCode(code), wish, stop);
        if (look.Refusal is { } no)
        {
            return RulePreview.No(no);
        }

        var lines = Lines(viewer, look.Value.Stands, wish);
        var sentence = lines.Count == 0 ? new Phrase("rules.standing-same") : new Phrase("rules.standing-preview", viewer.Number(look.Value.Began), viewer.Number(look.Value.Open));
        return new RulePreview(new ChangePreview(sentence, lines), typed.Mark(new StatusCode(code)), null);
    }

    private static List<ChangeLine> Lines(Viewer viewer, StatusStanding before, StatusStanding after) =>
    [
        .. new ChangeLine[]
        {
            new(viewer["rules.standing-rank"], viewer.Number(before.Rank), viewer.Number(after.Rank)),
            new(viewer["rules.standing-high"], viewer[before.HighPriority ? "trail.yes" : "trail.no"], viewer[after.HighPriority ? "trail.yes" : "trail.no"]),
            new(viewer["rules.standing-clock"], Clock(viewer, before), Clock(viewer, after)),
        }.Where(line => line.Was != line.Becomes),
    ];

    private static string Clock(Viewer viewer, StatusStanding standing) => viewer[standing.Clock == ClockMark.Pauses ? "rules.standing-pauses" : "rules.standing-runs"];
}
