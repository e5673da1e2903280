using System.Globalization;
using Headway.Application.People;
using Headway.Domain;
using Headway.Web.Doors;
using Headway.Web.Layout;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Desk;

/// <summary>An absence as typed: days, and times of day where it is not whole days.</summary>
public sealed record AbsenceTyped(string Person, string From, string FromTime, string To, string ToTime, string Reason)
{
    /// <summary>Who stands in, by id; empty for nobody in particular.</summary>
    public string Substitute { get; init; } = "";

    public static AbsenceTyped New(long person, LocalDate today) => new(Text(person), LocalDatePattern.Iso.Format(today), "", LocalDatePattern.Iso.Format(today), "", "");

    public static AbsenceTyped Of(IFormCollection form)
    {
        string Field(string name) => form[name].ToString().Trim();
        return new(Field("person"), Field("from"), Field("from.time"), Field("to"), Field("to.time"), Field("reason")) { Substitute = Field("substitute") };
    }

    /// <summary>What stands. An end at midnight is shown as the whole day before it.</summary>
    public static AbsenceTyped Of(Away away, DateTimeZone zone, string language)
    {
        var (from, to) = (away.From.InZone(zone).LocalDateTime, away.To.InZone(zone).LocalDateTime);
        var whole = to.TimeOfDay == LocalTime.Midnight;
        return new(
            Text(away.Person.Value), LocalDatePattern.Iso.Format(from.Date), from.TimeOfDay == LocalTime.Midnight ? "" : Time.Format(from.TimeOfDay),
            LocalDatePattern.Iso.Format(whole ? to.Date.PlusDays(-1) : to.Date), whole ? "" : Time.Format(to.TimeOfDay), away.ReasonIn(language) ?? "")
        { Substitute = away.Substitute is { } substitute ? Text(substitute.Value) : "" };
    }

    /// <summary>What it means in the viewer's zone: a day without a time is the whole day.</summary>
    public Outcome<AbsenceDraft> Draft(DateTimeZone zone)
    {
        var (from, to) = (LocalDatePattern.Iso.Parse(From), LocalDatePattern.Iso.Parse(To));
        var (begins, ends) = (FromTime.Length == 0 ? ParseResult<LocalTime>.ForValue(LocalTime.Midnight) : Time.Parse(FromTime), ToTime.Length == 0 ? ParseResult<LocalTime>.ForValue(LocalTime.Midnight) : Time.Parse(ToTime));
        return from.Success && to.Success && begins.Success && ends.Success
            ? new AbsenceDraft(At(from.Value, begins.Value), At(ToTime.Length == 0 ? to.Value.PlusDays(1) : to.Value, ends.Value), Reason.Length == 0 ? null : Reason,
                long.TryParse(Substitute, NumberStyles.None, CultureInfo.InvariantCulture, out var substitute) ? new PersonId(substitute) : null)
            : PeopleRefusals.AbsenceDate;

        Instant At(LocalDate day, LocalTime time) => (day + time).InZoneLeniently(zone).ToInstant();
    }

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The page of absences: what stands, the form, and which absence the form changes (null adds one).</summary>
public sealed record AbsencesView(AbsencesRead Read, AbsenceTyped Typed, long? Edited)
{
    public Refusal? Refused { get; init; }

    public string? Done { get; init; }
}

/// <summary>When people are away: one's own, a lead's people, everybody's for an administrator.</summary>
public static class AbsencePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/absences", (HttpContext http, AbsenceList list, ShellFrames frames, Viewer viewer, long? person, long? edit, string? done, CancellationToken stop) =>
            Page(http, list, frames, viewer, edit, view => view with
            {
                Done = done is "saved" or "added" or "ended" ? done : null,
                Typed = person is { } who ? view.Typed with { Person = who.ToString(CultureInfo.InvariantCulture) } : view.Typed,
            }, stop));
        desk.MapPost("/absences", async (HttpContext http, KeepAbsence keep, AbsenceList list, ShellFrames frames, Viewer viewer, CancellationToken stop) =>
            await Keep(http, list, frames, viewer, null, async (typed, draft) =>
                (await keep.Add(http.Caller(), new PersonId(long.TryParse(typed.Person, CultureInfo.InvariantCulture, out var who) ? who : http.Caller().Person.Value), draft, stop)).Refusal, stop));
        desk.MapPost("/absences/{id:long}", (HttpContext http, KeepAbsence keep, AbsenceList list, ShellFrames frames, Viewer viewer, long id, CancellationToken stop) =>
            Keep(http, list, frames, viewer, id, (_, draft) => keep.Change(http.Caller(), id, draft, stop), stop));
        desk.MapPost("/absences/{id:long}/end", async (HttpContext http, KeepAbsence keep, long id, CancellationToken stop) =>
            await keep.End(http.Caller(), id, stop) is { } no ? Draw.No(no) : Results.Redirect("/absences?done=ended"));
    }

    private static async Task<IResult> Keep(
        HttpContext http, AbsenceList list, ShellFrames frames, Viewer viewer, long? id, Func<AbsenceTyped, AbsenceDraft, Task<Refusal?>> keep, CancellationToken stop)
    {
        var typed = AbsenceTyped.Of(await http.Request.ReadFormAsync(stop));
        var draft = typed.Draft(viewer.Zone);
        var refused = draft.Refusal ?? await keep(typed, draft.Value);
        return refused is null
            ? Results.Redirect($"/absences?done={(id is null ? "added" : "saved")}")
            : await Page(http, list, frames, viewer, id, view => view with { Typed = typed, Refused = refused }, stop);
    }

    private static async Task<IResult> Page(
        HttpContext http, AbsenceList list, ShellFrames frames, Viewer viewer, long? edit, Func<AbsencesView, AbsencesView> with, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await list.Read(caller, stop);
        if (read.Refusal is { } no)
        {
            return Draw.No(no);
        }

        var edited = read.Value.All.FirstOrDefault(one => one.Id == edit && read.Value.MayKeep(one));
        if (edit is not null && edited is null)
        {
            return Results.NotFound();
        }

        var view = with(new AbsencesView(
            read.Value,
            edited is null ? AbsenceTyped.New(caller.Person.Value, read.Value.Now.InZone(viewer.Zone).Date) : AbsenceTyped.Of(edited.Away, viewer.Zone, viewer.Language),
            edited?.Id));
        return Draw.Page<AbsencesPage>(
            view.Refused is { } refused ? Draw.StatusOf(refused) : StatusCodes.Status200OK, (nameof(AbsencesPage.Frame), await frames.For(caller, stop)), (nameof(AbsencesPage.View), view));
    }
}
