using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Rota;
using Headway.Domain;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using Headway.Web.Doors;
using Headway.Web.Layout;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Settings;

/// <summary>An exception's row as typed.</summary>
public sealed record InsteadRow(string From, string Until, string Person);

/// <summary>A rule's form as typed.</summary>
public sealed record OnCallTyped(string Priority, string Service, string Calendar, IReadOnlyList<string> People, string From, string At, string Days, IReadOnlyList<InsteadRow> Instead)
{
    public static OnCallTyped New(LocalDate today) => new("P1", "", "", [], Iso(today.PlusDays(-(int)today.DayOfWeek + 1)), "09:00", "7", []);

    public static OnCallTyped Of(CalendarRule rule, LocalDate today) => New(today) with
    {
        Priority = rule.Priority?.ToString() ?? "",
        Service = Id(rule.Service?.Value),
        Calendar = Id(rule.Calendar),
        People = rule.Rota is { } rota ? [.. rota.Turn.People.Select(person => Id(person.Value))] : [],
        From = rule.Rota is { Turn.People.Count: > 1 } turns ? Iso(turns.Turn.From) : New(today).From,
        At = rule.Rota is { Turn.People.Count: > 1 } at ? at.Turn.At.ToString("HH:mm", CultureInfo.InvariantCulture) : "09:00",
        Days = rule.Rota?.Turn.Days.ToString(CultureInfo.InvariantCulture) ?? "7",
        Instead = rule.Rota is { } kept ? [.. kept.Instead.Select(one => new InsteadRow(Iso(one.From), Iso(one.Until), Id(one.Person.Value)))] : [],
    };

    public static OnCallTyped Of(IFormCollection form) => new(
        form.Text("priority"), form.Text("service"), form.Text("calendar"),
        [.. form.Rows("person").Select(i => form.Text($"person.{i}")).Where(id => id.Length > 0)], form.Text("from"), form.Text("at"), form.Text("days"),
        [.. form.Rows("instead.person").Select(i => new InsteadRow(form.Text($"instead.from.{i}"), form.Text($"instead.until.{i}"), form.Text($"instead.person.{i}"))).Where(row => row.Person.Length > 0)]);

    public Outcome<OnCallDraft> Read()
    {
        var people = People.Select(Known).OfType<long>().Select(id => new PersonId(id)).ToList();
        LocalDate from = default;
        LocalTime at = default;
        if (people.Count > 0 && (!LocalDatePattern.Iso.Parse(From).TryGetValue(default, out from) || !Clock.Parse(At).TryGetValue(default, out at)))
        {
            return SettingsRefusals.DateMalformed;
        }

        var instead = new List<OnCallInstead>();
        foreach (var row in Instead)
        {
            if (!LocalDatePattern.Iso.Parse(row.From).TryGetValue(default, out var first) || !LocalDatePattern.Iso.Parse(row.Until.Length > 0 ? row.Until : row.From).TryGetValue(default, out var last))
            {
                return SettingsRefusals.DateMalformed;
            }

            instead.Add(new OnCallInstead(first, last, new PersonId(Known(row.Person) ?? 0)));
        }

        return new OnCallDraft(
            Known(Calendar) ?? 0, Known(Service) is { } service ? new ServiceId(service) : null,
            Enum.TryParse<Priority>(Priority, out var priority) && Enum.IsDefined(priority) ? priority : null,
            new OnCallTurn(people, from, at, int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0), instead);
    }

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static long? Known(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Id(long? id) => id?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}

/// <summary>A rule's page; without <paramref name="Rule"/> a new one's.</summary>
public sealed record OnCallView(OnCallRead Read, CalendarRule? Rule, OnCallTyped Typed, Refusal? Refused = null, string? Done = null);

/// <summary>What counts by a calendar of its own, and who is on call for it.</summary>
internal static class OnCallPages
{
    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet("/settings/on-call", (HttpContext http, SettingsDoor door, OnCall onCall, Viewer viewer, string? done, CancellationToken stop) =>
            Draw<OnCallPage>(http, door, onCall, viewer, null, view => view with { Done = done is "saved" or "added" or "removed" ? done : null }, stop));
        staff.MapGet("/settings/on-call/new", (HttpContext http, SettingsDoor door, OnCall onCall, Viewer viewer, CancellationToken stop) =>
            Draw<OnCallRulePage>(http, door, onCall, viewer, null, view => view, stop));
        staff.MapGet("/settings/on-call/{id:long}", (HttpContext http, SettingsDoor door, OnCall onCall, Viewer viewer, long id, CancellationToken stop) =>
            Draw<OnCallRulePage>(http, door, onCall, viewer, id, view => view, stop));
        staff.MapPost("/settings/on-call", (HttpContext http, SettingsDoor door, OnCall onCall, Viewer viewer, CancellationToken stop) => Save(http, door, onCall, viewer, null, stop));
        staff.MapPost("/settings/on-call/{id:long}", (HttpContext http, SettingsDoor door, OnCall onCall, Viewer viewer, long id, CancellationToken stop) => Save(http, door, onCall, viewer, id, stop));
        staff.MapPost("/settings/on-call/{id:long}/remove", Remove);
    }

    private static async Task<IResult> Save(HttpContext http, SettingsDoor door, OnCall onCall, Viewer viewer, long? id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = OnCallTyped.Of(form);
        var draft = typed.Read();
        var refused = draft.Refusal ?? (await onCall.Keep(http.Caller(), id, draft.Value, form.Revision(), stop)).Refusal;
        return refused is null
            ? Results.Redirect($"/settings/on-call?done={(id is null ? "added" : "saved")}")
            : await Draw<OnCallRulePage>(http, door, onCall, viewer, id, view => view with { Typed = typed, Refused = refused }, stop);
    }

    private static async Task<IResult> Remove(HttpContext http, SettingsDoor door, OnCall onCall, Viewer viewer, long id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var refused = await onCall.Remove(http.Caller(), id, form.Revision(), stop);
        return refused is null ? Results.Redirect("/settings/on-call?done=removed")
            : await Draw<OnCallRulePage>(http, door, onCall, viewer, id, view => view with { Refused = refused }, stop);
    }

    private static async Task<IResult> Draw<TPage>(HttpContext http, SettingsDoor door, OnCall onCall, Viewer viewer, long? id, Func<OnCallView, OnCallView> with, CancellationToken stop)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var read = await onCall.Read(http.Caller(), stop);
        if ((read.Refusal ?? http.Caller().Denies(Permission.ManageSettings)) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var rule = id is { } known ? read.Value.Rules.FirstOrDefault(one => one.Id == known) : null;
        if (id is not null && rule is null)
        {
            return SettingsDoor.No(OnCallRefusals.Unknown);
        }

        var today = viewer.Now.InZone(viewer.Zone).Date;
        var view = with(new OnCallView(read.Value, rule, rule is null ? OnCallTyped.New(today) : OnCallTyped.Of(rule, today)));
        return await door.Page<TPage>(http, view.Refused, ("View", view));
    }
}
