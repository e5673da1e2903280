using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Provisioning;
using Headway.Domain;

namespace Headway.Web.Scim;

/// <summary>One comparison of a filter: <c>userName eq "sam"</c>.</summary>
internal sealed record ScimTerm(string Attribute, string Value)
{
    /// <summary>Whether an element of a list is so: texts in any case, as providers write them.</summary>
    public bool Holds(JsonNode? element) => element is JsonObject thing
        ? thing.Member(Attribute) is JsonValue value && (ScimNames.Text(value) ?? value.ToJsonString()).Is(Value)
        : Attribute.Is("value") && element is JsonValue plain && (ScimNames.Text(plain) ?? plain.ToJsonString()).Is(Value);
}

/// <summary>Filters as directories send them: attributes compared by <c>eq</c>, joined by <c>and</c>.</summary>
internal static class ScimFilter
{
    private const int Longest = 2_000;

    public static Outcome<IReadOnlyList<ScimTerm>> Parse(string text)
    {
        List<ScimTerm> terms = [];
        var at = 0;
        while (text.Length <= Longest)
        {
            if (Attribute(text, ref at) is not { Length: > 0 } attribute || !Word(text, ref at).Is("eq") || Value(text, ref at) is not { } value)
            {
                break;
            }

            terms.Add(new ScimTerm(ScimNames.Bare(attribute).Tail, value));
            var next = Word(text, ref at);
            if (next.Length == 0 && at == text.Length)
            {
                return terms;
            }

            if (!next.Is("and"))
            {
                break;
            }
        }

        return ProvisioningRefusals.FilterUnknown;
    }

    /// <summary>What of people is asked for.</summary>
    public static Outcome<IReadOnlyList<PushedTerm>> Terms(string? filter, bool groups) => string.IsNullOrWhiteSpace(filter)
        ? new List<PushedTerm>()
        : Parse(filter).Then<IReadOnlyList<PushedTerm>>(terms =>
        {
            List<PushedTerm> wanted = [];
            foreach (var term in terms)
            {
                if (Field(term.Attribute.ToLowerInvariant(), groups) is not { } field)
                {
                    return ProvisioningRefusals.FilterUnknown;
                }

                wanted.Add(new PushedTerm(field, term.Value));
            }

            return wanted;
        });

    private static PushedField? Field(string attribute, bool groups) => attribute switch
    {
        "id" => PushedField.Id,
        "externalid" => PushedField.ExternalId,
        "displayname" => PushedField.DisplayName,
        "username" when !groups => PushedField.UserName,
        "emails" or "emails.value" when !groups => PushedField.Email,
        "active" when !groups => PushedField.Active,
        "members" or "members.value" when groups => PushedField.Member,
        _ => null,
    };

    // emails[type eq "work"].value is emails.value: one address of a person is kept.
    private static string Attribute(string text, ref int at)
    {
        Skip(text, ref at);
        var name = new StringBuilder();
        for (; at < text.Length && text[at] != ' '; at++)
        {
            if (text[at] == '[')
            {
                if (text.IndexOf(']', at) is var end && end < 0)
                {
                    return "";
                }

                at = end;
            }
            else
            {
                name.Append(text[at]);
            }
        }

        return name.ToString();
    }

    private static string? Value(string text, ref int at)
    {
        Skip(text, ref at);
        var begin = at;
        if (at >= text.Length || text[at] != '"')
        {
            return Word(text, ref at) is { Length: > 0 } word ? word : null;
        }

        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            at += text[at] == '\\' ? 1 : 0;
        }

        if (at++ >= text.Length)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<string>(text[begin..at]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Word(string text, ref int at)
    {
        Skip(text, ref at);
        var begin = at;
        while (at < text.Length && text[at] != ' ')
        {
            at++;
        }

        return text[begin..at];
    }

    private static void Skip(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }
}
