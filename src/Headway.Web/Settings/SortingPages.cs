using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>What tickets are about and which priority follows; what was typed and refused stands there again.</summary>
public sealed record SortingView(IReadOnlyList<Category> Categories, PriorityMatrix Matrix)
{
    public string? Done { get; init; }

    public Refusal? Refused { get; init; }

    public string Name { get; init; } = "";

    public string NameDe { get; init; } = "";
}

/// <summary>The desk's categories, and the priority that impact and urgency give.</summary>
internal static class SortingPages
{
    private const string Place = "/settings/sorting";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(Place, (HttpContext http, string? done, CancellationToken stop) => Page(http, view => view with { Done = done is "saved" or "added" ? done : null }, stop));
        staff.MapPost(Place, Add);
        staff.MapPost("/settings/sorting/matrix", Matrix);
        staff.MapPost("/settings/sorting/{id:long}", Change);
    }

    private static async Task<IResult> Add(HttpContext http, Categories categories, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var added = await categories.Add(http.Caller(), new CategoryDraft(form.Text("name"), form.Given("name.de")), stop: stop);
        return added.Refusal is { } no ? await Page(http, view => view with { Refused = no, Name = form.Text("name"), NameDe = form.Text("name.de") }, stop) : SettingsDoor.Done(Place, "added");
    }

    private static async Task<IResult> Change(HttpContext http, Categories categories, long id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var refused = await categories.Change(http.Caller(), id, new CategoryDraft(form.Text("name"), form.Given("name.de"), !form.Ticked("away")), stop);
        return refused is { } no ? await Page(http, view => view with { Refused = no }, stop) : SettingsDoor.Done(Place, "saved");
    }

    private static async Task<IResult> Matrix(HttpContext http, Categories categories, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var cells = Enum.GetValues<Weight>().SelectMany(impact => Enum.GetValues<Weight>().Select(urgency => form.Text(Cell(impact, urgency))));
        var refused = PriorityMatrix.Read(string.Join(' ', cells)) is { } matrix ? await categories.SetMatrix(http.Caller(), matrix, stop) : SettingsRefusals.MatrixMalformed;
        return refused is { } no ? await Page(http, view => view with { Refused = no }, stop) : SettingsDoor.Done(Place, "saved");
    }

    internal static string Cell(Weight impact, Weight urgency) => $"cell.{impact}.{urgency}";

    private static async Task<IResult> Page(HttpContext http, Func<SortingView, SortingView> with, CancellationToken stop)
    {
        if (http.Caller().Denies(Permission.ManageSettings) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var services = http.RequestServices;
        var view = with(new SortingView(
            await services.GetRequiredService<Categories>().All(http.Caller().Tenant, stop), (await services.GetRequiredService<DeskRulesCache>().Of(http.Caller().Tenant, stop)).Matrix));
        return await services.GetRequiredService<SettingsDoor>().Page<SortingPage>(http, view.Refused, (nameof(SortingPage.View), view));
    }
}
