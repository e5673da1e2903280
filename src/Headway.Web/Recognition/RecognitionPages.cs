using System.Globalization;
using System.Text;
using System.Text.Json;
using Headway.Application.Recognition;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Flow;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Recognition;

/// <summary>What people contributed: one's own page, a team's, a person's for their lead, and the pack for a review.</summary>
public static class RecognitionPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/recognition", TeamView);
        desk.MapGet("/recognition/me", Own);
        desk.MapGet("/recognition/me.csv", Csv);
        desk.MapGet("/recognition/me.json", Json);
        desk.MapGet("/recognition/people/{person:long}", Person);
        desk.MapPost("/recognition/thanks", Thank);
        desk.MapPost("/recognition/check", Check);
        desk.MapPost("/recognition/review", Review);
        desk.MapPost("/recognition/newcomer", Newcomer);
        desk.MapPost("/recognition/object", Object);
        desk.MapPost("/recognition/answer", Answer);
    }

    private static async Task<IResult> TeamView(HttpContext http, TeamRecognition recognition, ShellFrames frames, long? team, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await recognition.Read(caller, team is { } id ? new TeamId(id) : null, stop);
        return read.IsRefused ? Draw.No(read.Refusal!) : Draw.Page<TeamPage>(("Frame", await frames.For(caller, stop)), ("Read", read.Value));
    }

    private static Task<IResult> Own(HttpContext http, OwnRecognition recognition, ShellFrames frames, CancellationToken stop) => Show(http, recognition, frames, null, stop);

    private static Task<IResult> Person(HttpContext http, OwnRecognition recognition, ShellFrames frames, long person, CancellationToken stop) => Show(http, recognition, frames, new PersonId(person), stop);

    private static async Task<IResult> Show(HttpContext http, OwnRecognition recognition, ShellFrames frames, PersonId? person, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await recognition.Read(caller, person, stop);
        return read.IsRefused
            ? Draw.No(read.Refusal!)
            : Draw.Page<PersonPage>(("Frame", await frames.For(caller, stop)), ("Read", read.Value), ("Self", read.Value.Person == caller.Person));
    }

    private static async Task<IResult> Csv(HttpContext http, ExportRecognition export, CancellationToken stop)
    {
        var read = await export.Read(http.Caller(), stop);
        if (read.IsRefused)
        {
            return Draw.No(read.Refusal!);
        }

        var lines = read.Value.Contributions.Select(one => CsvLines.Of(
            one.Number, one.Subject, one.Contribution.Act.Type, InstantPattern.General.Format(one.Contribution.Act.At), one.Contribution.Act.OnTime, one.Contribution.Act.HighPriority, one.Contribution.Act.Cover,
            one.Contribution.Act.Help, one.Contribution.State));
        return Results.File(Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Prepend("ticket,subject,type,at,onTime,highPriority,cover,help,state"))), "text/csv; charset=utf-8", "headway-contributions.csv");
    }

    // Everything that is kept of oneself: thanks, samples, reviews, objections and who looked, too.
    private static async Task<IResult> Json(HttpContext http, ExportRecognition export, CancellationToken stop)
    {
        var read = await export.Read(http.Caller(), stop);
        return read.IsRefused
            ? Draw.No(read.Refusal!)
            : Results.File(JsonSerializer.SerializeToUtf8Bytes(Api.RecognitionExportJson.Of(read.Value), JsonSerializerOptions.Web), "application/json", "headway-recorded-of-me.json");
    }

    private static async Task<IResult> Thank(HttpContext http, GiveThanks thanks, PanelDoor door, [FromForm] long ticket, [FromForm] int? activity, [FromForm] string? words, CancellationToken stop)
    {
        var given = await thanks.Do(http.Caller(), ticket, activity, words, stop);
        if (given.Refusal is not { } no)
        {
            return http.IsPart() ? Draw.Page<ThankedPart>((nameof(ThankedPart.Name), given.Value)) : Back(http, "/recognition");
        }

        // Beside the words that somebody wanted to thank for, a no is a line, not a page.
        return http.IsPart() && no.Kind is RefusalKind.Conflict or RefusalKind.Invalid ? Draw.Page<ThankedPart>((nameof(ThankedPart.Said), door.Say(no))) : Draw.No(no);
    }

    private static async Task<IResult> Check(HttpContext http, CheckSample check, [FromForm] long ticket, [FromForm] int activity, [FromForm] string? verdict, [FromForm] string? note, CancellationToken stop) =>
        Answered(http, await check.Do(http.Caller(), ticket, activity, verdict, note, stop), "/recognition");

    private static async Task<IResult> Review(HttpContext http, KeepReview review, [FromForm] long person, [FromForm] string? focus, Application.Desk.DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        var now = clock.Now(caller.Tenant);
        return Answered(http, await review.Agree(caller, new PersonId(person), now - Duration.FromDays(7 * OwnRecognition.Weeks), now, focus, stop), Of(person));
    }

    private static async Task<IResult> Newcomer(HttpContext http, KeepReview review, [FromForm] long person, [FromForm] string? on, CancellationToken stop) =>
        Answered(http, await review.Newcomer(http.Caller(), new PersonId(person), on == "true", stop), Of(person));

    private static async Task<IResult> Object(HttpContext http, KeepReview review, [FromForm] long ticket, [FromForm] int activity, [FromForm] string? words, CancellationToken stop) =>
        Answered(http, await review.Object(http.Caller(), ticket, activity, words, stop), "/recognition/me#objections");

    private static async Task<IResult> Answer(HttpContext http, KeepReview review, [FromForm] long objection, [FromForm] string? words, CancellationToken stop) =>
        Answered(http, await review.Answer(http.Caller(), objection, words, stop), "/recognition");

    private static string Of(long person) => $"/recognition/people/{person.ToString(CultureInfo.InvariantCulture)}";

    private static IResult Answered(HttpContext http, Refusal? no, string to) => no is null ? Back(http, to) : Draw.No(no);

    private static IResult Back(HttpContext http, string to) => Results.Redirect(to);
}
