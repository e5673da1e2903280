using Headway.Application.Statuses;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Web.Doors;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>A status' page: what stands, what was typed, what it would change, how the last try ended.</summary>
public sealed record StatusView(StatusRead Read, ThresholdTyped Typed, WordingTyped Words)
{
    public RulePreview? Preview { get; init; }

    public Refusal? Refused { get; init; }

    public Refusal? WordsRefused { get; init; }

    public StandingTyped Standing { get; init; } = StandingTyped.Of(Read.Status);

    public RulePreview? StandingPreview { get; init; }

    public bool Look { get; init; }

    public string? Done { get; init; }

    public IReadOnlyList<ChangeLine> Both { get; init; } = [];
}

/// <summary>The 24 statuses: how long each may last, what people of support call it, what customers read.</summary>
internal static class StatusPages
{
    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet("/settings/statuses", List);
        staff.MapGet("/settings/statuses/{code}", (HttpContext http, SettingsDoor door, StatusSettings statuses, string code, string? done, CancellationToken stop) =>
            Page(http, door, statuses, code, view => view with { Done = done is "saved" ? done : null }, stop));
        staff.MapPost("/settings/statuses/{code}", Save);
        staff.MapPost("/settings/statuses/{code}/words", SaveWords);
        staff.MapPost("/part/settings/statuses/{code}/preview", Preview);
        StandingPages.Map(staff);
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, StatusSettings statuses, CancellationToken stop)
    {
        var read = await statuses.All(http.Caller(), stop);
        return read.Refusal is { } no ? SettingsDoor.No(no)
            : !http.Caller().May(Application.Access.Permission.ManageSettings) ? SettingsDoor.No(Application.Access.AccessRefusals.NotAllowed)
            : await door.Page<StatusesPage>(http, null, (nameof(StatusesPage.Desk), read.Value));
    }

    private static async Task<IResult> Save(
        HttpContext http, SettingsDoor door, StatusSettings statuses, ChangeThresholds change, RehearseRules rehearse, Viewer viewer, string code, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = ThresholdTyped.Of(form);
        var draft = typed.Read(new StatusCode(code));
        if (draft.Refusal is { } malformed)
        {
            return await Page(http, door, statuses, code, view => view with { Typed = typed, Refused = malformed }, stop);
        }

        if (form.Text("seen") != ThresholdTyped.Mark(draft.Value) || form.Ticked("look"))
        {
            var preview = await Rehearsed(http, rehearse, viewer, draft.Value, stop);
            return await Page(http, door, statuses, code, view => view with { Typed = typed, Preview = preview, Refused = preview.Refused, Look = preview.Refused is null && !form.Ticked("look") }, stop);
        }

        var refused = await change.Of(http.Caller(), draft.Value, form.Revision(), stop);
        return refused is null
            ? Results.Redirect($"/settings/statuses/{Uri.EscapeDataString(code)}?done=saved")
            : await Page(http, door, statuses, code, view => view with { Typed = typed, Refused = refused, Both = Both(viewer, view.Read, draft.Value) }, stop);
    }

    private static async Task<IResult> SaveWords(HttpContext http, SettingsDoor door, StatusSettings statuses, ChangeWording change, string code, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = WordingTyped.Of(form);
        var refused = await change.Of(http.Caller(), new StatusCode(code), typed.Drafts(new StatusCode(code)), form.Revision(), stop);
        return refused is null
            ? Results.Redirect($"/settings/statuses/{Uri.EscapeDataString(code)}?done=saved")
            : await Page(
                http, door, statuses, code,
                view => view with { Words = typed, WordsRefused = refused, Both = Both(WordingTyped.Of(new StatusCode(code), view.Read.Desk.Words), typed) }, stop);
    }

    private static async Task<IResult> Preview(HttpContext http, RehearseRules rehearse, Viewer viewer, string code, CancellationToken stop)
    {
        if (http.Caller().Denies(Application.Access.Permission.ManageSettings) is { } stranger)
        {
            return SettingsDoor.No(stranger);
        }

        var draft = ThresholdTyped.Of(await http.Request.ReadFormAsync(stop)).Read(new StatusCode(code));
        var view = draft.Refusal is { } no ? RulePreview.No(no) : await Rehearsed(http, rehearse, viewer, draft.Value, stop);
        return Draw.Page<Previewed>((nameof(Previewed.View), view));
    }

    private static async Task<RulePreview> Rehearsed(HttpContext http, RehearseRules rehearse, Viewer viewer, ThresholdDraft draft, CancellationToken stop)
    {
        var read = await rehearse.Thresholds(http.Caller(), draft, stop);
        return read.Refusal is { } no ? RulePreview.No(no) : new RulePreview(RulePreviews.Of(viewer, read.Value), ThresholdTyped.Mark(draft), null);
    }

    internal static async Task<IResult> Page(HttpContext http, SettingsDoor door, StatusSettings statuses, string code, Func<StatusView, StatusView> with, CancellationToken stop)
    {
        var read = await statuses.One(http.Caller(), new StatusCode(code), stop);
        if (read.Refusal is { } no)
        {
            return SettingsDoor.No(no.Code == StatusRefusals.Unknown.Code ? no with { Kind = RefusalKind.NotFound } : no);
        }

        if (!http.Caller().May(Application.Access.Permission.ManageSettings))
        {
            return SettingsDoor.No(Application.Access.AccessRefusals.NotAllowed);
        }

        var view = with(new StatusView(read.Value, ThresholdTyped.Of(read.Value), WordingTyped.Of(read.Value.Status.Code, read.Value.Desk.Words)));
        return await door.Page<StatusPage>(http, view.Refused ?? view.WordsRefused, (nameof(StatusPage.View), view));
    }

    private static List<ChangeLine> Both(Viewer viewer, StatusRead read, ThresholdDraft draft) =>
        [new(viewer["rules.threshold"], ThresholdDraft.Line(read.Status.Threshold, read.Rules), ThresholdDraft.Line(draft.Threshold, draft.Rules))];

    private static List<ChangeLine> Both(WordingTyped stands, WordingTyped yours) =>
        [.. new ChangeLine[] { new("en", stands.LabelEn, yours.LabelEn), new("de", stands.LabelDe, yours.LabelDe), new("en", stands.LineEn, yours.LineEn), new("de", stands.LineDe, yours.LineDe) }.Where(line => line.Was != line.Becomes)];
}
