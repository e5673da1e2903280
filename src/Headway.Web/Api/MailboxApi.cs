using Headway.Application.Access;
using System.Globalization;
using Headway.Application.Mail;
using Headway.Application.Teams;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>
/// A mailbox and how it is doing. <paramref name="State"/>: off, handed-over (nothing is fetched), failing, well or new. <paramref name="Error"/>: what the last try met.
/// </summary>
public sealed record MailboxJson(
    long Id, string Name, string Address, string? Team, bool Active, string? Host, int Port, string Security, string? User, string Folder, string SignIn, string? Authserv, bool Lists,
    string? TokenUrl, string? ClientId, string? Scope, string? Authority, bool HasSecret, string State, string? LastRead, int Failures, string? Error)
{
    public static MailboxJson Of(MailboxFound found) => new(
        found.Mailbox.Id, found.Mailbox.Name, found.Mailbox.Address, found.TeamName, found.Mailbox.IsActive, found.Mailbox.Server.Host, found.Mailbox.Server.Port,
        found.Mailbox.Server.Secure ? "tls" : "starttls", found.Mailbox.Server.User, found.Mailbox.Server.Folder, found.Mailbox.Server.SignIn == MailboxSignIn.OAuth ? "oauth" : "password",
        found.Mailbox.Server.AuthservId, found.Mailbox.Server.TakesLists, found.Mailbox.Server.TokenUrl, found.Mailbox.Server.ClientId, found.Mailbox.Server.Scope, found.Mailbox.Server.Ca, found.HasSecret,
        !found.Mailbox.IsActive ? "off" : found.Mailbox.Server.Host is null ? "handed-over" : found.Health.Error is not null ? "failing" : found.Health.SuccessAt is not null ? "well" : "new",
        ApiAnswer.Text(found.Health.SuccessAt), found.Health.Failures, found.Health.Error);
}

/// <summary>A mailbox as it is to be, whole; a secret that is left out stays for the same server and user.</summary>
public sealed record MailboxBody(
    string? Name, string? Address, string? Team, bool? Active, string? Host, int? Port, string? Security, string? User, string? Folder, string? Password, string? Authserv, bool? Lists,
    string? TokenUrl, string? ClientId, string? ClientSecret, string? RefreshToken, string? Scope, string? Authority);

/// <summary>What trying a mailbox came to: how many messages lie in it, or what is wrong.</summary>
public sealed record MailboxTriedJson(bool Works, long? Messages, string? Error);

/// <summary><c>/mailboxes</c>: where mail comes from, whether it works, and which addresses mail comes back from.</summary>
internal static class MailboxApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mailboxes", async (HttpContext http, Mailboxes boxes, CancellationToken stop) =>
            ApiAnswer.Of(await boxes.All(http.Caller(), stop), all => ApiAnswer.List(all.Select(MailboxJson.Of)))).Produces<ListJson<MailboxJson>>()
            .Describe("Mailboxes", "Where mail comes from and how each is doing. No secret is ever answered.");
        api.MapPost("/mailboxes", (HttpContext http, Mailboxes boxes, TeamList teams, CancellationToken stop) => Save(http, boxes, teams, null, stop)).Produces<MailboxJson>(StatusCodes.Status201Created)
            .Describe<MailboxBody>(
                "Add a mailbox", "With a host it is fetched by IMAP, without one mail is handed over. With a refresh token it signs in by OAuth, else with the password.",
                """{"name":"IT","address":"it@example.org","host":"imap.example.org","port":993,"security":"tls","user":"it@example.org","password":"an app password"}""");
        api.MapPut("/mailboxes/{id:long}", (HttpContext http, Mailboxes boxes, TeamList teams, long id, CancellationToken stop) => Save(http, boxes, teams, id, stop)).Produces<MailboxJson>()
            .Describe<MailboxBody>("Change a mailbox", "The whole of it; a secret left out stays for the same server and user.", """{"name":"IT","address":"it@example.org","active":false}""");
        api.MapGet("/mailboxes/{id:long}/try", Try).Produces<MailboxTriedJson>()
            .Describe("Try a mailbox", "Opens it once and says what is wrong. Nothing in it is changed.");
        api.MapGet("/bounced-addresses", async (HttpContext http, MailLog log, CancellationToken stop) =>
            ApiAnswer.Of(await log.Bounced(http.Caller(), stop), all => ApiAnswer.List(all.Select(one => new BouncedJson(one.Address, one.IsPermanent, one.Reason, ApiAnswer.Text(one.Since), one.Times)))))
            .Produces<ListJson<BouncedJson>>()
            .Describe("Addresses that mail comes back from", "What the desk writes by itself no longer goes there.");
        api.MapDelete("/bounced-addresses/{email}", async (HttpContext http, MailLog log, string email, CancellationToken stop) =>
            await log.Forgive(http.Caller(), email, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Say that an address works again", "Mail goes there as before.");
    }

    private static async Task<IResult> Try(HttpContext http, Mailboxes boxes, long id, CancellationToken stop)
    {
        var tried = await boxes.Test(http.Caller(), id, stop);
        return tried.Refusal is { } no && no.Code != MailboxRefusals.NotReached.Code
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Json(tried.Refusal is { } why ? new MailboxTriedJson(false, null, why.Message) : new MailboxTriedJson(true, long.Parse(tried.Value, CultureInfo.InvariantCulture), null));
    }

    private static async Task<IResult> Save(HttpContext http, Mailboxes boxes, TeamList teams, long? id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<MailboxBody>(http, stop);
        var all = await teams.All(http.Caller(), stop);
        if ((asked.Refusal ?? all.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var body = asked.Value.Body;
        var team = body.Team is null ? null : all.Value.FirstOrDefault(one => one.Name == body.Team.Trim());
        if ((body.Team is not null && team is null) || body.Security is not (null or "tls" or "starttls"))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'team' is the name of a team, and 'security' is tls or starttls."));
        }

        var oauth = body.RefreshToken is not null || (body.Password is null && body.TokenUrl is not null);
        var server = new MailboxServer(
            body.Host, body.Port ?? 993, body.Security != "starttls", body.User, oauth ? MailboxSignIn.OAuth : MailboxSignIn.Password, body.Folder ?? "INBOX", body.Authserv, body.Lists ?? false,
            body.TokenUrl, body.ClientId, body.Scope, body.Authority);
        var secret = body.RefreshToken is { } refresh ? new MailboxSecret(RefreshToken: refresh, ClientSecret: body.ClientSecret) : body.Password is { } pass ? new MailboxSecret(Password: pass) : null;
        var saved = await boxes.Save(http.Caller(), id, new MailboxWanted(body.Name ?? "", body.Address ?? "", server, team is null ? null : team.Id, body.Active ?? true, secret), stop, asked.Value.Key);
        if (saved.Refusal is { } refused)
        {
            return ApiAnswer.Refuse(refused);
        }

        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/mailboxes/{saved.Value}");
        return ApiAnswer.Of(
            await boxes.All(http.Caller(), stop),
            found => ApiAnswer.Json(MailboxJson.Of(found.First(one => one.Mailbox.Id == saved.Value)), id is null ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }
}

/// <summary>An address that mail came back from; <paramref name="Permanent"/>: for good, else for now.</summary>
public sealed record BouncedJson(string Email, bool Permanent, string Reason, string Since, int Times);
