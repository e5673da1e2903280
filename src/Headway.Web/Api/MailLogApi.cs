using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A message that came and what became of it; <paramref name="Fate"/> and <paramref name="Reason"/> are codes.</summary>
public sealed record LoggedMailJson(
    long Id, string Received, string? From, string? Name, string? Subject, string Kind, string Fate, string Reason, long? Ticket, string? Mailbox, int Repeats, string? DecidedBy)
{
    public static LoggedMailJson Of(LoggedMail mail) => new(
        mail.Id, ApiAnswer.Text(mail.Received), mail.Sender, mail.SenderName, mail.Subject, mail.Class, mail.Fate.ToString().ToLowerInvariant(), mail.Reason, mail.Number, mail.Mailbox, mail.Repeats, mail.DecidedBy);
}

/// <summary>What a message says: its words, and what it looked like with everything taken out that could act. <paramref name="Blocked"/>: pictures of other hosts that were left out.</summary>
public sealed record MailTextJson(string Text, string? Html, int Blocked);

/// <summary>What a person decides about a message: <paramref name="As"/> new, attached (to <paramref name="Ticket"/>), dropped, or again.</summary>
public sealed record DecideMailBody(string? As, long? Ticket);

/// <summary>A mail of ours and how far it came: waiting, sending, sent, cancelled, failed or unknown.</summary>
public sealed record SentMailJson(long Id, string State, string About, string At, int Attempts, string? Error, string? Email, long? Ticket)
{
    public static SentMailJson Of(SentMail mail) => new(mail.Id, mail.State, mail.About, ApiAnswer.Text(mail.At), mail.Attempts, mail.Error, mail.Address, mail.Number);
}

/// <summary>Which mail leaves once more.</summary>
public sealed record SendAgainBody(long? Mail);

/// <summary><c>/mails</c>: what became of every message that came, and how far ours came.</summary>
internal static class MailLogApi
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mails", List).Produces<ListJson<LoggedMailJson>>()
            .Describe("What became of every message", "The newest two hundred, all or of one fate: opened, appended, quarantined or ignored.");
        api.MapGet("/mails/{id:long}", async (HttpContext http, MailLog log, long id, CancellationToken stop) =>
            ApiAnswer.Of(await log.One(http.Caller(), id, stop), one => ApiAnswer.Json(LoggedMailJson.Of(one)))).Produces<LoggedMailJson>()
            .Describe("What became of one message", "Its fate, why, and who decided.");
        api.MapGet("/mails/{id:long}/text", Text).Produces<MailTextJson>()
            .Describe("What a message says", "Read anew from its bytes. The HTML has no script, no form and nothing that asks another host.");
        api.MapPost("/mails/{id:long}/decide", Decide).Produces<MailFateJson>()
            .Describe<DecideMailBody>(
                "Decide about a message", "Only one that was quarantined or left alone: `new` opens a ticket from it, `attached` puts it on `ticket`, `dropped` puts it away, `again` lets the desk decide anew.",
                """{"as":"new"}""");
        api.MapGet("/mails/out", async (HttpContext http, MailOut mails, bool? waiting, CancellationToken stop) =>
            ApiAnswer.Of(await mails.Last(http.Caller(), waiting ?? false, Most, stop), all => ApiAnswer.List(all.Select(SentMailJson.Of)))).Produces<ListJson<SentMailJson>>()
            .Describe("What went out", "The newest two hundred mails of ours and how far each came; with `waiting=true` only those that wait for a person.");
        api.MapPost("/mails/out", Again).Produces(StatusCodes.Status204NoContent)
            .Describe<SendAgainBody>("Send a mail once more", "Only one that failed or is perhaps sent; it leaves under the Message-ID that it had.", """{"mail":17}""");
    }

    private static async Task<IResult> List(HttpContext http, MailLog log, string? fate, CancellationToken stop)
    {
        var only = Enum.TryParse<Fate>(fate, ignoreCase: true, out var wanted) && Enum.IsDefined(wanted) ? wanted : (Fate?)null;
        return fate is { Length: > 0 } && only is null
            ? ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'fate' is opened, appended, quarantined or ignored."))
            : ApiAnswer.Of(await log.Last(http.Caller(), only, Most, stop), all => ApiAnswer.List(all.Select(LoggedMailJson.Of)));
    }

    private static async Task<IResult> Text(HttpContext http, MailLog log, MailView view, long id, CancellationToken stop)
    {
        var found = await log.One(http.Caller(), id, stop);
        return found.Refusal is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(await view.OfMail(http.Caller(), found.Value, pictures: false, stop), said => ApiAnswer.Json(new MailTextJson(said.Words, said.Html?.Html, said.Html?.Blocked ?? 0)));
    }

    private static async Task<IResult> Decide(HttpContext http, DecideMail decide, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<DecideMailBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var caller = http.Caller();
        return asked.Value.Body switch
        {
            { As: "new" } => Fated(await decide.AsNew(caller, id, stop)),
            { As: "attached", Ticket: { } number } => Fated(await decide.AttachTo(caller, id, number, stop)),
            { As: "dropped" } => Fated(await decide.Drop(caller, id, stop)),
            { As: "again" } => Fated(await decide.Replay(caller, id, stop)),
            _ => ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'as' is new, attached (with 'ticket'), dropped or again.")),
        };
    }

    private static IResult Fated(Outcome<MailFate> fate) => ApiAnswer.Of(fate, came => ApiAnswer.Json(MailFateJson.Of(came)));

    private static async Task<IResult> Again(HttpContext http, MailOut mails, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<SendAgainBody>(http, stop);
        return (asked.Refusal ?? await mails.Again(http.Caller(), asked.IsRefused ? 0 : asked.Value.Body.Mail ?? 0, stop)) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent();
    }
}
