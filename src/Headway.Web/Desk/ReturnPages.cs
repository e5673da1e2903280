using Headway.Application.Access;
using Headway.Application.Returns;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>Sending back with a reason, lessons and their thanks; help asked and given; claims; an attempt in one key.</summary>
public static class ReturnPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/return", AskReturn);
        desk.MapGet("/tickets/{number:long}/return", AskReturn);
        desk.MapPost("/tickets/{number:long}/return", Return);
        desk.MapPost("/tickets/{number:long}/lessons/{lesson:int}/thank", Thank);
        desk.MapGet("/part/ticket/{number:long}/help", AskHelp);
        desk.MapGet("/tickets/{number:long}/help", AskHelp);
        desk.MapPost("/tickets/{number:long}/assist", Assist);
        desk.MapPost("/tickets/{number:long}/contribute", Contribute);
        desk.MapPost("/tickets/{number:long}/claim", Claim);
        desk.MapPost("/tickets/{number:long}/attempt", Attempt);
        desk.MapPost("/tickets/{number:long}/close-silent", CloseSilent);
        desk.MapGet("/lessons", Lessons);
    }

    private static Task<IResult> AskReturn(HttpContext http, long number, CancellationToken stop) => ReturnPanel(http, number, null, stop);

    private static async Task<IResult> Return(
        HttpContext http, ReturnTicket back, TouchDoor touch, long number, [FromForm] int version, [FromForm] string? reason, [FromForm] string? explain,
        [FromForm] string? rightTeam, [FromForm] string? nextTime, [FromForm] string? keep, CancellationToken stop)
    {
        var done = await back.Do(ActOn.Seen(http.Caller(), number, version), new ReturnInput(reason, explain, rightTeam, nextTime, keep == "1"), stop);
        return done.IsRefused ? await ReturnPanel(http, number, done.Refusal, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> Thank(HttpContext http, ThankForLesson thank, TouchDoor touch, long number, int lesson, [FromForm] string? from, CancellationToken stop)
    {
        var done = await thank.Do(new ActOn(http.Caller(), number), lesson, stop);
        return from == "feed" && !done.IsRefused ? Results.Redirect("/lessons") : await Answer(http, touch, number, done, stop);
    }

    private static Task<IResult> AskHelp(HttpContext http, long number, CancellationToken stop) => HelpPanel(http, number, null, stop);

    private static async Task<IResult> Assist(
        HttpContext http, AskColleague ask, TouchDoor touch, long number, [FromForm] int version, [FromForm] string? of, [FromForm] string? question, CancellationToken stop)
    {
        // A second team gets a part of its own in the same act; without words of its own it is asked the same.
        var form = http.Request.Form;
        var more = form["more"].ToString() is { Length: > 0 } second ? (Of: (string?)second, Question: form["moreQuestion"].ToString() is { Length: > 0 } said ? said : question) : default;
        var on = ActOn.Seen(http.Caller(), number, version);
        var done = more.Of is null ? await ask.Do(on, of, question, stop) : await ask.Together(on, [(of, question), more], stop);
        return done.IsRefused ? await HelpPanel(http, number, done.Refusal, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> Contribute(HttpContext http, GiveHelp help, TouchDoor touch, long number, [FromForm] string? note, CancellationToken stop) =>
        await Answer(http, touch, number, await help.Do(new ActOn(http.Caller(), number), note, stop), stop);

    private static async Task<IResult> Claim(HttpContext http, TakeClaim claim, TouchDoor touch, long number, [FromForm] string? release, CancellationToken stop)
    {
        var on = new ActOn(http.Caller(), number);
        return await Answer(http, touch, number, release == "1" ? await claim.GiveBack(on, stop) : await claim.Do(on, stop: stop), stop);
    }

    // The second call that fails proposes times by itself: another blind call is the worst next step.
    private static async Task<IResult> Attempt(
        HttpContext http, LogContactAttempt attempts, TouchDoor touch, long number, [FromForm] int version, [FromForm] string? channel, CancellationToken stop)
    {
        var by = channel switch { "mail" => Channel.Mail, "chat" => Channel.Chat, "walk-in" => Channel.WalkIn, _ => Channel.Phone };
        var done = await attempts.Do(ActOn.Seen(http.Caller(), number, version), new AttemptInput(by), stop);
        if (done.IsRefused || await ContactPages.Proposed(http, number, stop) is not { } times)
        {
            return await Answer(http, touch, number, done, stop);
        }

        return http.IsPart() ? await touch.Answer(http, http.Caller(), number, done.Value, stop, times) : Results.Redirect($"/tickets/{number}/times");
    }

    private static async Task<IResult> CloseSilent(HttpContext http, CloseTicket close, TouchDoor touch, long number, CancellationToken stop) =>
        await Answer(http, touch, number, await close.Do(new ActOn(http.Caller(), number), CloseCode.NoContact, null, stop), stop);

    private static async Task<IResult> Lessons(HttpContext http, LessonFeed feed, ShellFrames frames, string? done, CancellationToken stop)
    {
        var caller = http.Caller();
        return Draw.Page<LessonsPage>(
            ("Frame", await frames.For(caller, stop)), ("Own", await feed.Own(caller, stop)), ("Teams", await feed.OfTeams(caller, stop)), ("Patterns", await feed.Patterns(caller, stop)),
            ("MayMake", caller.May(Permission.KeepMacros)), ("Done", done));
    }

    private static async Task<IResult> Answer(HttpContext http, TouchDoor touch, long number, Outcome<Changed> done, CancellationToken stop) =>
        done.IsRefused ? await touch.Refused(http.Caller(), number, done.Refusal!, null, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);

    private static async Task<IResult> ReturnPanel(HttpContext http, long number, Refusal? refused, CancellationToken stop)
    {
        var door = http.RequestServices.GetRequiredService<PanelDoor>();
        var found = await http.RequestServices.GetRequiredService<TicketPageQuery>().Read(http.Caller(), number, stop);
        if (found.IsRefused)
        {
            return await door.No(http, found.Refusal!, number);
        }

        var page = found.Value;
        var view = new ReturnView(
            number, page.State.Version, page.State.HandOn?.By is { } by ? page.NameOf(by).Split(' ')[0] : null,
            [.. page.Rules.Teams.Values.Where(team => team.Id != page.State.Team && !team.IsDesk).OrderBy(team => team.Name, StringComparer.Ordinal).Select(team => new Choice(team.Name, team.Name))],
            refused is null ? null : door.Say(refused))
        { Typed = PanelDoor.Typed(http) };
        return await door.Open<Parts.ReturnPanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }

    private static async Task<IResult> HelpPanel(HttpContext http, long number, Refusal? refused, CancellationToken stop)
    {
        var door = http.RequestServices.GetRequiredService<PanelDoor>();
        var found = await http.RequestServices.GetRequiredService<HandOverChoices>().For(http.Caller(), number, stop);
        if (found.IsRefused)
        {
            return await door.No(http, found.Refusal!, number);
        }

        var view = new HelpView(number, found.Value.Page.State.Version, found.Value.Teams, refused is null ? null : door.Say(refused)) { Typed = PanelDoor.Typed(http) };
        return await door.Open<Parts.HelpPanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
