using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Scenarios;

/// <summary>One line of a scenario: an object with <c>at</c> and <c>do</c>. Reading a field that is not of its kind makes the line malformed.</summary>
public sealed class ScenarioLine
{
    private readonly JsonElement _json;

    private ScenarioLine(int number, JsonElement json)
    {
        Number = number;
        _json = json;
        At = Precise(Required("at")) ?? throw new FormatException($"'at' is no instant: {Required("at")}");
        Do = Required("do");
    }

    /// <summary>Counted over all lines from 1, blank ones and comments too.</summary>
    public int Number { get; }

    public Instant At { get; }

    public string Do { get; }

    /// <exception cref="FormatException">No object, or without a readable <c>at</c> and <c>do</c>.</exception>
    public static ScenarioLine Read(int number, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ScenarioLine(number, document.RootElement.Clone())
                : throw new FormatException("The line is no JSON object.");
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"The line is no JSON: {wrong.Message}", wrong);
        }
    }

    public string Required(string field) => Text(field) ?? throw new FormatException($"The line has no '{field}'.");

    public string? Text(string field) => Field(field) is not { } value
        ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => Characters(field, value),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new FormatException($"'{field}' is no text."),
        };

    /// <summary>A text, or true and false written without quotes.</summary>
    public string? Word(string field) => Field(field) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value
        ? value.ValueKind == JsonValueKind.True ? "true" : "false"
        : Text(field);

    public bool Flag(string field) => Field(field) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"'{field}' is neither true nor false."),
    };

    /// <summary>An instant with its offset, or a date, which stands for its noon in the zone (of the team's calendar).</summary>
    public Instant? Instant(string field, DateTimeZone zone)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (Precise(text) is { } precise)
        {
            return precise;
        }

        var day = LocalDatePattern.Iso.Parse(text);
        return day.Success && day.Value.Year is >= 1900 and <= 3000
            ? day.Value.At(LocalTime.Noon).InZoneLeniently(zone).ToInstant()
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{field}' is no instant: {text}"));
    }

    // No desk has a due in another age; within these years all arithmetic of calendars holds.
    private static Instant? Precise(string text)
    {
        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text);
        return parsed.Success && parsed.Value.Year is >= 1900 and <= 3000
            ? NodaTime.Instant.FromUnixTimeMilliseconds(parsed.Value.ToInstant().ToUnixTimeMilliseconds())
            : null;
    }

    private static string? Characters(string field, JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException wrong)
        {
            throw new FormatException($"'{field}' holds half a character.", wrong);
        }
    }

    /// <summary>The items of a list, each an object or a bare instant; none when the field is missing.</summary>
    /// <exception cref="FormatException">It is no list, or an item is neither.</exception>
    public IReadOnlyList<(Instant Start, Instant? End, string? With)> Times(string field)
    {
        if (Field(field) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"'{field}' is no list.");
        }

        return [.. list.EnumerateArray().Select(item => item.ValueKind switch
        {
            JsonValueKind.Object => (At(item, "start") ?? throw new FormatException("A slot has no 'start'."), At(item, "end"), Name(item)),
            JsonValueKind.String => (Precise(Characters(field, item) ?? "") ?? throw new FormatException($"'{field}' holds what is no instant."), (Instant?)null, (string?)null),
            _ => throw new FormatException($"'{field}' holds what is no slot."),
        })];

        Instant? At(JsonElement slot, string name) => slot.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? Precise(Characters(name, value) ?? "") ?? throw new FormatException($"'{name}' is no instant.")
            : null;

        string? Name(JsonElement slot) => slot.TryGetProperty("with", out var value) && value.ValueKind == JsonValueKind.String ? Characters("with", value) : null;
    }

    private JsonElement? Field(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
