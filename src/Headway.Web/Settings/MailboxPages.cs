using System.Globalization;
using Headway.Application.Mail;
using Headway.Application.Teams;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>A mailbox as typed; secrets are never among what is shown.</summary>
public sealed record MailboxTyped(
    string? Name, string? Address, string? Host, string? Port, string? User, string Security, string SignIn, string? Folder, string? AuthservId, bool TakesLists,
    string? TokenUrl, string? ClientId, string? Scope, long? Team, bool IsActive, string? Ca = null)
{
    public static readonly MailboxTyped Empty = new(null, null, null, "993", null, "tls", "password", "INBOX", null, false, null, null, null, null, true);

    public static MailboxTyped Of(Mailbox box) => new(
        box.Name, box.Address, box.Server.Host, box.Server.Port.ToString(CultureInfo.InvariantCulture), box.Server.User, box.Server.Secure ? "tls" : "starttls",
        box.Server.SignIn == MailboxSignIn.OAuth ? "oauth" : "password", box.Server.Folder, box.Server.AuthservId, box.Server.TakesLists, box.Server.TokenUrl, box.Server.ClientId, box.Server.Scope,
        box.Team?.Value, box.IsActive, box.Server.Ca);

    public static MailboxTyped Of(IFormCollection form) => new(
        form.Text("name"), form.Text("address"), form.Text("host"), form.Text("port"), form.Text("user"), form.Text("security") ?? "tls", form.Text("signIn") ?? "password", form.Text("folder"),
        form.Text("authserv"), form["lists"] == "on", form.Text("tokenUrl"), form.Text("clientId"), form.Text("scope"), form.Ids("team").FirstOrDefault() is > 0 and var team ? team : null, form["active"] == "on", form.Given("ca"));

    public MailboxWanted Wanted(IFormCollection form)
    {
        var oauth = SignIn == "oauth";
        var (pass, refresh, client) = (form["pass"].ToString(), form.Text("refreshToken"), form.Text("clientSecret"));
        var secret = oauth ? refresh is null ? null : new MailboxSecret(RefreshToken: refresh, ClientSecret: client) : pass.Length == 0 ? null : new MailboxSecret(Password: pass);
        return new MailboxWanted(
            Name ?? "", Address ?? "",
            new MailboxServer(
                Host, int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : Host is null ? 993 : 0, Security == "tls", User,
                oauth ? MailboxSignIn.OAuth : MailboxSignIn.Password, Folder ?? "INBOX", AuthservId, TakesLists, TokenUrl, ClientId, Scope, Ca),
            Team is { } team ? new TeamId(team) : null, IsActive, secret);
    }
}

/// <summary>A mailbox's page: how it is set, or what was typed when that was refused. A null <paramref name="Open"/> is a new one.</summary>
public sealed record MailboxView(MailboxFound? Open, MailboxTyped Typed, IReadOnlyList<(long Id, string Name)> Teams, Refusal? Refused = null, string? Done = null, string? Works = null);

/// <summary>Where mail comes from: the list, and a page a mailbox with a test that says what is wrong.</summary>
internal static class MailboxPages
{
    private const string At = "/settings/mailboxes";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, List);
        staff.MapGet($"{At}/new", (HttpContext http, SettingsDoor door, Mailboxes boxes, TeamList teams, CancellationToken stop) => Draw(http, door, boxes, teams, null, null, null, null, null, stop));
        staff.MapPost($"{At}/new", (HttpContext http, SettingsDoor door, Mailboxes boxes, TeamList teams, CancellationToken stop) => Save(http, door, boxes, teams, null, stop));
        staff.MapGet($"{At}/{{id:long}}", (HttpContext http, SettingsDoor door, Mailboxes boxes, TeamList teams, long id, string? done, CancellationToken stop) =>
            Draw(http, door, boxes, teams, id, null, null, done, null, stop));
        staff.MapPost($"{At}/{{id:long}}", (HttpContext http, SettingsDoor door, Mailboxes boxes, TeamList teams, long id, CancellationToken stop) => Save(http, door, boxes, teams, id, stop));
        staff.MapPost($"{At}/{{id:long}}/test", async (HttpContext http, SettingsDoor door, Mailboxes boxes, TeamList teams, long id, CancellationToken stop) =>
        {
            var tested = await boxes.Test(http.Caller(), id, stop);
            return await Draw(http, door, boxes, teams, id, null, tested.Refusal, null, tested.IsRefused ? null : tested.Value, stop);
        });
        staff.MapPost($"{At}/forgive", async (HttpContext http, MailLog log, CancellationToken stop) =>
            await log.Forgive(http.Caller(), http.Request.Form["address"].ToString(), stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved"));
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, Mailboxes boxes, MailLog log, string? done, CancellationToken stop)
    {
        var all = await boxes.All(http.Caller(), stop);
        var bounced = await log.Bounced(http.Caller(), stop);
        return (all.Refusal ?? bounced.Refusal) is { } no
            ? SettingsDoor.No(no)
            : await door.Page<MailboxesPage>(http, null, (nameof(MailboxesPage.Boxes), all.Value), (nameof(MailboxesPage.Bounced), bounced.Value), (nameof(MailboxesPage.Done), done));
    }

    private static async Task<IResult> Save(HttpContext http, SettingsDoor door, Mailboxes boxes, TeamList teams, long? id, CancellationToken stop)
    {
        var typed = MailboxTyped.Of(http.Request.Form);
        var saved = await boxes.Save(http.Caller(), id, typed.Wanted(http.Request.Form), stop);
        return saved.Refusal is { } no ? await Draw(http, door, boxes, teams, id, typed, no, null, null, stop) : SettingsDoor.Done($"{At}/{saved.Value}", "saved");
    }

    private static async Task<IResult> Draw(
        HttpContext http, SettingsDoor door, Mailboxes boxes, TeamList teams, long? id, MailboxTyped? typed, Refusal? refused, string? done, string? works, CancellationToken stop)
    {
        var all = await boxes.All(http.Caller(), stop);
        if (all.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var open = all.Value.FirstOrDefault(one => one.Mailbox.Id == id);
        if (id is not null && open is null)
        {
            return SettingsDoor.No(MailboxRefusals.Unknown);
        }

        var choice = await teams.All(http.Caller(), stop);
        var view = new MailboxView(
            open, typed ?? (open is null ? MailboxTyped.Empty : MailboxTyped.Of(open.Mailbox)), choice.IsRefused ? [] : [.. choice.Value.Where(team => team.Active).Select(team => (team.Id.Value, team.Name))], refused, done, works);
        return await door.Page<MailboxPage>(http, refused, (nameof(MailboxPage.View), view));
    }
}
