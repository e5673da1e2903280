using Headway.Application.Access;
using Headway.Application.Calendars;
using Headway.Application.Services;
using Headway.Application.Statuses;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Web.Doors;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>A service's form as typed.</summary>
public sealed record ServiceTyped(string Name, string NameDe, string Team, string Calendar, bool StraightOff, bool Active, IReadOnlyDictionary<string, string> Targets)
{
    public static readonly ServiceTyped New = new("", "", "", "", false, true, new Dictionary<string, string>());

    public static ServiceTyped Of(ServiceRead read) => new(
        read.Name, read.NameDe ?? "", Id(read.Team), Id(read.Calendar), read.StraightOff, read.Active,
        read.Response.Select(one => ($"response.{one.Key}", RuleFields.Number(one.Value))).Concat(read.Completion.Select(one => ($"completion.{one.Key}", RuleFields.Number(one.Value)))).ToDictionary(one => one.Item1, one => one.Item2));

    public static ServiceTyped Of(IFormCollection form) => new(
        form.Text("name"), form.Text("name.de"), form.Text("team"), form.Text("calendar"), form.Ticked("straight"), !form.Ticked("away"),
        form.Keys.Where(key => key.StartsWith("response.", StringComparison.Ordinal) || key.StartsWith("completion.", StringComparison.Ordinal)).ToDictionary(key => key, key => form.Text(key)));

    public static Outcome<ServiceDraft> Read(IFormCollection form)
    {
        var (response, completion) = (form.Targets("response"), form.Targets("completion"));
        return (response.Refusal ?? completion.Refusal) is { } no
            ? no
            : new ServiceDraft(form.Text("name"), form.Given("name.de"), form.Id("team"), form.Id("calendar"), form.Ticked("straight"), response.Value, completion.Value, !form.Ticked("away"));
    }

    public static string Mark(ServiceDraft draft) => RuleFields.Mark(TargetsDraft.Line(draft.Response), TargetsDraft.Line(draft.Completion));

    private static string Id(Named? named) => named?.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
}

/// <summary>A service's page; without <paramref name="Read"/> a new one's.</summary>
public sealed record ServiceView(ServiceRead? Read, ServiceTyped Typed, StatusBook Book, IReadOnlyList<Choice> Teams, IReadOnlyList<Choice> Calendars)
{
    public RulePreview? Preview { get; init; }

    public Refusal? Refused { get; init; }

    public bool Look { get; init; }

    public string? Done { get; init; }

    public IReadOnlyList<ChangeLine> Both { get; init; } = [];

    public IReadOnlyList<IntakeQuestion> Questions { get; init; } = [];

    /// <summary>What its form asks, by the fields' labels.</summary>
    public IReadOnlyList<string> Form { get; init; } = [];
}

/// <summary>What people ask for: team, targets, calendar, and whether it is usually done with the first answer.</summary>
internal static class ServicePages
{
    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet("/settings/services", List);
        staff.MapGet("/settings/services/new", (HttpContext http, SettingsDoor door, ServiceDesk desk, CancellationToken stop) => desk.Page(http, door, null, view => view, stop));
        staff.MapGet("/settings/services/{id:long}", (HttpContext http, SettingsDoor door, ServiceDesk desk, long id, string? done, CancellationToken stop) =>
            desk.Page(http, door, id, view => view with { Done = done is "saved" or "added" ? done : null }, stop));
        staff.MapPost("/settings/services", (HttpContext http, SettingsDoor door, ServiceDesk desk, SaveServices save, CancellationToken stop) => Save(http, door, desk, save, null, stop));
        staff.MapPost("/settings/services/{id:long}", (HttpContext http, SettingsDoor door, ServiceDesk desk, SaveServices save, long id, CancellationToken stop) => Save(http, door, desk, save, id, stop));
        staff.MapPost("/part/settings/services/preview", Preview);
        staff.MapPost("/settings/services/{id:long}/questions", async (HttpContext http, IntakeQuestions questions, long id, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var added = await questions.Add(http.Caller(), new IntakeDraft(id, form.Given("text"), form.Given("text.de"), form.Ticked("needed")), stop);
            return added.Refusal is { } no ? SettingsDoor.No(no) : Results.Redirect($"/settings/services/{id}?done=saved#intake-questions");
        });
        staff.MapPost("/settings/services/{id:long}/questions/{question:long}/remove", async (HttpContext http, IntakeQuestions questions, long id, long question, CancellationToken stop) =>
            await questions.Remove(http.Caller(), question, stop) is { } no ? SettingsDoor.No(no) : Results.Redirect($"/settings/services/{id}?done=saved#intake-questions"));
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, ServiceBook services, StatusSettings statuses, CancellationToken stop)
    {
        var (read, desk) = (await services.All(http.Caller(), stop), await statuses.All(http.Caller(), stop));
        return (read.Refusal ?? desk.Refusal ?? http.Caller().Denies(Permission.ManageSettings)) is { } no
            ? SettingsDoor.No(no)
            : await door.Page<ServicesPage>(http, null, (nameof(ServicesPage.Services), read.Value), (nameof(ServicesPage.Book), desk.Value.Statuses));
    }

    private static async Task<IResult> Save(HttpContext http, SettingsDoor door, ServiceDesk desk, SaveServices save, long? id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = ServiceTyped.Of(form);
        var draft = ServiceTyped.Read(form);
        if (draft.Refusal is { } malformed)
        {
            return await desk.Page(http, door, id, view => view with { Typed = typed, Refused = malformed }, stop);
        }

        if (form.Ticked("look") || (id is not null && form.Text("seen") != ServiceTyped.Mark(draft.Value)))
        {
            var preview = await desk.Rehearsed(http, id, draft.Value, stop);
            return await desk.Page(http, door, id, view => view with { Typed = typed, Preview = preview, Refused = preview.Refused, Look = preview.Refused is null && !form.Ticked("look") }, stop);
        }

        Refusal? refused;
        var at = id ?? 0;
        if (id is { } known)
        {
            refused = await save.Change(http.Caller(), new ServiceId(known), draft.Value, form.Revision(), stop);
        }
        else
        {
            var added = await save.Add(http.Caller(), draft.Value, stop: stop);
            (refused, at) = (added.Refusal, added.IsRefused ? 0 : added.Value.Value);
        }

        return refused is null
            ? Results.Redirect($"/settings/services/{at}?done={(id is null ? "added" : "saved")}")
            : await desk.Page(http, door, id, view => view with { Typed = typed, Refused = refused, Both = Both(view, draft.Value) }, stop);
    }

    private static async Task<IResult> Preview(HttpContext http, ServiceDesk desk, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var draft = ServiceTyped.Read(form);
        var view = draft.Refusal is { } no ? RulePreview.No(no) : await desk.Rehearsed(http, form.Id("id"), draft.Value, stop);
        return view.Refused is { Kind: RefusalKind.Forbidden } denied ? SettingsDoor.No(denied) : Draw.Page<Previewed>((nameof(Previewed.View), view));
    }

    private static List<ChangeLine> Both(ServiceView view, ServiceDraft draft) => view.Read is not { } read ? [] :
        [.. new ChangeLine[]
        {
            new("name", read.Name, draft.Name), new("P1–P4", TargetsDraft.Line(read.Response), TargetsDraft.Line(draft.Response)), new("P1–P4 ✓", TargetsDraft.Line(read.Completion), TargetsDraft.Line(draft.Completion)),
        }.Where(line => line.Was != line.Becomes)];
}

/// <summary>What a service's page needs beside it, and its preview.</summary>
public sealed class ServiceDesk(ServiceBook services, StatusSettings statuses, CalendarBook calendars, RehearseRules rehearse, Viewer viewer)
{
    internal async Task<RulePreview> Rehearsed(HttpContext http, long? id, ServiceDraft draft, CancellationToken stop)
    {
        var read = await rehearse.Service(http.Caller(), id is { } known ? new ServiceId(known) : null, draft.Targets, stop);
        return read.Refusal is { } no ? RulePreview.No(no) : new RulePreview(RulePreviews.Of(viewer, read.Value), ServiceTyped.Mark(draft), null);
    }

    internal async Task<IResult> Page(HttpContext http, SettingsDoor door, long? id, Func<ServiceView, ServiceView> with, CancellationToken stop)
    {
        var caller = http.Caller();
        var (desk, hours) = (await statuses.All(caller, stop), await calendars.All(caller, stop));
        var read = id is { } known ? await services.One(caller, new ServiceId(known), stop) : (Outcome<ServiceRead>?)null;
        if ((desk.Refusal ?? hours.Refusal ?? read?.Refusal ?? caller.Denies(Permission.ManageSettings)) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var view = with(new ServiceView(
            read?.Value, read is { } found ? ServiceTyped.Of(found.Value) : ServiceTyped.New, desk.Value.Statuses,
            [new Choice("", viewer["rules.team-desk"]), .. desk.Value.Teams.Values.Where(team => !team.IsDesk).OrderBy(team => team.Name, StringComparer.CurrentCulture).Select(team => new Choice(Text(team.Id.Value), team.Name))],
            [new Choice("", viewer["rules.calendar-team"]), .. hours.Value.Select(calendar => new Choice(Text(calendar.Id), calendar.Newest.Name))]));
        if (view.Read is { } kept)
        {
            var form = await http.RequestServices.GetRequiredService<Application.Intake.IntakeForms>().Of(caller.Tenant, kept.Id, stop);
            view = view with { Form = [.. form.Live.Select(field => field.In(viewer.Language))] };
            view = view with { Questions = (await http.RequestServices.GetRequiredService<IntakeQuestions>().Of(caller.Tenant, stop)).FindAll(one => one.Service == kept.Id) };
        }

        return await door.Page<ServicePage>(http, view.Refused, (nameof(ServicePage.View), view));
    }

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
