using Headway.Application.Access;
using Headway.Application.Statuses;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Web.Doors;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>The page of targets: what stands, what was typed by field name, what it would change.</summary>
public sealed record TargetsView(TargetsRead Read, IReadOnlyDictionary<string, string> Typed)
{
    public RulePreview? Preview { get; init; }

    public Refusal? Refused { get; init; }

    public bool Look { get; init; }

    public string? Done { get; init; }

    public IReadOnlyList<ChangeLine> Both { get; init; } = [];
}

/// <summary>First-response and completion targets by priority.</summary>
internal static class TargetPages
{
    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet("/settings/targets", (HttpContext http, SettingsDoor door, StatusSettings statuses, string? done, CancellationToken stop) =>
            Page(http, door, statuses, view => view with { Done = done is "saved" ? done : null }, stop));
        staff.MapPost("/settings/targets", Save);
        staff.MapPost("/part/settings/targets/preview", Preview);
    }

    private static async Task<IResult> Save(
        HttpContext http, SettingsDoor door, StatusSettings statuses, ChangeThresholds change, RehearseRules rehearse, Viewer viewer, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var draft = Read(form);
        if (draft.Refusal is { } malformed)
        {
            return await Page(http, door, statuses, view => view with { Typed = Typed(form), Refused = malformed }, stop);
        }

        if (form.Text("seen") != Mark(draft.Value) || form.Ticked("look"))
        {
            var preview = await Rehearsed(http, rehearse, viewer, draft.Value, stop);
            return await Page(http, door, statuses, view => view with { Typed = Typed(form), Preview = preview, Refused = preview.Refused, Look = preview.Refused is null && !form.Ticked("look") }, stop);
        }

        var refused = await change.Targets(http.Caller(), draft.Value, form.Revision(), stop);
        return refused is null
            ? Results.Redirect("/settings/targets?done=saved")
            : await Page(http, door, statuses, view => view with { Typed = Typed(form), Refused = refused, Both = Both(viewer, view.Read, draft.Value) }, stop);
    }

    private static async Task<IResult> Preview(HttpContext http, RehearseRules rehearse, Viewer viewer, CancellationToken stop)
    {
        var draft = Read(await http.Request.ReadFormAsync(stop));
        var view = draft.Refusal is { } no ? RulePreview.No(no) : await Rehearsed(http, rehearse, viewer, draft.Value, stop);
        return view.Refused is { Kind: RefusalKind.Forbidden } denied ? SettingsDoor.No(denied) : Draw.Page<Previewed>((nameof(Previewed.View), view));
    }

    private static async Task<RulePreview> Rehearsed(HttpContext http, RehearseRules rehearse, Viewer viewer, TargetsDraft draft, CancellationToken stop)
    {
        var read = await rehearse.Targets(http.Caller(), draft, stop);
        return read.Refusal is { } no ? RulePreview.No(no) : new RulePreview(RulePreviews.Of(viewer, read.Value), Mark(draft), null);
    }

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, StatusSettings statuses, Func<TargetsView, TargetsView> with, CancellationToken stop)
    {
        var read = await statuses.Targets(http.Caller(), stop);
        if (read.Refusal is { } no || (no = http.Caller().Denies(Permission.ManageSettings)) is not null)
        {
            return SettingsDoor.No(no);
        }

        var book = read.Value.Desk.Statuses;
        var view = with(new TargetsView(read.Value, Named("response", book.ResponseTargets).Concat(Named("completion", book.CompletionTargets)).ToDictionary(one => one.Key, one => one.Value)));
        return await door.Page<TargetsPage>(http, view.Refused, (nameof(TargetsPage.View), view));
    }

    private static Outcome<TargetsDraft> Read(IFormCollection form)
    {
        var (response, completion) = (form.Targets("response"), form.Targets("completion"));
        return (response.Refusal ?? completion.Refusal) is { } no ? no : new TargetsDraft(response.Value, completion.Value);
    }

    private static string Mark(TargetsDraft draft) => RuleFields.Mark(TargetsDraft.Line(draft.Response), TargetsDraft.Line(draft.Completion));

    private static Dictionary<string, string> Typed(IFormCollection form) =>
        form.Keys.Where(key => key.StartsWith("response.", StringComparison.Ordinal) || key.StartsWith("completion.", StringComparison.Ordinal)).ToDictionary(key => key, key => form.Text(key));

    private static IEnumerable<KeyValuePair<string, string>> Named(string kind, IReadOnlyDictionary<Priority, WorkingTime> targets) =>
        targets.Select(one => KeyValuePair.Create($"{kind}.{one.Key}", RuleFields.Number(one.Value)));

    private static List<ChangeLine> Both(Viewer viewer, TargetsRead read, TargetsDraft draft) =>
    [
        new(viewer["rules.response"], TargetsDraft.Line(read.Desk.Statuses.ResponseTargets), TargetsDraft.Line(draft.Response)),
        new(viewer["rules.completion"], TargetsDraft.Line(read.Desk.Statuses.CompletionTargets), TargetsDraft.Line(draft.Completion)),
    ];
}
