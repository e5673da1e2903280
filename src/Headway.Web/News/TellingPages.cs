using Headway.Application.Flow;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.Push;
using Headway.Application.Recognition;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Settings;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.News;

/// <summary>How one is told, the digest of one's day, and the month of one's contributions.</summary>
public static class TellingPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/notices/telling", Show);
        desk.MapGet("/part/telling", Show);
        desk.MapPost("/notices/telling", Change);
        desk.MapGet("/digest", Digest);
        desk.MapGet("/digest/week", Week);
        desk.MapGet("/digest/{month}", Month);
    }

    private static async Task<IResult> Show(HttpContext http, KeepTelling telling, PushDevices devices, PanelDoor door, CancellationToken stop) => await door.Open<TellingPanel>(
        http, (nameof(TellingPanel.View), await telling.Read(http.Caller(), stop)), (nameof(TellingPanel.Push), new PushView(await devices.Of(http.Caller(), stop))));

    private static async Task<IResult> Change(HttpContext http, KeepTelling telling, PushDevices devices, PanelDoor door, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var quiet = form["quiet"] == "on";
        var digest = form["digest"] == "on";
        var draft = new TellingDraft(
            form.Given("interrupts"), quiet ? form.Given("from") ?? "" : null, quiet ? form.Given("until") ?? "" : null, digest ? form.Given("at") : null, form["here"] == "on", form["mail"] == "on")
        { WeekByMail = form["week"] == "on", PushSubject = form["subject"] == "on", Ways = Enum.GetValues<NewsAbout>().ToDictionary(about => NewsChoice.Code(about), about => form[$"way.{NewsChoice.Code(about)}"].OfType<string>().ToArray()) };
        // Switched on without times is a mistake to be told, not silence.
        var done = (quiet && (form.Given("from") is null || form.Given("until") is null)) || (digest && form.Given("at") is null)
            ? NotificationRefusals.TimeUnknown
            : await telling.Change(http.Caller(), draft, stop);
        var push = new PushView(await devices.Of(http.Caller(), stop));
        return done.Refusal is { } no
            ? await door.Open<TellingPanel>(http, StatusCodes.Status422UnprocessableEntity, (nameof(TellingPanel.View), await telling.Read(http.Caller(), stop)), (nameof(TellingPanel.Push), push), (nameof(TellingPanel.Refused), door.Say(no)), (nameof(TellingPanel.Typed), draft))
            : await door.Open<TellingPanel>(http, (nameof(TellingPanel.View), done.Value), (nameof(TellingPanel.Push), push), (nameof(TellingPanel.Saved), true));
    }

    private static async Task<IResult> Digest(HttpContext http, DigestQuery digests, ShellFrames frames, CancellationToken stop) => Draw.Page<DigestPage>(
        (nameof(DigestPage.Frame), await frames.For(http.Caller(), stop)), (nameof(DigestPage.Read), await digests.Read(http.Caller(), stop)));

    private static async Task<IResult> Week(HttpContext http, WeekQuery weeks, ReaderWords words, ShellFrames frames, string? of, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await weeks.Read(caller, Day(of), stop);
        return read.IsRefused ? Draw.No(read.Refusal!) : Draw.Page<WeekPage>(
            (nameof(WeekPage.Frame), await frames.For(caller, stop)), (nameof(WeekPage.Monday), read.Value.Monday), (nameof(WeekPage.Said), WeekLetter.Of(read.Value, words, caller.Language)));
    }

    /// <summary>A date as an address writes it; null for what is none.</summary>
    internal static LocalDate? Day(string? of) => of is not null && LocalDatePattern.Iso.Parse(of) is { Success: true, Value.Year: >= 2000 and <= 3000 } day ? day.Value : null;

    private static async Task<IResult> Month(HttpContext http, MonthQuery months, ShellFrames frames, string month, CancellationToken stop)
    {
        if (YearMonthPattern.Iso.Parse(month) is not { Success: true } parsed || parsed.Value.Year is < 2000 or > 3000)
        {
            return Results.NotFound();
        }

        var first = parsed.Value.OnDayOfMonth(1);
        return Draw.Page<MonthPage>(
            (nameof(MonthPage.Frame), await frames.For(http.Caller(), stop)), (nameof(MonthPage.First), first), (nameof(MonthPage.Read), await months.Read(http.Caller(), first, stop)));
    }
}
