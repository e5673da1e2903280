using System.Globalization;
using Headway.Application.Chases;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Tickets;
using Headway.Web.Access;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>One submit a touch: send, save, take, put away, and the way back.</summary>
public static class TouchPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapPost("/tickets/{number:long}/touch", Touch).WithMetadata(new RequestSizeLimitAttribute(AccessDoor.MostBytesWithFiles));
        desk.MapPost("/tickets/{number:long}/verdict", Judge);
        desk.MapPost("/tickets/{number:long}/suspected", Settle);
        desk.MapPost("/tickets/{number:long}/undo", Undo);
        desk.MapPost("/tickets/{number:long}/take", Take);
        desk.MapPost("/tickets/{number:long}/put-away", PutAway);
        desk.MapPost("/tickets/{number:long}/watch", Watch);
        desk.MapPost("/tickets/{number:long}/copied", Copied);
    }

    private static async Task<IResult> Touch(
        HttpContext http, TouchDoor door, IncomingFiles incoming, WithdrawnTouch withdrawn, long number, [FromForm] int version, [FromForm] string? text,
        [FromForm] string? mode, [FromForm] string? situation, [FromForm] string? go, [FromForm] long[]? kept, [FromForm] string? spent, CancellationToken stop)
    {
        var caller = http.Caller();
        var words = new DraftWords(text ?? "", situation, mode, When(http, "due", situation)?.ToUnixTimeMilliseconds() ?? When(http, "eta", situation)?.ToUnixTimeMilliseconds(), kept) { Spent = spent };
        if (go is "review" or "drop")
        {
            return await door.Ticket(caller, number, go == "drop" ? null : words, stop);
        }

        var files = await incoming.Keep(caller.Tenant, caller.Person, http.Request.Form.Files, stop);
        if (files.IsRefused)
        {
            return await door.Refused(caller, number, files.Refusal!, words, stop);
        }

        IReadOnlyList<AttachmentDraft> all = [.. await withdrawn.Again(caller, number, kept ?? [], stop), .. files.Value];
        return await door.Send(caller, ActOn.Seen(caller, number, version), words, When(http, "due", situation), When(http, "eta", situation), all, go == "next", stop,
            ChaseForm.Verdict(http.Request.Form), ChaseForm.Priority(http.Request.Form), ChaseForm.ToAll(http.Request.Form), http.Request.Form["withoutApproval"] == "1");
    }

    // The verdict alone: the answer has gone out already, or comes later.
    private static async Task<IResult> Judge(HttpContext http, TouchDoor door, ReviewChase verdicts, long number, CancellationToken stop)
    {
        var caller = http.Caller();
        var judged = await verdicts.Do(new ActOn(caller, number), null, ChaseForm.Verdict(http.Request.Form) ?? new ChaseVerdict(ChaseFinding.NotValid), stop);
        return judged.IsRefused ? await door.Refused(caller, number, judged.Refusal!, null, stop) : await door.Answer(http, caller, number, judged.Value, stop);
    }

    private static async Task<IResult> Settle(HttpContext http, TouchDoor door, ReviewChase verdicts, long number, [FromForm(Name = "as")] string? @as, CancellationToken stop)
    {
        var caller = http.Caller();
        var settled = await verdicts.OfSuspected(new ActOn(caller, number), @as == "chase", stop);
        return settled.IsRefused ? await door.Refused(caller, number, settled.Refusal!, null, stop) : await door.Answer(http, caller, number, settled.Value, stop);
    }

    private static async Task<IResult> Undo(HttpContext http, TouchDoor door, TicketActs acts, Drafts drafts, WithdrawnTouch withdrawn, long number, [FromQuery] int from, [FromQuery] int to, CancellationToken stop)
    {
        var caller = http.Caller();
        var undone = await acts.Undo(new ActOn(caller, number), from, to, stop);
        if (undone.IsRefused)
        {
            return await door.Refused(caller, number, undone.Refusal!, null, stop);
        }

        // The words stand again where they were written, to be mended and sent once more.
        if (await withdrawn.Read(caller, number, from, to, stop) is { } said)
        {
            var words = new DraftWords(said.Text, said.Status, said.IsNote ? "note" : "reply", said.Due?.ToUnixTimeMilliseconds(), [.. said.Files.Select(file => file.Id)]) { Spent = said.Minutes == 0 ? null : said.Minutes.ToString(CultureInfo.InvariantCulture) };
            await drafts.Keep(caller, number, words.Write(), undone.Value.State.Version, stop);
        }

        return await door.Answer(http, caller, number, null, stop);
    }

    private static async Task<IResult> Take(HttpContext http, TouchDoor door, TransferTicket transfer, long number, CancellationToken stop)
    {
        var caller = http.Caller();
        var taken = await transfer.Take(new ActOn(caller, number), stop);
        return taken.IsRefused ? await door.Refused(caller, number, taken.Refusal!, null, stop) : await door.Answer(http, caller, number, taken.Value, stop);
    }

    private static async Task<IResult> PutAway(HttpContext http, TouchDoor door, PutAwayMessage putAway, long number, [FromForm(Name = "as")] string? @as, CancellationToken stop)
    {
        var caller = http.Caller();
        var done = await putAway.Do(new ActOn(caller, number), @as == "solved", stop);
        return done.IsRefused ? await door.Refused(caller, number, done.Refusal!, null, stop) : await door.Answer(http, caller, number, done.Value, stop);
    }

    private static async Task<IResult> Watch(HttpContext http, TouchDoor door, AnnotateTicket annotate, long number, [FromForm] string? on, CancellationToken stop)
    {
        var caller = http.Caller();
        TicketFact fact = on == "0" ? new Unwatched(caller.Person) : new Watched(caller.Person);
        var done = await annotate.Do(new ActOn(caller, number), [fact], stop);
        return done.IsRefused ? await door.Refused(caller, number, done.Refusal!, null, stop) : await door.Answer(http, caller, number, done.Value, stop);
    }

    private static async Task<IResult> Copied(
        HttpContext http, TouchDoor door, Application.Mail.CopiedOnTicket copied, long number, [FromForm] string? address, [FromForm] string? name, [FromForm(Name = "as")] string? @as, CancellationToken stop)
    {
        var (caller, on) = (http.Caller(), new ActOn(http.Caller(), number));
        var refused = @as == "add" ? await copied.Add(on, address ?? "", name, stop) : await copied.Settle(on, address ?? "", @as == "yes", stop);
        return refused is not null ? await door.Refused(caller, number, refused, null, stop) : await door.Answer(http, caller, number, null, stop);
    }

    // A time as the field has it, in the viewer's zone.
    private static Instant? When(HttpContext http, string field, string? situation)
    {
        var text = http.Request.Form[$"{field}.{situation}"].ToString();
        if (text.Length == 0 || !DateTime.TryParse(text, CultureInfo.InvariantCulture, out var local))
        {
            return null;
        }

        var zone = http.RequestServices.GetRequiredService<Viewer>().Zone;
        return LocalDateTime.FromDateTime(local).InZoneLeniently(zone).ToInstant();
    }
}
