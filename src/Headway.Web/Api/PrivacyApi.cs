using System.Text.Encodings.Web;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Days that words are kept; null keeps them. <paramref name="MailsTonight"/> and <paramref name="TicketsTonight"/>: how many the next night blanks.</summary>
public sealed record RetentionJson(int? MailDays, int? TicketDays, long MailsTonight, long TicketsTonight);

public sealed record RetentionBody(int? MailDays, int? TicketDays);

/// <summary>A legal hold: on a ticket, or on everything of a person.</summary>
public sealed record HoldJson(long Id, long? Ticket, string? Person, string Reason, string? By, string Since);

public sealed record HoldBody(long? Ticket, string? Person, string? Reason);

public sealed record ErasedJson(int Tickets, int Texts, int Mails, int Files);

public sealed record KeptWordsJson(long Ticket, string At, bool Own, string? Text);

public sealed record KeptFileJson(string? Name, string Type, long Bytes);

public sealed record KeptTicketJson(long Number, string Subject, string Type, string State, string Opened, string? Closed, IReadOnlyList<KeptWordsJson> Words, IReadOnlyList<KeptFileJson> Files, int Internal);

public sealed record KeptScoreJson(long Ticket, int Score, string? At);

/// <summary>What is kept of a person, as it is handed out.</summary>
public sealed record KeptJson(
    string Name, string? Email, string Kind, string? Phone, string? Organisation, string? Department, string? Place, string? Zone, string? Language, bool Vip, string? Reach, string? Signature,
    string Since, IReadOnlyList<KeptTicketJson> Tickets, IReadOnlyList<KeptWordsJson> Elsewhere, IReadOnlyList<long> Watches, IReadOnlyList<long> CopiedOn, IReadOnlyList<KeptScoreJson> Feedback,
    int Mails, int Sessions, int Tokens, int Passkeys, int Browsers, IReadOnlyList<string> SignsOnAs, string? Manager, string? Assistant)
{
    /// <summary>For people to read: indented, letters as they are.</summary>
    internal static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static KeptJson Of(PersonExport kept) => new(
        kept.Name, kept.Email, kept.Kind, kept.Phone, kept.Organisation, kept.Department, kept.Place, kept.Zone, kept.Language, kept.Vip, kept.ToReach, kept.Signature, ApiAnswer.Text(kept.Since),
        [.. kept.Tickets.Select(one => new KeptTicketJson(
            one.Number, one.Subject, one.Type, one.State, ApiAnswer.Text(one.Opened), one.Closed is { } closed ? ApiAnswer.Text(closed) : null, [.. one.Words.Select(Words)],
            [.. one.Files.Select(file => new KeptFileJson(file.Name, file.MediaType, file.Bytes))], one.Internal))],
        [.. kept.Elsewhere.Select(Words)], kept.Watches, kept.CopiedOn, [.. kept.Feedback.Select(one => new KeptScoreJson(one.Ticket, one.Score, one.At is { } at ? ApiAnswer.Text(at) : null))],
        kept.Mails, kept.Sessions, kept.Tokens, kept.Passkeys, kept.Browsers, kept.SignsOnAs, kept.Beside.Manager, kept.Beside.Assistant);

    private static KeptWordsJson Words(ExportedWords words) => new(words.Ticket, ApiAnswer.Text(words.At), words.Own, words.Text);
}

/// <summary>What is kept for how long, what is held, and what is handed out or erased of a person: administrators' acts.</summary>
internal static class PrivacyApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings/retention", async (HttpContext http, Retention retention, CancellationToken stop) => Kept(await retention.Read(http.Caller(), stop: stop))).Produces<RetentionJson>()
            .Describe("How long words are kept", "In days: mails since they came, tickets since they were closed; and what the next night blanks.");
        api.MapPut("/settings/retention", async (HttpContext http, Retention retention, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<RetentionBody>(http, stop);
            return (asked.Refusal ?? await retention.Set(http.Caller(), new RetentionRule(asked.Value.Body.MailDays, asked.Value.Body.TicketDays), stop)) is { } no
                ? ApiAnswer.Refuse(no)
                : Kept(await retention.Read(http.Caller(), stop: stop));
        }).Produces<RetentionJson>().Describe<RetentionBody>("Say how long words are kept", "The whole rule: what is left out is kept. Words, files and raw mails go for good; facts and figures stay.", """{"mailDays":90,"ticketDays":730}""");
        api.MapGet("/legal-holds", async (HttpContext http, LegalHolds holds, CancellationToken stop) =>
                ApiAnswer.Of(await holds.Read(http.Caller(), stop), all => ApiAnswer.List(all.Select(Json)))).Produces<ListJson<HoldJson>>()
            .Describe("Legal holds", "What neither a rule nor an erasure blanks, the newest first.");
        api.MapPost("/legal-holds", Place).Produces<HoldJson>(StatusCodes.Status201Created)
            .Describe<HoldBody>("Place a legal hold", "On a `ticket` by its number, or on a `person` by address and with them everything they asked for.", """{"person":"customer@home.example","reason":"File 12/2026"}""");
        api.MapDelete("/legal-holds/{id:long}", async (HttpContext http, LegalHolds holds, long id, CancellationToken stop) =>
                await holds.Lift(http.Caller(), id, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Lift a legal hold", "From the next night on the rules hold again for what it named.");
        api.MapGet("/people/{email}/kept", async (HttpContext http, ExportPerson export, PeoplePage people, string email, CancellationToken stop) =>
        {
            var found = await Person(http, people, email, stop);
            return found.Refusal is { } no ? ApiAnswer.Refuse(no) : ApiAnswer.Of(await export.Do(http.Caller(), found.Value, stop), kept => ApiAnswer.Json(KeptJson.Of(kept)));
        }).Produces<KeptJson>()
            .Describe("What is kept of a person", "To be handed out to them: who they are, their tickets with what they wrote and read, and what else names them. Words that support keeps among itself are counted and not said.");
        api.MapDelete("/people/{email}", async (HttpContext http, ErasePerson erase, PeoplePage people, string email, CancellationToken stop) =>
        {
            var found = await Person(http, people, email, stop);
            return found.Refusal is { } no
                ? ApiAnswer.Refuse(no)
                : ApiAnswer.Of(await erase.Do(http.Caller(), found.Value, stop), kept => ApiAnswer.Json(new ErasedJson(kept.Tickets, kept.Texts, kept.Mails, kept.Files)));
        }).Produces<ErasedJson>()
            .Describe("Erase a person", "Name, address and everything they wrote, sent or got, for good; facts and figures stay. Refused while tickets of theirs are open, while they are active staff, and under a legal hold.");
    }

    private static async Task<IResult> Place(HttpContext http, LegalHolds holds, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<HoldBody>(http, stop);
        var placed = asked.Refusal is { } unread ? unread : await holds.Place(http.Caller(), new HoldDraft(asked.Value.Body.Ticket, asked.Value.Body.Person, asked.Value.Body.Reason), asked.Value.Key, stop);
        if (placed.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        http.Response.Headers.Location = FormattableString.Invariant($"/api/v1/legal-holds/{placed.Value}");
        return ApiAnswer.Of(await holds.Read(http.Caller(), stop), all => all.FirstOrDefault(one => one.Id == placed.Value) is { } hold ? ApiAnswer.Json(Json(hold), StatusCodes.Status201Created) : ApiAnswer.Refuse(HoldRefusals.Unknown));
    }

    private static async Task<Domain.Outcome<Domain.PersonId>> Person(HttpContext http, PeoplePage people, string email, CancellationToken stop) =>
        http.Caller().Denies(Permission.ManagePeople) is { } no ? no
        : await people.Read(http.Caller(), null, email, null, 1, stop) is { IsRefused: false, Value: [var found, ..] } ? found.Id : PeopleRefusals.Unknown;

    private static IResult Kept(Domain.Outcome<RetentionState> read) => ApiAnswer.Of(read, state => ApiAnswer.Json(new RetentionJson(state.Rule.MailDays, state.Rule.TicketDays, state.Mails, state.Tickets)));

    private static HoldJson Json(LegalHold hold) => new(hold.Id, hold.Ticket, hold.Email ?? hold.Person, hold.Reason, hold.By, ApiAnswer.Text(hold.Since));
}
