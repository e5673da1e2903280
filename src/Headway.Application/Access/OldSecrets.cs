using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Storage;

namespace Headway.Application.Access;

/// <summary>The secrets that lie in the database: where they are, so that old ones can be sealed and lost ones dropped.</summary>
internal static class OldSecrets
{
    public const string ProtectionKeys = "protection-keys", MailServer = "mail-server", Pepper = "pepper", Push = "push";

    /// <summary>Settings that are one secret each, and settings that hold one in a member of their JSON.</summary>
    private static readonly (string Key, string? Member, string Purpose)[] Settings =
    [
        ("mail-server", "Pass", MailServer), ("installation.secret", null, Pepper), ("push.key", null, Push),
    ];

    /// <summary>Seals what lies open, in the caller's transaction.</summary>
    public static async Task Seal(Session session, InstallationKey key)
    {
        foreach (var (id, xml) in await session.Query("SELECT id, xml FROM protection_keys WHERE tenant = 0", reader => (reader.GetString(0), reader.GetString(1))))
        {
            if (!InstallationKey.IsSealed(xml))
            {
                await session.Do("UPDATE protection_keys SET xml = $2 WHERE tenant = 0 AND id = $1", id, key.Seal(ProtectionKeys, xml));
            }
        }

        foreach (var (setting, member, purpose) in Settings)
        {
            foreach (var (tenant, value) in await Of(session, setting))
            {
                if (Changed(value, member, secret => InstallationKey.IsSealed(secret) ? secret : key.Seal(purpose, secret)) is { } sealedOne)
                {
                    await session.Do("UPDATE settings SET value = $3 WHERE tenant = $1 AND key = $2", tenant, setting, sealedOne);
                }
            }
        }
    }

    /// <summary>Takes away what no key opens any more, in the caller's transaction.</summary>
    public static async Task Drop(Session session)
    {
        await session.Do("DELETE FROM protection_keys WHERE tenant = 0");
        await session.Do("UPDATE mailboxes SET secret = NULL WHERE secret IS NOT NULL"); // sealed with those keys
        await session.Do("UPDATE webhooks SET secret = NULL WHERE secret IS NOT NULL");
        await session.Do("DELETE FROM push_devices"); // each belongs to the key that its browser was given
        foreach (var (setting, member, _) in Settings)
        {
            foreach (var (tenant, value) in await Of(session, setting))
            {
                if (member is null)
                {
                    await session.Do("DELETE FROM settings WHERE tenant = $1 AND key = $2", tenant, setting);
                }
                else if (Changed(value, member, _ => null) is { } without)
                {
                    await session.Do("UPDATE settings SET value = $3 WHERE tenant = $1 AND key = $2", tenant, setting, without);
                }
            }
        }
    }

    // Every tenant's, by its tenant.
    private static ValueTask<List<(long Tenant, string Value)>> Of(Session session, string setting) => session.Query(
        "SELECT tenant, value FROM settings WHERE key = $1 ORDER BY tenant", reader => (reader.GetInt64(0), reader.GetString(1)), setting);

    // The setting with its secret changed; null when there is none in it or it stays as it is.
    private static string? Changed(string value, string? member, Func<string, string?> change)
    {
        if (member is null)
        {
            return value.Length > 0 && change(value) is { } whole && whole != value ? whole : null;
        }

        if (value.Length < 3 || JsonNode.Parse(value) is not JsonObject json || json[member]?.GetValue<string>() is not { Length: > 0 } secret || change(secret) is var changed && changed == secret)
        {
            return null;
        }

        json[member] = changed;
        return json.ToJsonString(JsonSerializerOptions.Default);
    }
}
