using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>One detail of an entry in words: what, and what it was and is; null where there was or is none.</summary>
public sealed record TrailDetail(string What, string? From, string? To);

/// <summary>
/// Entries of the trail in words: <c>trail.{kind}</c> with what it was done to, <c>trail.what-{what}</c> for each thing that changed. A
/// kind without words of its own says its code.
/// </summary>
public static partial class TrailWords
{
    public static string Sentence(Viewer me, TrailLine line)
    {
        var target = line.Target ?? Named(me, line.Of) ?? me["trail.gone"];
        return me.Words.Maybe($"trail.{line.Kind}", target) ?? me["trail.other", line.Kind, line.Target ?? ""];
    }

    public static string Subject(Viewer me, string subject) => me.Words.Maybe($"trail.subject-{subject}") ?? subject;

    public static IReadOnlyList<TrailDetail> Details(Viewer me, TrailLine line)
    {
        if (line.Changes.Count > 0)
        {
            return [.. line.Changes.Select(change => new TrailDetail(What(me, change.What), Value(me, line, change.What, change.From), Value(me, line, change.What, change.To)))];
        }

        var body = line.Body;
        return line.Kind switch
        {
            "person.role" => [new(me["trail.what-role"], Role(me, Text(body, "from")), Role(me, Text(body, "to")))],
            "person.invited" => [new(me["trail.what-role"], null, Role(me, Text(body, "role"))), new(me["trail.what-teams"], null, Names(line, "team", "teams"))],
            "person.teams" => [new(me["trail.what-teams"], Names(line, "team", "from"), Names(line, "team", "teams")), new(me["trail.what-leads"], Names(line, "team", "fromLeads"), Names(line, "team", "leads"))],
            "person.changed" => [new(me["trail.what-touched"], null, string.Join(", ", List(body, "touched").Select(one => me.Words.Maybe($"detail.{one}") ?? one)))],
            "person.sees-organisation" => [new(me["people.sees"], null, me[body.TryGetProperty("sees", out var sees) && sees.GetBoolean() ? "trail.yes" : "trail.no"])],
            "people.imported" => [new(me["trail.what-import"], null, me["import.done-sums", Number(body, "added"), Number(body, "changed"), Number(body, "known"), Number(body, "refused")])],
            "team.members" =>
            [
                .. Given(me["trail.what-joined"], Names(line, "person", "joined")), .. Given(me["trail.what-left"], Names(line, "person", "left")),
                .. Given(me["trail.what-leads"], Names(line, "person", "led")),
            ],
            "session.began" => [new(me["trail.what-how"], null, me.Words.Maybe($"trail.how-{Text(body, "how")?.Replace(' ', '-')}") ?? Text(body, "how"))],
            "terminal.used" => [new(me["trail.what-command"], null, Text(body, "verb"))],
            _ => [],
        };
    }

    /// <summary>The entry in one line, as an export has it.</summary>
    public static string Line(Viewer me, TrailLine line) => string.Join("; ", Details(me, line).Select(one => one.From is null ? $"{one.What}: {one.To}" : $"{one.What}: {one.From} → {one.To ?? me["trail.none"]}"));

    private static IEnumerable<TrailDetail> Given(string what, string? to) => to is { Length: > 0 } ? [new(what, null, to)] : [];

    private static string What(Viewer me, string what)
    {
        // label.de is a label in German; mon is a weekday.
        var dot = what.LastIndexOf('.');
        var (kind, language) = dot > 0 && me.Words.Maybe($"language.{what[(dot + 1)..]}") is { } spoken ? (what[..dot], spoken) : (what, null);
        var said = me.Words.Maybe($"trail.what-{kind}") ?? me.Words.Maybe($"hours.{kind}") ?? kind;
        return language is null ? said : $"{said} ({language})";
    }

    // A status, a setting: things whose name is a word of ours.
    private static string? Named(Viewer me, string of) => of.Split(':', 2) is [var word, var key]
        ? word switch { "status" => me.Words.Maybe($"status.{key}.label"), "setting" => me.Words.Maybe($"trail.what-{key}"), "mail" or "desk" or "on-call" => "", _ => null }
        : "";

    private static string? Value(Viewer me, TrailLine line, string what, string? value) => value is null ? null
        : what switch
        {
            "mode" => me.Words.Maybe($"mode.{value}") ?? value,
            "language" => me.Words.Maybe($"language.{value}") ?? value,
            "weekly" => Week(me, value),
            "status" => me.Words.Maybe($"status.{value}.label") ?? value,
            _ => value switch { "yes" or "true" => me["trail.yes"], "no" or "false" => me["trail.no"], _ => Ids().Replace(value, id => line.Named.GetValueOrDefault(id.Value) ?? id.Value) },
        };

    private static string Week(Viewer me, string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return string.Join(", ", parsed.RootElement.EnumerateObject().Where(day => day.Value.GetArrayLength() > 0)
                .Select(day => $"{me[$"hours.{day.Name}"][..2]} {string.Join(" ", day.Value.EnumerateArray().Select(span => span.GetString()?.Replace('-', '–')))}"));
        }
        catch (JsonException)
        {
            return json;
        }
    }

    [GeneratedRegex(@"\b(?:person|team|calendar|service|organisation):\d+\b")]
    private static partial Regex Ids();

    private static string? Role(Viewer me, string? code) => code is null ? null : me.Words.Maybe($"role.{code}") ?? code;

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64().ToString(CultureInfo.InvariantCulture) : "0";

    private static IEnumerable<string> List(JsonElement body, string name) =>
        body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(one => one.ToString()) : [];

    private static string? Names(TrailLine line, string word, string name) =>
        string.Join(", ", List(line.Body, name).Select(id => line.Named.TryGetValue($"{word}:{id}", out var known) ? known : $"#{id}")) is { Length: > 0 } names ? names : null;
}
