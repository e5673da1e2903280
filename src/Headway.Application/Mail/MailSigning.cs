using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>The key that signs what leaves (DKIM). <paramref name="Record"/> is what the domain publishes under <paramref name="Place"/>.</summary>
public sealed record SigningKey(string Domain, string Selector, string Place, string Record);

/// <summary>Whether the domain publishes the key. <paramref name="Why"/>: <c>missing</c>, <c>another</c>, <c>unreachable</c>; null when it does.</summary>
public sealed record SigningCheck(SigningKey Key, string? Why);

/// <summary>
/// Keeps the key with which the desk signs its mails. Where the mail server signs already there is none, and none is needed. The
/// private half lies sealed and is never shown.
/// </summary>
public sealed class MailSigning(Database database, SecretBox box, GatewayProcess gateway)
{
    private const string Setting = "mail-signing", Purpose = "mail-signing";

    /// <summary>The key, for showing what is to be published; null when nothing is signed.</summary>
    public async Task<Outcome<SigningKey?>> Read(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no ? no : (Outcome<SigningKey?>)(await Find(caller.Tenant, stop))?.Shown;

    /// <summary>Sets a key: a new one, or the given one in PEM form.</summary>
    public async Task<Outcome<SigningKey>> Set(Caller caller, string domain, string selector, string? pem, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (string.IsNullOrWhiteSpace(pem))
        {
            var made = await gateway.Ask("new-key", [], stop);
            if (made is not { Ok: true, Said: { } said })
            {
                return MailRefusals.GatewayMissing;
            }

            pem = said.GetProperty("key").GetString();
        }

        var key = new Kept(domain.Trim().ToLowerInvariant(), selector.Trim(), pem ?? "", "", "");
        var looked = await Ask(key, stop);
        if (looked.IsRefused)
        {
            return looked.Refusal!;
        }

        key = key with { Place = looked.Value.Key.Place, Record = looked.Value.Key.Record };
        await Write(caller, JsonSerializer.Serialize(key with { Pem = await box.Seal(Purpose, key.Pem, stop) }), "mail.signing-set", new { domain = key.Domain, selector = key.Selector }, stop);
        return key.Shown;
    }

    /// <summary>Looks whether the domain publishes the key.</summary>
    public async Task<Outcome<SigningCheck>> Check(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no ? no
        : await Find(caller.Tenant, stop) is { } key ? await Ask(key, stop)
        : MailRefusals.NotConfigured;

    public async Task<Refusal?> Remove(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        await Write(caller, "", "mail.signing-removed", null, stop);
        return null;
    }

    /// <summary>What the gateway needs for signing; null when nothing is signed.</summary>
    internal async Task<JsonObject?> Of(TenantId tenant, CancellationToken stop) => await Find(tenant, stop) is { } key ? Said(key) : null;

    private async Task<Outcome<SigningCheck>> Ask(Kept key, CancellationToken stop)
    {
        var answer = await gateway.Ask("check-key", new JsonObject { ["dkim"] = Said(key) }, stop);
        return answer is { Ok: true, Said: { } said }
            ? new SigningCheck(
                new SigningKey(key.Domain, key.Selector, said.GetProperty("at").GetString() ?? "", said.GetProperty("record").GetString() ?? ""),
                said.GetProperty("why").GetString())
            : MailRefusals.KeyMalformed.Because(answer.Message ?? MailRefusals.KeyMalformed.Message);
    }

    private async Task<Kept?> Find(TenantId tenant, CancellationToken stop)
    {
        var json = await database.Read(session => session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = $2", tenant.Value, Setting).AsTask(), stop);
        return json is { Length: > 2 } && JsonSerializer.Deserialize<Kept>(json) is { } kept ? kept with { Pem = await box.Open(Purpose, kept.Pem, stop) } : null;
    }

    private Task Write(Caller caller, string value, string kind, object? body, CancellationToken stop) => database.Write(
        async session =>
        {
            await session.Do(
                "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
                caller.Tenant.Value, Setting, value, await session.Now());
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(kind, "mail:signing", body));
        },
        stop);

    private static JsonObject Said(Kept key) => new() { ["domain"] = key.Domain, ["selector"] = key.Selector, ["key"] = key.Pem };

    private sealed record Kept(string Domain, string Selector, string Pem, string Place, string Record)
    {
        public SigningKey Shown => new(Domain, Selector, Place, Record);
    }
}
