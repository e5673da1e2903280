using Headway.Application.Automation;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Tickets;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>All rules: those that come with the desk with their switches, and those administrators wrote.</summary>
public sealed record AutomationView(IReadOnlyList<RuleKept> Rules, RuleNames Names, Automatisms On, SubProcesses Runs);

/// <summary>A rule being written: what stands now as it wants, or why that can't be said, and what its dry run came to.</summary>
public sealed record RuleEditView(RuleKept? Kept, RuleTyped Typed, RuleNames Names)
{
    public Refusal? Refused { get; init; }

    public Refusal? Wrong { get; init; }

    public RuleMatches? Matches { get; init; }

    public RuleRehearsed? Tried { get; init; }

    public IReadOnlyList<RuleRun> Runs { get; init; } = [];
}

/// <summary>Rules: the list, the sentence built from selects, what it would match, the dry run.</summary>
internal static class AutomationPages
{
    private const string At = "/settings/automation";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, List);
        staff.MapPost($"{At}/shipped", async (HttpContext http, ShippedRules shipped, CancellationToken stop) =>
        {
            var on = Automatisms.None;
            foreach (var one in http.Request.Form["on"])
            {
                on |= Enum.TryParse<Automatisms>(one, out var known) ? known : Automatisms.None;
            }

            return await shipped.Switch(http.Caller(), on, stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved");
        });
        staff.MapGet($"{At}/new", (HttpContext http, SettingsDoor door, CancellationToken stop) => Page(http, door, null, null, stop));
        staff.MapGet($"{At}/{{id:long}}", (HttpContext http, SettingsDoor door, long id, CancellationToken stop) => Page(http, door, id, null, stop));
        staff.MapPost(At, (HttpContext http, SettingsDoor door, KeepRules keep, CancellationToken stop) => Save(http, door, keep, null, stop));
        staff.MapPost($"{At}/{{id:long}}", (HttpContext http, SettingsDoor door, KeepRules keep, long id, CancellationToken stop) => Save(http, door, keep, id, stop));
        staff.MapPost($"{At}/{{id:long}}/switch", async (HttpContext http, KeepRules keep, long id, CancellationToken stop) =>
            await keep.Switch(http.Caller(), id, http.Request.Form["on"] == "1", stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved"));
        staff.MapPost($"{At}/{{id:long}}/remove", async (HttpContext http, KeepRules keep, long id, CancellationToken stop) =>
            await keep.Remove(http.Caller(), id, stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "removed"));
        staff.MapPost("/part/settings/automation/edit", Part);
        staff.MapPost("/part/settings/automation/dry-run", DryRun);
    }

    private static async Task<IResult> List(
        HttpContext http, SettingsDoor door, AutomationBook book, ShippedRules shipped, RuleChoices choices, string? done, CancellationToken stop)
    {
        var (rules, on) = (await book.Read(http.Caller(), stop), await shipped.Read(http.Caller(), stop));
        if ((rules.Refusal ?? on.Refusal) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var view = new AutomationView(rules.Value, await choices.Of(http.Caller(), stop), on.Value.On, on.Value.Runs);
        return await door.Page<AutomationPage>(http, null, (nameof(AutomationPage.View), view), (nameof(AutomationPage.Done), done));
    }

    private static async Task<IResult> Save(HttpContext http, SettingsDoor door, KeepRules keep, long? id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = RuleTyped.Of(form);
        var kept = await keep.Keep(http.Caller(), id, typed.Draft(), null, form.Ticked("active"), stop);
        return kept.Refusal is { } no ? await Page(http, door, id, (typed, no), stop) : Results.Redirect($"{At}?done={(id is null ? "added" : "saved")}");
    }

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, long? id, (RuleTyped Typed, Refusal No)? refused, CancellationToken stop)
    {
        RuleKept? kept = null;
        var book = http.RequestServices.GetRequiredService<AutomationBook>();
        var found = await book.Read(http.Caller(), stop);
        if (found.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        if (id is { } known && (kept = found.Value.FirstOrDefault(rule => rule.Rule.Id == known)) is null)
        {
            return SettingsDoor.No(AutomationRefusals.RuleUnknown);
        }

        var view = await View(http, kept, refused?.Typed ?? (kept is null ? RuleTyped.New : RuleTyped.Of(kept.Rule)), stop) with { Refused = refused?.No };
        if (kept is not null)
        {
            var runs = await book.Runs(http.Caller(), kept.Rule.Id, stop);
            var tried = await http.RequestServices.GetRequiredService<TryRule>().LastMonth(http.Caller(), view.Typed.Draft(), stop: stop);
            view = view with { Runs = runs.IsRefused ? [] : runs.Value, Tried = tried.IsRefused ? null : tried.Value };
        }

        return await door.Page<RuleEditPage>(http, view.Refused, (nameof(RuleEditPage.View), view));
    }

    // While one writes: the selects follow each other, and beside them stands what matches now.
    private static async Task<IResult> Part(HttpContext http, AutomationBook book, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var found = await book.Read(http.Caller(), stop);
        return found.Refusal is { } no
            ? SettingsDoor.No(no)
            : Draw.Page<RuleEditor>((nameof(RuleEditor.View), await View(http, found.Value.FirstOrDefault(rule => rule.Rule.Id == form.Id("id")), RuleTyped.Of(form), stop)));
    }

    private static async Task<IResult> DryRun(HttpContext http, TryRule tries, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var tried = await tries.LastMonth(http.Caller(), RuleTyped.Of(form).Named().Draft(), form.Id("id"), stop);
        return tried.Refusal is { Kind: RefusalKind.Forbidden } no
            ? SettingsDoor.No(no)
            : Draw.Page<RuleTried>((nameof(RuleTried.View), tried.IsRefused ? null : tried.Value), (nameof(RuleTried.Refused), tried.Refusal));
    }

    private static async Task<RuleEditView> View(HttpContext http, RuleKept? kept, RuleTyped typed, CancellationToken stop)
    {
        var names = await http.RequestServices.GetRequiredService<RuleChoices>().Of(http.Caller(), stop);
        var now = await http.RequestServices.GetRequiredService<TryRule>().Now(http.Caller(), typed.Named().Draft(), stop);
        return new RuleEditView(kept, typed, names) { Matches = now.IsRefused ? null : now.Value, Wrong = now.Refusal };
    }
}
