using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>
/// The mail server of a tenant, and from whom its mail comes. <paramref name="Secure"/>: encrypted from the start (port 465),
/// otherwise upgraded where the server can, and always when <paramref name="RequireTls"/>. <paramref name="LikeMailbox"/>: signs in with the access token of
/// that mailbox instead of a password.
/// </summary>
public sealed record MailServer(
    string Host, int Port, string From, string FromName, bool Secure = false, bool RequireTls = true, string? User = null, string? Pass = null, string? Ca = null, long? LikeMailbox = null);

public static class MailRefusals
{
    public static readonly Refusal ServerMalformed = new(
        RefusalKind.Invalid, "mail.server-malformed", "Give the mail server's name, its port (1 to 65535) and the address that mail comes from.");

    public static readonly Refusal NotConfigured = new(RefusalKind.Conflict, "mail.not-configured", "No mail server is set. Set one, or hand out links yourself.");

    public static readonly Refusal ServerUnset = new(RefusalKind.NotFound, "mail.server-unset", "No mail server is set.");

    public static readonly Refusal SigningUnset = new(RefusalKind.NotFound, "mail.signing-unset", "No key signs what leaves.");

    public static readonly Refusal GatewayMissing = new(
        RefusalKind.Busy, "mail.gateway-missing", "The mail gateway can't be started. Mail needs Node 20 and the folder mail-gateway with its packages.");

    public static readonly Refusal Unreadable = new(RefusalKind.Busy, "mail.unreadable", "The message could not be read just now. Its bytes are kept; try again.");

    public static readonly Refusal KeyMalformed = new(RefusalKind.Invalid, "mail.key-malformed", "Give the domain, the selector and, if you have one already, an RSA private key in PEM form.");

    public static readonly Refusal MailboxMissing = new(RefusalKind.Conflict, "mail.mailbox-missing", "The mailbox whose sign-in is used is gone or has none. Choose another, or give a user and password.");

    public static readonly Refusal MailboxElsewhere = new(
        RefusalKind.Invalid, "mail.mailbox-elsewhere", "A mailbox's access is given to servers of its own provider only. Name the provider's own mail server, or give a user and password.");

    public static readonly Refusal NotAccepted = new(RefusalKind.Invalid, "mail.not-accepted", "The mail server did not accept that.");
}

/// <summary>The mail server as an administrator sees it. <paramref name="Revision"/>: how often it was changed.</summary>
public sealed record MailServerRead(MailServer? Server, int Revision);

/// <summary>Reads and sets the mail server of a tenant; without one nothing is started and mail waits. The password lies sealed.</summary>
public sealed class MailSettings(Database database, DeskClock clock, SecretBox box)
{
    internal const string Key = "mail-server";

    public async Task<MailServer?> Find(TenantId tenant, CancellationToken stop = default)
    {
        var json = await database.Read(session => session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = $2", tenant.Value, Key).AsTask(), stop);
        var server = json is { Length: > 2 } ? JsonSerializer.Deserialize<MailServer>(json) : null;
        return server?.Pass is { } pass ? server with { Pass = await box.Open(OldSecrets.MailServer, pass, stop) } : server;
    }

    /// <summary>The server and how often it was changed, for whoever may set it.</summary>
    public async Task<Outcome<MailServerRead>> Read(Caller caller, CancellationToken stop = default) => caller.Denies(Permission.ManageSettings) is { } no
        ? no
        : new MailServerRead(await Find(caller.Tenant, stop), await database.Read(session => Revisions.Of(session, caller.Tenant, Key).AsTask(), stop));

    /// <summary>
    /// Sets it, or with null takes it away. A password that is left out stays as it was for the same host and user. Somebody else's change since
    /// <paramref name="seen"/> refuses it; null takes whatever stands.
    /// </summary>
    public async Task<Refusal?> Set(Caller caller, MailServer? server, CancellationToken stop = default, int? seen = null)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (server is not null && !IsSound(server))
        {
            return MailRefusals.ServerMalformed;
        }

        var before = await Find(caller.Tenant, stop);
        if (server is { User: not null, Pass: null } && before is not null && before.Host == server.Host && before.User == server.User)
        {
            server = server with { Pass = before.Pass };
        }

        var kept = server?.Pass is { Length: > 0 } pass ? server with { Pass = await box.Seal(OldSecrets.MailServer, pass, stop) } : server;
        var now = clock.Wall().ToUnixTimeMilliseconds();
        return await database.Write<Refusal?>(
            async session =>
            {
                if (server?.LikeMailbox is { } like && await MailboxRows.Find(session, caller.Tenant, like) is not { Server.SignIn: MailboxSignIn.OAuth })
                {
                    return MailRefusals.MailboxMissing;
                }

                var stands = await Revisions.Of(session, caller.Tenant, Key);
                if ((seen is { } version && version != stands) || !await Revisions.Next(session, caller, Key, stands, now))
                {
                    return SettingsRefusals.Stale;
                }

                await Write(session, caller, before, server, kept, now);
                return null;
            },
            stop);
    }

    private static async Task Write(Session session, Caller caller, MailServer? before, MailServer? server, MailServer? kept, long now)
    {
        await session.Run(
            """
            INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4
            """,
            caller.Tenant.Value, Key, kept is null ? "" : JsonSerializer.Serialize(kept), now);
        if (SettingChange.Body(
            new("sender", before?.From, server?.From), new("host", before?.Host, server?.Host), new("port", Text(before?.Port), Text(server?.Port)), new("secure", Text(before?.Secure), Text(server?.Secure)),
            new("requires-tls", Text(before?.RequireTls), Text(server?.RequireTls)), new("signs-in", Text(before?.User is not null), Text(server?.User is not null)),
            new("password", null, server?.Pass == before?.Pass ? null : "new")) is { } changes)
        {
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(server is null ? "mail.server-removed" : "mail.server-set", "mail:server", changes));
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "yes" : "no",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static bool IsSound(MailServer server) =>
        server.Host is { Length: > 0 and < 254 } && server.Port is > 0 and < 65_536 && OneLine.Holds(server.Host) && OneLine.Holds(server.FromName) && OneLine.Holds(server.From)
        && System.Net.Mail.MailAddress.TryCreate(server.From, out var from) && from.Address == server.From && OneLine.Holds(server.User ?? "");
}
