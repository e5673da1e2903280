using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>
/// Through which server the desk writes, and as whom. <paramref name="Security"/>: tls, starttls, or may (encrypted where the server can).
/// <paramref name="Mailbox"/>: the mailbox with whose access it signs in; no password is ever answered.
/// </summary>
public sealed record MailServerJson(
    string Host, int Port, string Security, string From, string FromName, string? User, bool HasPassword, long? Mailbox, string? Authority, int Version);

/// <summary>The server as it is to be, whole; a password that is left out stays for the same host and user.</summary>
public sealed record MailServerBody(string? Host, int? Port, string? Security, string? From, string? FromName, string? User, string? Password, long? Mailbox, string? Authority);

/// <summary>What trying the server came to; <paramref name="Error"/>: what is wrong, in words.</summary>
public sealed record MailServerTriedJson(bool Works, string? Error);

/// <summary>The key that signs what leaves: <paramref name="Record"/> is what the domain publishes under <paramref name="Place"/>.</summary>
public sealed record MailSigningJson(string Domain, string Selector, string Place, string Record)
{
    public static MailSigningJson Of(SigningKey key) => new(key.Domain, key.Selector, key.Place, key.Record);
}

/// <summary>A key to sign with: one of one's own in PEM form, or without <paramref name="Pem"/> a new one.</summary>
public sealed record MailSigningBody(string? Domain, string? Selector, string? Pem);

/// <summary>Whether the domain publishes the key. <paramref name="Why"/>: missing, another or unreachable; null when it does.</summary>
public sealed record MailSigningCheckedJson(bool Works, string? Why);

/// <summary><c>/mail-server</c>: how mail leaves, the key that signs it, and whether both work.</summary>
internal static class MailServerApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mail-server", async (HttpContext http, MailSettings settings, CancellationToken stop) => Shown(http, await settings.Read(http.Caller(), stop))).Produces<MailServerJson>()
            .Describe("The mail server", "Through which server the desk writes, and as whom. 404 while none is set; mail then waits.");
        api.MapPut("/mail-server", Set).Produces<MailServerJson>()
            .Describe<MailServerBody>(
                "Set the mail server", "The whole of it; a password left out stays for the same host and user. With a mailbox it signs in as that one does, by token. If-Match with its version answers 409 when somebody changed it meanwhile.",
                """{"host":"smtp.example.org","port":587,"security":"starttls","from":"it@example.org","fromName":"IT","user":"it@example.org","password":"an app password"}""");
        api.MapDelete("/mail-server", async (HttpContext http, MailSettings settings, TenantDoors tenants, CancellationToken stop) =>
        {
            var refused = await settings.Set(http.Caller(), null, stop, ApiRequest.Version(http) - 1);
            tenants.Forget();
            return refused is { } no ? ApiAnswer.Refuse(no) : Results.NoContent();
        }).Produces(StatusCodes.Status204NoContent).Describe("Remove the mail server", "Mail waits until there is one again.");
        api.MapGet("/mail-server/try", async (HttpContext http, MailSender sender, CancellationToken stop) =>
        {
            var tried = await sender.Verify(http.Caller(), stop);
            return tried.Refusal is { } no && no.Code != MailRefusals.NotAccepted.Code
                ? ApiAnswer.Refuse(no)
                : ApiAnswer.Json(new MailServerTriedJson(!tried.IsRefused, tried.Refusal?.Message));
        }).Produces<MailServerTriedJson>().Describe("Try the mail server", "Signs in and says what is wrong. Nothing is sent.");
        api.MapPost("/mail-server/test", Test).Produces(StatusCodes.Status204NoContent)
            .Describe<NothingBody>("Send a test mail", "To the token's person, the way of every other mail: GET /mails/out says how far it came.", "{}");
        MapSigning(api);
    }

    private static void MapSigning(IEndpointRouteBuilder api)
    {
        api.MapGet("/mail-server/signing", async (HttpContext http, MailSigning signing, CancellationToken stop) =>
            ApiAnswer.Of(await signing.Read(http.Caller(), stop), key => key is null ? ApiAnswer.Refuse(MailRefusals.SigningUnset) : ApiAnswer.Json(MailSigningJson.Of(key)))).Produces<MailSigningJson>()
            .Describe("The key that signs", "What the domain has to publish (DKIM). The key's private half is never answered; 404 while nothing is signed.");
        api.MapPut("/mail-server/signing", async (HttpContext http, MailSigning signing, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<MailSigningBody>(http, stop);
            return asked.Refusal is { } no
                ? ApiAnswer.Refuse(no)
                : ApiAnswer.Of(
                    await signing.Set(http.Caller(), asked.Value.Body.Domain ?? "", asked.Value.Body.Selector ?? "headway", asked.Value.Body.Pem, stop), key => ApiAnswer.Json(MailSigningJson.Of(key)));
        }).Produces<MailSigningJson>()
            .Describe<MailSigningBody>("Sign what leaves", "With a new key, or with one of your own in PEM form. It takes the place of the one before.", """{"domain":"example.org","selector":"headway"}""");
        api.MapGet("/mail-server/signing/check", async (HttpContext http, MailSigning signing, CancellationToken stop) =>
            ApiAnswer.Of(await signing.Check(http.Caller(), stop), check => ApiAnswer.Json(new MailSigningCheckedJson(check.Why is null, check.Why)))).Produces<MailSigningCheckedJson>()
            .Describe("Is the key published?", "Asks the domain's name servers.");
        api.MapDelete("/mail-server/signing", async (HttpContext http, MailSigning signing, CancellationToken stop) =>
            await signing.Remove(http.Caller(), stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Sign no more", "What leaves from now on is signed by the mail server, if at all.");
    }

    private static async Task<IResult> Set(HttpContext http, MailSettings settings, TenantDoors tenants, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<MailServerBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var body = asked.Value.Body;
        if (body.Security is not (null or "tls" or "starttls" or "may"))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'security' is tls, starttls or may."));
        }

        var server = new MailServer(
            body.Host ?? "", body.Port ?? (body.Security == "tls" ? 465 : 587), body.From ?? "", body.FromName ?? "", body.Security == "tls", body.Security != "may",
            string.IsNullOrEmpty(body.User) ? null : body.User, string.IsNullOrEmpty(body.Password) ? null : body.Password, body.Authority, body.Mailbox);
        var refused = await settings.Set(http.Caller(), server, stop, ApiRequest.Version(http) - 1);
        tenants.Forget();
        return refused is { } wrong ? ApiAnswer.Refuse(wrong) : Shown(http, await settings.Read(http.Caller(), stop));
    }

    private static async Task<IResult> Test(HttpContext http, MailSender sender, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<NothingBody>(http, stop);
        return (asked.Refusal ?? await sender.Test(http.Caller(), stop, asked.IsRefused ? null : asked.Value.Key)) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent();
    }

    private static IResult Shown(HttpContext http, Domain.Outcome<MailServerRead> read) => ApiAnswer.Of(read, found =>
    {
        if (found.Server is not { } server)
        {
            return ApiAnswer.Refuse(MailRefusals.ServerUnset);
        }

        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{found.Revision + 1}\"");
        return ApiAnswer.Json(new MailServerJson(
            server.Host, server.Port, server.Secure ? "tls" : server.RequireTls ? "starttls" : "may", server.From, server.FromName, server.User, server.Pass is not null, server.LikeMailbox, server.Ca,
            found.Revision + 1));
    });
}
