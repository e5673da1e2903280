using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>The mail server as typed; a password is never among what is shown.</summary>
public sealed record MailTyped(string? Host, string? Port, string? From, string? FromName, string? User, string? Security, string? Like = null, string? Ca = null)
{
    public static MailTyped Of(MailServer? server, string desk) => server is null
        ? new MailTyped(null, "587", null, desk, null, "starttls")
        : new MailTyped(
            server.Host, server.Port.ToString(CultureInfo.InvariantCulture), server.From, server.FromName, server.User, server.Secure ? "tls" : server.RequireTls ? "starttls" : "may",
            server.LikeMailbox?.ToString(CultureInfo.InvariantCulture), server.Ca);

    public static MailTyped Of(IFormCollection form) => new(form.Given("host"), form.Given("port"), form.Given("from"), form.Given("fromName"), form.Given("user"), form.Given("security"), form.Given("like"), form.Given("ca"));

    /// <summary>What the use case is asked to keep; a port that is no number is none it takes.</summary>
    public MailServer Server(string? pass) => new(
        Host ?? "", int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0, From ?? "", FromName ?? "", Security == "tls", Security != "may", User,
        string.IsNullOrEmpty(pass) ? null : pass, Ca, LikeMailbox: long.TryParse(Like, NumberStyles.None, CultureInfo.InvariantCulture, out var like) ? like : null);
}

/// <summary>Through which server the desk writes: set, try out, take away.</summary>
internal static class MailServerPages
{
    private const string At = "/settings/mail";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, (HttpContext http, MailDoor door, string? done, CancellationToken stop) => door.Page(http, null, null, done, stop));
        staff.MapPost(At, async (HttpContext http, MailDoor door, MailSettings settings, TenantDoors tenants, CancellationToken stop) =>
        {
            var typed = MailTyped.Of(http.Request.Form);
            var refused = await settings.Set(http.Caller(), typed.Server(http.Request.Form["pass"]), stop);
            tenants.Forget();
            return refused is null ? SettingsDoor.Done(At, "saved") : await door.Page(http, typed, refused, null, stop);
        });
        staff.MapPost($"{At}/verify", async (HttpContext http, MailDoor door, MailSender sender, CancellationToken stop) =>
            await door.After(http, (await sender.Verify(http.Caller(), stop)).Refusal, "mail-works", stop));
        staff.MapPost($"{At}/test", async (HttpContext http, MailDoor door, MailSender sender, CancellationToken stop) =>
            await door.After(http, await sender.Test(http.Caller(), stop), "mail-sent", stop));
        staff.MapPost($"{At}/signing", async (HttpContext http, MailDoor door, MailSigning signing, CancellationToken stop) =>
        {
            var form = http.Request.Form;
            var set = await signing.Set(http.Caller(), form["domain"].ToString(), form["selector"].ToString(), form.Given("pem"), stop);
            return await door.After(http, set.Refusal, "mail-signing", stop);
        });
        staff.MapPost($"{At}/signing/check", async (HttpContext http, MailDoor door, MailSigning signing, CancellationToken stop) =>
        {
            var check = await signing.Check(http.Caller(), stop);
            return check.IsRefused ? await door.After(http, check.Refusal, "", stop) : await door.Page(http, null, null, null, stop, check.Value);
        });
        staff.MapPost($"{At}/signing/remove", async (HttpContext http, MailDoor door, MailSigning signing, CancellationToken stop) =>
            await door.After(http, await signing.Remove(http.Caller(), stop), "saved", stop));
        staff.MapPost($"{At}/remove", async (HttpContext http, MailDoor door, MailSettings settings, TenantDoors tenants, CancellationToken stop) =>
        {
            var refused = await settings.Set(http.Caller(), null, stop);
            tenants.Forget();
            return await door.After(http, refused, "mail-removed", stop);
        });
    }
}

/// <summary>Draws the page of the mail server.</summary>
internal sealed class MailDoor(SettingsDoor door, MailSettings settings, MailSigning signing, Mailboxes boxes)
{
    public async Task<IResult> After(HttpContext http, Refusal? refused, string done, CancellationToken stop) =>
        refused is null ? SettingsDoor.Done("/settings/mail", done)
        : refused.Kind == RefusalKind.Forbidden ? SettingsDoor.No(refused)
        : await Page(http, null, refused, null, stop);

    public async Task<IResult> Page(HttpContext http, MailTyped? typed, Refusal? refused, string? done, CancellationToken stop, SigningCheck? check = null)
    {
        if (http.Caller().Denies(Permission.ManageSettings) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var server = await settings.Find(http.Caller().Tenant, stop);
        var (key, all) = (await signing.Read(http.Caller(), stop), await boxes.All(http.Caller(), stop));
        var tokens = all.IsRefused ? [] : all.Value.Where(one => one.Mailbox.Server.SignIn == MailboxSignIn.OAuth).Select(one => (one.Mailbox.Id, one.Mailbox.Name)).ToList();
        return await door.Page<MailServerPage>(
            http, refused, (nameof(MailServerPage.View), typed ?? MailTyped.Of(server, http.Features.Get<TenantDoor>()?.Name ?? "")), (nameof(MailServerPage.IsSet), server is not null),
            (nameof(MailServerPage.HasPassword), server?.Pass is not null), (nameof(MailServerPage.Refused), refused), (nameof(MailServerPage.Done), done),
            (nameof(MailServerPage.Signing), key.IsRefused ? null : key.Value), (nameof(MailServerPage.Check), check), (nameof(MailServerPage.Tokens), tokens));
    }
}
