using Headway.Application.Macros;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>A canned text's form as typed; <paramref name="For"/> is me, desk or a team's id.</summary>
public sealed record ReplyTyped(string Name, string For, string Language, string Text, bool IsNote, string Status)
{
    public static readonly ReplyTyped New = new("", "me", "", "", false, "");

    public static ReplyTyped Of(MacroRead read) => new(
        read.Name, read.Own ? "me" : read.Team is { } team ? team.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) : "desk",
        read.Language ?? "", read.Reply ?? read.Note ?? "", read.Reply is null, read.Status ?? "");

    public static ReplyTyped Of(IFormCollection form) => new(form.Text("name"), form.Text("for"), form.Text("language"), form.Text("text"), form.Text("kind") == "note", form.Text("status"));

    public MacroDraft Draft() => new(
        Name, For switch { "me" => MacroFor.Me, "desk" => MacroFor.Desk, _ => MacroFor.Team }, long.TryParse(For, out var team) ? new TeamId(team) : null,
        Language is "en" or "de" ? Language : null, Text, IsNote, Status.Length > 0 ? new StatusCode(Status) : null);
}

/// <summary>A canned text's page; without <paramref name="Read"/> a new one's.</summary>
public sealed record ReplyView(MacroRead? Read, MacrosRead All, ReplyTyped Typed, Refusal? Refused = null)
{
    public IReadOnlyList<ChangeLine> Both => Refused?.Code == "settings.stale" && Read is { } read ? [new(read.Name, read.Reply ?? read.Note ?? "", Typed.Text)] : [];
}

/// <summary>All canned texts with the teams' signatures.</summary>
public sealed record RepliesView(MacrosRead Macros, IReadOnlyList<TeamSignature> Signatures, Refusal? Refused = null, string? Done = null, string? Typed = null, long? TypedFor = null);

/// <summary>Canned replies and macros, one's own, the teams' and the desk's, and the teams' signatures.</summary>
internal static class ReplyPages
{
    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet("/settings/replies", (HttpContext http, SettingsDoor door, MacroBook book, Signatures signatures, string? done, CancellationToken stop) =>
            List(http, door, book, signatures, view => view with { Done = done is "saved" or "added" or "removed" ? done : null }, stop));
        staff.MapGet("/settings/replies/new", (HttpContext http, SettingsDoor door, MacroBook book, CancellationToken stop) => Page(http, door, book, null, view => view, stop));
        staff.MapGet("/settings/replies/{id:long}", (HttpContext http, SettingsDoor door, MacroBook book, long id, CancellationToken stop) => Page(http, door, book, id, view => view, stop));
        staff.MapPost("/settings/replies", (HttpContext http, SettingsDoor door, MacroBook book, KeepMacros keep, CancellationToken stop) => Save(http, door, book, keep, null, stop));
        staff.MapPost("/settings/replies/{id:long}", (HttpContext http, SettingsDoor door, MacroBook book, KeepMacros keep, long id, CancellationToken stop) => Save(http, door, book, keep, id, stop));
        staff.MapPost("/settings/replies/{id:long}/remove", Remove);
        staff.MapPost("/settings/signatures/{team:long}", Sign);
    }

    /// <summary>What stands in for a ticket where there is none yet.</summary>
    public static IReadOnlyDictionary<string, string> Sample(string agent, string team) => new Dictionary<string, string>
    {
        ["customer.firstName"] = "Ann", ["customer.name"] = "Ann Marsh", ["agent.firstName"] = agent.Split(' ')[0], ["agent.name"] = agent,
        ["team.name"] = team, ["ticket.number"] = "#1042", ["ticket.subject"] = "The scanner jams",
    };

    private static async Task<IResult> Save(HttpContext http, SettingsDoor door, MacroBook book, KeepMacros keep, long? id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = ReplyTyped.Of(form);
        var kept = await keep.Keep(http.Caller(), id, typed.Draft(), form.Revision(), stop);
        return kept.Refusal is { } no
            ? await Page(http, door, book, id, view => view with { Typed = typed, Refused = no }, stop)
            : Results.Redirect($"/settings/replies?done={(id is null ? "added" : "saved")}");
    }

    private static async Task<IResult> Remove(HttpContext http, SettingsDoor door, MacroBook book, KeepMacros keep, long id, CancellationToken stop)
    {
        var refused = await keep.PutAway(http.Caller(), id, stop);
        return refused is null ? Results.Redirect("/settings/replies?done=removed") : await Page(http, door, book, id, view => view with { Refused = refused }, stop);
    }

    private static async Task<IResult> Sign(HttpContext http, SettingsDoor door, MacroBook book, Signatures signatures, long team, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var refused = await signatures.Keep(http.Caller(), new TeamId(team), form.Given("signature"), form.Revision(), stop);
        return refused is null
            ? Results.Redirect("/settings/replies?done=saved")
            : await List(http, door, book, signatures, view => view with { Refused = refused, Typed = form.Text("signature"), TypedFor = team }, stop);
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, MacroBook book, Signatures signatures, Func<RepliesView, RepliesView> with, CancellationToken stop)
    {
        var (macros, signed) = (await book.Read(http.Caller(), stop), await signatures.Of(http.Caller(), stop));
        if ((macros.Refusal ?? signed.Refusal) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var view = with(new RepliesView(macros.Value, signed.Value));
        return await door.Page<RepliesPage>(http, view.Refused, (nameof(RepliesPage.View), view));
    }

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, MacroBook book, long? id, Func<ReplyView, ReplyView> with, CancellationToken stop)
    {
        var all = await book.Read(http.Caller(), stop);
        if (all.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var read = all.Value.Macros.FirstOrDefault(macro => macro.Id == id);
        if (id is not null && read is null)
        {
            return SettingsDoor.No(Application.Desk.SettingsRefusals.MacroUnknown);
        }

        var view = with(new ReplyView(read, all.Value, read is null ? ReplyTyped.New : ReplyTyped.Of(read)));
        return await door.Page<ReplyPage>(http, view.Refused, (nameof(ReplyPage.View), view));
    }
}
