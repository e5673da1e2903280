using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>How somebody likes the pages. <paramref name="Keys"/> maps our single keys to theirs.</summary>
public sealed record Preferences(bool SingleKeys = true, string Theme = "system", string Density = "dense", IReadOnlyDictionary<string, string>? Keys = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What was kept; the defaults for what can't be read.</summary>
    public static Preferences Read(string? kept)
    {
        try
        {
            return kept is null ? new Preferences() : JsonSerializer.Deserialize<Preferences>(kept, Json) ?? new Preferences();
        }
        catch (JsonException)
        {
            return new Preferences();
        }
    }

    internal string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>What a person may change of their own row. Null zone or language: the tenant's.</summary>
public sealed record OwnDetails(string Name, string? Zone, string? Language, string? Signature, Preferences Preferences);

/// <summary>A person's own settings: read and changed by nobody else.</summary>
public sealed class OwnSettings(Database database, Sessions sessions)
{
    private static readonly string[] Themes = ["system", "light", "dark"], Densities = ["dense", "airy"];

    public Task<OwnDetails?> Read(Caller caller, CancellationToken stop = default) => database.Read(
        session => session.One(
            "SELECT name, zone, language, signature, preferences FROM people WHERE tenant = $1 AND id = $2",
            reader => new OwnDetails(reader.GetString(0), reader.TextOrNull(1), reader.TextOrNull(2), reader.TextOrNull(3), Preferences.Read(reader.TextOrNull(4))),
            caller.Tenant.Value, caller.Person.Value).AsTask(),
        stop);

    public async Task<Refusal?> Change(Caller caller, OwnDetails details, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(details.Name) || details.Name.Length > 200)
        {
            return PeopleRefusals.NameMissing;
        }

        if (details.Signature is { Length: > 2000 } || details.Preferences.Keys is { Count: > 60 }
            || details.Preferences.Keys?.Any(pair => pair.Key.Length > 20 || pair.Value.Length > 20) == true)
        {
            return PeopleRefusals.TextTooLong;
        }

        if (details.Preferences.Keys is { } keys && keys.Values.Distinct(StringComparer.Ordinal).Count() != keys.Count)
        {
            return PeopleRefusals.KeyTwice;
        }

        if ((TextCheck.Check(details.Name) ?? TextCheck.Check(details.Signature) ?? PersonRows.CheckZone(details.Zone) ?? PersonRows.CheckLanguage(details.Language)) is { } wrong)
        {
            return wrong;
        }

        var preferences = details.Preferences with
        {
            Theme = Themes.Contains(details.Preferences.Theme) ? details.Preferences.Theme : Themes[0],
            Density = Densities.Contains(details.Preferences.Density) ? details.Preferences.Density : Densities[0],
            Keys = details.Preferences.Keys?.Where(pair => pair.Key != pair.Value).ToDictionary(pair => pair.Key, pair => pair.Value),
        };
        await database.Write(
            async session =>
            {
                await session.Do(
                    "UPDATE people SET name = $3, zone = $4, language = $5, signature = $6, preferences = $7 WHERE tenant = $1 AND id = $2",
                    caller.Tenant.Value, caller.Person.Value, details.Name.Trim(), details.Zone, details.Language, details.Signature, preferences.Write());
                await AuditTrail.Record(
                    session, caller.Tenant, caller.Actor,
                    new AuditEntry("person.own-settings", PersonRows.Target(caller.Person), new { details.Zone, details.Language, preferences.SingleKeys }));
            },
            stop);
        sessions.ForgetAll();
        return null;
    }
}
