using Headway.Application.Rota;
using Headway.Domain;
using Headway.Domain.Rota;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Settings;
using NodaTime;

namespace Headway.Web.Rota;

/// <summary>The rota of a team: the week, its coverage, swaps; and for who plans it, every change.</summary>
internal static class RotaPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var staff = routes.ForStaff();
        staff.MapGet("/rota", Home);
        staff.MapGet("/rota/{team:long}", (HttpContext http, long team, string? week, string? done, CancellationToken stop) => Page(http, team, week, null, done, stop));
        staff.MapGet("/rota/{team:long}/shift", Shift);
        staff.MapGet("/part/rota/{team:long}/shift", Shift);
        staff.MapPost("/rota/{team:long}/shift", Put);
        staff.MapPost("/rota/{team:long}/copy", Copy);
        staff.MapPost("/rota/{team:long}/template", Template);
        staff.MapPost("/rota/{team:long}/publish", Publish);
        staff.MapPost("/rota/{team:long}/balance", Balance);
        staff.MapPost("/rota/{team:long}/swap", Swap);
        QueuePages.Map(staff);
    }

    private static async Task<IResult> Home(HttpContext http, RotaQuery rota, ShellFrames frames, CancellationToken stop)
    {
        var teams = await rota.Teams(http.Caller(), stop);
        return teams.Count > 0
            ? Results.Redirect($"/rota/{teams[0].Id.Value}")
            : Draw.Page<NoRotaPage>(("Frame", await frames.For(http.Caller(), stop)));
    }

    internal static async Task<IResult> Page(HttpContext http, long team, string? week, Refusal? refused, string? done, CancellationToken stop)
    {
        var (caller, rota) = (http.Caller(), http.RequestServices.GetRequiredService<RotaQuery>());
        var read = await rota.Read(caller, new TeamId(team), week, stop);
        if (read.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var view = RotaViews.Of(read.Value, await rota.Teams(caller, stop), caller.Person) with { Refused = refused, Done = done };
        var frame = await http.RequestServices.GetRequiredService<ShellFrames>().For(caller, stop);
        return refused is null
            ? Draw.Page<RotaPage>((nameof(RotaPage.Frame), frame), (nameof(RotaPage.View), view))
            : Draw.Page<RotaPage>(Draw.StatusOf(refused), (nameof(RotaPage.Frame), frame), (nameof(RotaPage.View), view));
    }

    private static Task<IResult> Shift(HttpContext http, long team, string? week, int? slot, long? person, int? day, CancellationToken stop) =>
        ShiftPanel(http, team, week, slot, person, day, null, stop);

    private static async Task<IResult> ShiftPanel(HttpContext http, long team, string? week, int? slot, long? person, int? day, Refusal? refused, CancellationToken stop)
    {
        var read = await http.RequestServices.GetRequiredService<RotaQuery>().Read(http.Caller(), new TeamId(team), week, stop);
        if (read.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var view = RotaViews.Of(read.Value, [], http.Caller().Person);
        var found = slot is { } known ? read.Value.Draft.Find(known) ?? read.Value.Published?.Find(known) : null;
        if (slot is not null && found is null)
        {
            return SettingsDoor.No(RotaRefusals.SlotUnknown);
        }

        var typed = ShiftTyped.Of(http, found, person, day, read.Value);
        return await http.RequestServices.GetRequiredService<PanelDoor>().Open<ShiftPanel>(
            http, refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused), (nameof(Rota.ShiftPanel.View), view), (nameof(Rota.ShiftPanel.Slot), found), (nameof(Rota.ShiftPanel.Typed), typed),
            (nameof(Rota.ShiftPanel.Refused), refused));
    }

    private static async Task<IResult> Put(HttpContext http, PlanRota plan, long team, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var (week, slot, on) = (form.Text("week"), (int?)form.Id("slot"), On(http, team, form));
        var done = form.Text("act") == "remove"
            ? await plan.Remove(on, slot ?? 0, stop)
            : await plan.Put(
                on, slot, new ShiftWish(new PersonId(form.Id("person") ?? 0), (IsoDayOfWeek)(form.Id("day") ?? 0), $"{form.Text("from")}-{form.Text("to")}", [.. form.Ids("queue")]), stop);
        return done.Refusal is { } no ? await ShiftPanel(http, team, week, slot, null, null, no, stop) : Back(team, week, "saved");
    }

    private static async Task<IResult> Copy(HttpContext http, PlanRota plan, long team, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        return await Answer(http, team, form, await plan.TakeOver(On(http, team, form), form.Text("from"), stop), "copied", stop);
    }

    private static async Task<IResult> Template(HttpContext http, PlanRota plan, long team, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        return await Answer(http, team, form, await plan.KeepAsTemplate(On(http, team, form), stop), "template", stop);
    }

    private static async Task<IResult> Publish(HttpContext http, PlanRota plan, long team, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        return await Answer(http, team, form, await plan.Publish(On(http, team, form), form.Given("reason"), stop), "published", stop);
    }

    private static async Task<IResult> Balance(HttpContext http, PlanRota plan, long team, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        return await Answer(http, team, form, await plan.Balance(On(http, team, form) with { Revision = null }, new PersonId(form.Id("person") ?? 0), form.Id("queue") ?? 0, stop), "balanced", stop);
    }

    private static async Task<IResult> Swap(HttpContext http, SwapShift swaps, long team, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var on = On(http, team, form);
        var done = form.Text("act") switch
        {
            "ask" => await swaps.Ask(on, (int)(form.Id("slot") ?? 0), form.Id("of") is { } of ? new PersonId(of) : null, form.Given("note"), stop),
            "take" => await swaps.Take(on, form.Id("swap") ?? 0, stop),
            _ => await swaps.Decline(on, form.Id("swap") ?? 0, stop),
        };
        return done.Refusal is { } no ? await Page(http, team, form.Text("week"), no, null, stop) : Back(team, form.Text("week"), form.Text("act") switch { "ask" => "asked", "take" => "taken", _ => "declined" });
    }

    private static async Task<IResult> Answer<T>(HttpContext http, long team, IFormCollection form, Outcome<T> done, string what, CancellationToken stop) =>
        done.Refusal is { } no ? await Page(http, team, form.Text("week"), no, null, stop) : Back(team, form.Text("week"), what);

    private static OnPlan On(HttpContext http, long team, IFormCollection form) => new(http.Caller(), new TeamId(team), form.Text("week"), form.Revision());

    private static IResult Back(long team, string week, string done) => Results.Redirect($"/rota/{team}?week={Uri.EscapeDataString(week)}&done={done}");
}

/// <summary>A shift's form: what was typed, what stands, or what is most likely meant.</summary>
public sealed record ShiftTyped(long Person, int Day, string From, string To, IReadOnlyList<long> Queues)
{
    internal static ShiftTyped Of(HttpContext http, RotaSlot? slot, long? person, int? day, RotaRead read)
    {
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType)
        {
            var form = http.Request.Form;
            return new ShiftTyped(form.Id("person") ?? 0, (int)(form.Id("day") ?? 1), form.Text("from"), form.Text("to"), [.. form.Ids("queue")]);
        }

        if (slot is not null)
        {
            return new ShiftTyped(slot.Person.Value, (int)slot.Day, RotaViews.Hour(slot.Hours.From), RotaViews.Hour(slot.Hours.To), slot.Queues);
        }

        var weekday = day is >= 1 and <= 7 ? day.Value : 1;
        var spans = read.Team.Calendar.SpansOn((IsoDayOfWeek)weekday);
        var (from, to) = spans.Count == 0 ? ("09:00", "17:00") : (RotaViews.Hour(spans[0].From), RotaViews.Hour(spans[^1].To));
        return new ShiftTyped(person ?? 0, weekday, from, to, [.. read.Queues.Take(1).Select(queue => queue.Id)]);
    }
}
