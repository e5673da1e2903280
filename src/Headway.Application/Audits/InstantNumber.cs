using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>Instants in a frozen report: Unix milliseconds.</summary>
internal sealed class InstantNumber : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Instant.FromUnixTimeMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}
