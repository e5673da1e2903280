using System.Text.Json;
using System.Text.Json.Serialization;
using Headway.Domain.Automation;
using NodaTime;

namespace Headway.Application.Automation;

/// <summary>What a rule says, as it is stored and as the API reads it: event, conditions, acts.</summary>
public sealed record RuleBody(Trigger On, bool All, IReadOnlyList<Condition> Conditions, IReadOnlyList<RuleAction> Actions)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(allowIntegerValues: false), new Length() } };

    public static RuleBody Of(AutomationRule rule) => new(rule.On, rule.All, rule.Conditions, rule.Actions);

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static RuleBody Read(string body) => JsonSerializer.Deserialize<RuleBody>(body, Json) ?? throw new JsonException("The rule is empty.");

    // As it is stored: whole minutes.
    private sealed class Length : JsonConverter<Duration>
    {
        public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Duration.FromMinutes(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) => writer.WriteNumberValue((long)value.TotalMinutes);
    }
}
