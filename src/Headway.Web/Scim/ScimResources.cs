using System.Globalization;
using System.Text.Json.Nodes;
using Headway.Application.Provisioning;
using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Web.Scim;

/// <summary>People and groups as SCIM writes them, and read from it. What is not known here is passed over.</summary>
internal static class ScimResources
{
    public static JsonObject Of(PushedPerson person, string at)
    {
        var said = person.Said;
        var user = new JsonObject
        {
            ["schemas"] = said.Assistant is null ? new JsonArray(ScimNames.User, ScimNames.Enterprise) : new JsonArray(ScimNames.User, ScimNames.Enterprise, ScimNames.Desk),
            ["id"] = Text(person.Id.Value),
            ["externalId"] = said.ExternalId,
            ["userName"] = said.UserName,
            ["name"] = new JsonObject { ["formatted"] = said.Name, ["givenName"] = said.Given, ["familyName"] = said.Family },
            ["displayName"] = said.Name,
            ["preferredLanguage"] = said.Language,
            ["timezone"] = said.Zone,
            ["active"] = said.Active,
            ["emails"] = said.Email is null ? null : new JsonArray(new JsonObject { ["value"] = said.Email, ["type"] = "work", ["primary"] = true }),
            ["phoneNumbers"] = said.Phone is null ? null : new JsonArray(new JsonObject { ["value"] = said.Phone, ["type"] = "work" }),
            ["groups"] = new JsonArray([.. person.Groups.Select(group => new JsonObject { ["value"] = Text(group.Id), ["display"] = group.Name, ["type"] = "direct" })]),
            [ScimNames.Enterprise] = new JsonObject { ["department"] = said.Department, ["manager"] = said.Manager is { } manager ? new JsonObject { ["value"] = Text(manager.Value) } : null },
            [ScimNames.Desk] = said.Assistant is { } assistant ? new JsonObject { ["assistant"] = new JsonObject { ["value"] = Text(assistant.Value) } } : null,
            ["meta"] = Meta("User", person.Since, person.Changed, person.Version, $"{at}/Users/{Text(person.Id.Value)}"),
        };
        return Tidy(user);
    }

    public static JsonObject Of(PushedGroup group, string at) => Tidy(new JsonObject
    {
        ["schemas"] = new JsonArray(ScimNames.Group),
        ["id"] = Text(group.Id),
        ["externalId"] = group.Said.ExternalId,
        ["displayName"] = group.Said.Name,
        ["members"] = new JsonArray([.. group.Said.Members.Select(person => new JsonObject { ["value"] = Text(person.Value), ["display"] = group.Names.GetValueOrDefault(person), ["type"] = "User" })]),
        ["meta"] = Meta("Group", group.Since, group.Changed, group.Version, $"{at}/Groups/{Text(group.Id)}"),
    });

    /// <summary>What is said of a person. With <paramref name="before"/> what is left out stays, but what a PATCH removed.</summary>
    public static Outcome<PersonSaid> Person(JsonObject said, PersonSaid? before, bool patched = false)
    {
        if ((said.Text("userName") ?? before?.UserName) is not { } userName)
        {
            return ProvisioningRefusals.ValueWrong.Because("userName is missing.");
        }

        if (said.Member("active") is { } active && ScimNames.Truth(active) is null)
        {
            return ProvisioningRefusals.ValueWrong.Because("active is true or false.");
        }

        var names = said.Member("name") as JsonObject ?? [];
        var enterprise = said.Member(ScimNames.Enterprise) as JsonObject ?? [];
        var desk = said.Member(ScimNames.Desk) as JsonObject ?? [];
        var kept = patched ? null : before;
        var (given, family) = (names.Text("givenName") ?? kept?.Given, names.Text("familyName") ?? kept?.Family);
        return new PersonSaid(
            userName, said.Text("externalId") ?? kept?.ExternalId, ScimNames.Truth(said.Member("active")) ?? before?.Active ?? true, Name(said, names, given, family, before) ?? userName,
            First(said.Member("emails"), "primary", "work") ?? kept?.Email)
        {
            Given = given, Family = family,
            Phone = First(said.Member("phoneNumbers"), "work", "primary") ?? kept?.Phone,
            Department = enterprise.Text("department") ?? kept?.Department,
            Zone = said.Text("timezone") is { } zone && !Zones.Find(zone).IsRefused ? zone : kept?.Zone,
            Language = (said.Text("preferredLanguage") ?? said.Text("locale"))?.ToLowerInvariant() is { Length: >= 2 } spoken && spoken[..2] is "en" or "de" ? (said.Text("preferredLanguage") ?? said.Text("locale"))![..2].ToLowerInvariant() : kept?.Language,
            Manager = Named(enterprise.Member("manager")) ?? kept?.Manager,
            Assistant = Named(desk.Member("assistant")) ?? kept?.Assistant,
        };
    }

    /// <summary>What is said of a group. Members that are left out stay; an empty list empties it.</summary>
    public static Outcome<GroupSaid> Group(JsonObject said, GroupSaid? before, bool patched = false)
    {
        if ((said.Text("displayName") ?? before?.Name) is not { } name)
        {
            return ProvisioningRefusals.ValueWrong.Because("displayName is missing.");
        }

        List<PersonId> members = [];
        var given = said.Member("members");
        foreach (var member in given is JsonArray list ? list : given is null ? [] : new JsonArray(given.DeepClone()))
        {
            if (Id(member is JsonObject thing ? thing.Text("value") : ScimNames.Text(member)) is not { } id)
            {
                return ProvisioningRefusals.MemberUnknown;
            }

            members.Add(new PersonId(id));
        }

        return new GroupSaid(name, said.Text("externalId") ?? (patched ? null : before?.ExternalId), given is null && !patched && before is not null ? before.Members : [.. members.Distinct()]);
    }

    // As an object with a value, or as the value alone.
    private static PersonId? Named(JsonNode? node) => Id(node is JsonObject named ? named.Text("value") : ScimNames.Text(node)) is { } id ? new PersonId(id) : null;

    public static long? Id(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Of several names that which is new counts: a directory that renames somebody may say it in one place only.
    private static string? Name(JsonObject said, JsonObject names, string? given, string? family, PersonSaid? before)
    {
        var (shown, formatted, parts) = (said.Text("displayName"), names.Text("formatted"), Joined(given, family));
        return before is null ? shown ?? formatted ?? parts
            : shown is not null && shown != before.Name ? shown
            : formatted is not null && formatted != before.Name ? formatted
            : parts is not null && before.Name == Joined(before.Given, before.Family) ? parts
            : before.Name;
    }

    private static string? Joined(string? given, string? family) => string.Join(' ', new[] { given, family }.OfType<string>()) is { Length: > 0 } both ? both : null;

    // Of several the first that is marked so, then the next mark, then whichever comes first.
    private static string? First(JsonNode? several, params string[] marks)
    {
        var all = several is JsonArray list ? list.OfType<JsonObject>().Where(one => one.Text("value") is not null).ToList() : [];
        foreach (var mark in marks)
        {
            if (all.Find(one => mark == "primary" ? ScimNames.Truth(one.Member("primary")) == true : one.Text("type")?.Is(mark) == true) is { } found)
            {
                return found.Text("value");
            }
        }

        return all.Count > 0 ? all[0].Text("value") : ScimNames.Text(several);
    }

    private static JsonObject Meta(string type, Instant since, Instant changed, int version, string location) => new()
    {
        ["resourceType"] = type, ["created"] = Said(since), ["lastModified"] = Said(changed), ["location"] = location, ["version"] = ScimAnswer.Tag(version),
    };

    private static string Said(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // SCIM leaves out what is not there.
    private static JsonObject Tidy(JsonObject thing)
    {
        foreach (var (key, value) in thing.ToList())
        {
            if (value is null)
            {
                thing.Remove(key);
            }
            else if (value is JsonObject part)
            {
                Tidy(part);
            }
        }

        return thing;
    }
}
