using System.Text.Json;
using Headway.Application.Intake;
using Headway.Application.Outages;
using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Tickets;
using Headway.Web.Access;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Application.Services;
using Headway.Web.Intake;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Portal;

/// <summary>What a customer says: a new request, a message with what it means, words not sent yet.</summary>
internal static class PortalPosts
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/portal/new", New);
        portal.MapGet("/portal/questions", Questions);
        var withFiles = new RequestSizeLimitAttribute(AccessDoor.MostBytesWithFiles);
        portal.MapPost("/portal/tickets", Raise).WithMetadata(withFiles);
        portal.MapPost("/portal/tickets/{number:long}/messages", Message).WithMetadata(withFiles);
        portal.MapPost("/portal/me-too", MeToo);
        portal.MapPost("/portal/tickets/{number:long}/draft", Draft);
    }

    private static async Task<IResult> MeToo(HttpContext http, MeToo outages, Viewer viewer, CancellationToken stop)
    {
        var mine = await outages.Do(http.Caller(), viewer["outage.me-too-words"], stop);
        return Results.Redirect(mine.IsRefused ? "/portal" : $"/portal/tickets/{mine.Value}");
    }

    private static async Task<IResult> Questions(HttpContext http, string? service, CancellationToken stop) =>
        long.TryParse(service, out var id)
            ? Doors.Draw.Page<Parts.IntakeFields>(("Questions", await Intake(http, id, stop)), ("Fields", await Fields(http, id, refused: false, stop)))
            : Doors.Draw.Page<Parts.IntakeFields>();

    // What the service's form asks of customers, with what was sent.
    private static async Task<IReadOnlyList<AskedField>> Fields(HttpContext http, long? service, bool refused, CancellationToken stop)
    {
        if (service is not { } known)
        {
            return [];
        }

        var form = await Form(http, known, stop);
        return AskedFields.Of(http.RequestServices.GetRequiredService<Viewer>(), form, AskedFields.Said(http.Request, form), byCustomer: true, refused);
    }

    private static Task<Domain.Intake.IntakeForm> Form(HttpContext http, long service, CancellationToken stop) =>
        http.RequestServices.GetRequiredService<IntakeForms>().Of(http.Caller().Tenant, new ServiceId(service), stop);

    private static async Task<IReadOnlyList<AskedAtIntake>> Intake(HttpContext http, long? service, CancellationToken stop)
    {
        var viewer = http.RequestServices.GetRequiredService<Viewer>();
        var answers = Answers(http);
        return [.. (await http.RequestServices.GetRequiredService<IntakeQuestions>().Of(http.Caller().Tenant, stop)).Where(one => one.Service.Value == service)
            .Select(one => new AskedAtIntake(one.Id, one.In(viewer.Language), one.Needed, answers.GetValueOrDefault(one.Id, "")))];
    }

    private static Dictionary<long, string> Answers(HttpContext http) => http.Request.HasFormContentType
        ? http.Request.Form.Keys.Where(key => key.StartsWith("answer.", StringComparison.Ordinal) && long.TryParse(key[7..], out _))
            .ToDictionary(key => long.Parse(key[7..], System.Globalization.CultureInfo.InvariantCulture), key => http.Request.Form[key].ToString())
        : [];

    // A link elsewhere, on an intranet's page say, may name the service; one that can't be chosen is passed over.
    private static async Task<IResult> New(HttpContext http, OwnTickets own, string? service, CancellationToken stop) =>
        await Form(http, new Asked(null, null, long.TryParse(service, out var id) && (await own.Services(http.Caller(), stop)).Exists(one => one.Id == id) ? id : null, null), null, stop);

    private static async Task<IResult> Raise(
        HttpContext http, RaiseTicket raise, OwnTickets own, KeepReach reaching, IntakeQuestions intake, IncomingFiles incoming, [FromForm] string? subject, [FromForm] string? text, [FromForm] string? service,
        [FromForm] string? reach, [FromForm] string? look, CancellationToken stop)
    {
        var caller = http.Caller();
        var asked = new Asked(subject, text, long.TryParse(service, out var id) ? id : null, reach);
        // Another service was chosen where no script runs: what it asks is shown, with all that was typed.
        if (look is not null)
        {
            return await Form(http, asked, null, stop);
        }

        var files = await incoming.Keep(caller.Tenant, caller.Person, http.Request.Form.Files, stop);
        if (files.IsRefused)
        {
            return await Form(http, asked, files.Refusal, stop);
        }

        var name = asked.Service is { } chosen ? await own.ServiceName(caller.Tenant, chosen, stop) : null;
        var said = await intake.Answered(caller, asked.Service, text, Answers(http), stop);
        if (said.IsRefused)
        {
            return await Form(http, asked, said.Refusal, stop);
        }

        var raised = await raise.Do(caller, new NewTicket(subject, said.Value, Service: name, Files: files.Value)
        { Fields = asked.Service is { } form && name is not null ? AskedFields.Said(http.Request, await Form(http, form, stop)) : null }, stop: stop);
        if (raised.IsRefused)
        {
            return await Form(http, asked, raised.Refusal, stop);
        }

        await reaching.Words(caller, reach, stop);
        return Results.Redirect($"/portal/tickets/{raised.Value.Number}");
    }

    private static async Task<IResult> Message(
        HttpContext http, WriteMessage write, OwnTickets own, IncomingFiles incoming, Viewer viewer, long number, [FromForm] string? text, [FromForm] string? intent, CancellationToken stop)
    {
        var caller = http.Caller();
        var files = await incoming.Keep(caller.Tenant, caller.Person, http.Request.Form.Files, stop);
        if (files.IsRefused)
        {
            return await PortalPages.Draw(http, number, stop, Say(viewer, files.Refusal!), text, intent);
        }

        // What stood on the page when it was written is no reason to refuse a customer's words.
        var written = await write.Do(new ActOn(caller, number), new CustomerInput(IntentOf(intent), text, Channel.Portal, Files: files.Value), stop);
        if (written.IsRefused)
        {
            return await PortalPages.Draw(http, number, stop, Say(viewer, written.Refusal!), text, intent);
        }

        var next = written.Value.FollowUp is { } other ? await own.NumberOf(caller.Tenant, other, stop) ?? number : number;
        return Results.Redirect($"/portal/tickets/{next}");
    }

    private static async Task<IResult> Draft(HttpContext http, Drafts drafts, long number, [FromForm] string? text, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            await drafts.Drop(http.Caller(), number, stop);
            return Results.NoContent();
        }

        var kept = await drafts.Keep(http.Caller(), number, JsonSerializer.Serialize(new DraftWords(text), JsonSerializerOptions.Web), 0, stop);
        return kept is { } refusal ? Results.StatusCode(Doors.Draw.StatusOf(refusal)) : Results.NoContent();
    }

    private static async Task<IResult> Form(HttpContext http, Asked asked, Refusal? refusal, CancellationToken stop)
    {
        var caller = http.Caller();
        var own = http.RequestServices.GetRequiredService<OwnTickets>();
        var viewer = http.RequestServices.GetRequiredService<Viewer>();
        var services = (await own.Services(caller, stop)).ConvertAll(service => new ServiceChoice(service.Id, service.Name));
        var view = new RaiseView(
            await own.DeskName(caller.Tenant, stop), services, asked.Subject ?? "", asked.Text ?? "", refusal is null ? null : Say(viewer, refusal),
            asked.Reach ?? (await http.RequestServices.GetRequiredService<KeepReach>().Own(caller, stop)).Text, asked.Service)
        { Questions = await Intake(http, asked.Service, stop), Fields = await Fields(http, asked.Service, refusal is not null, stop) };
        return Doors.Draw.Page<PortalRaisePage>(refusal is null ? StatusCodes.Status200OK : Doors.Draw.StatusOf(refusal), ("View", view));
    }

    private static string Say(Viewer viewer, Refusal refusal) => viewer.Words.Maybe($"refusal.{refusal.Code}") ?? refusal.Message;

    private static Intent IntentOf(string? intent) => intent switch
    {
        "answer" => Intent.Answer,
        "information" => Intent.Information,
        "chase" => Intent.Chase,
        "appointment" => Intent.Appointment,
        "solved" => Intent.Solved,
        "not-solved" => Intent.NotSolved,
        "thanks" => Intent.Thanks,
        _ => Intent.None,
    };

    private sealed record Asked(string? Subject, string? Text, long? Service, string? Reach);
}
