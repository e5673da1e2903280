using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Headway.Domain.Ledger;

/// <summary>
/// Turns facts into what is stored and back. A kind is never renamed and a version never reread differently: one stored
/// file per kind and version is kept for ever by the tests and must still read.
/// </summary>
public sealed class FactCodec<TFact>
    where TFact : notnull
{
    private readonly Dictionary<string, Type> _types;
    private readonly Dictionary<Type, string> _kinds;
    private readonly JsonSerializerOptions _options;

    public FactCodec(IReadOnlyDictionary<string, Type> kinds, IEnumerable<JsonConverter> converters)
    {
        _types = new Dictionary<string, Type>(kinds, StringComparer.Ordinal);
        _kinds = kinds.ToDictionary(pair => pair.Value, pair => pair.Key);
        _options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        };
        _options.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
        _options.Converters.Add(new InstantConverter());
        foreach (var converter in converters)
        {
            _options.Converters.Add(converter);
        }
    }

    public IReadOnlyCollection<string> Kinds => _types.Keys;

    public string KindOf(TFact fact) => _kinds[fact.GetType()];

    public StoredFact Write(Recorded<TFact> recorded) => new(
        recorded.Seq,
        recorded.At.ToUnixTimeMilliseconds(),
        recorded.By.ToString(),
        _kinds[recorded.Fact.GetType()],
        1,
        JsonSerializer.Serialize(recorded.Fact, recorded.Fact.GetType(), _options));

    /// <exception cref="JsonException">The kind is unknown to this build or the body is not of that kind: the ledger is newer or damaged.</exception>
    public Recorded<TFact> Read(StoredFact stored)
    {
        if (!_types.TryGetValue(stored.Kind, out var type))
        {
            throw new JsonException($"Fact kind '{stored.Kind}' is not known to this version of Headway.");
        }

        var fact = (TFact?)JsonSerializer.Deserialize(stored.Body, type, _options) ?? throw new JsonException($"Fact {stored.Seq} is empty.");
        return new Recorded<TFact>(stored.Seq, Instant.FromUnixTimeMilliseconds(stored.At), Actor.Parse(stored.Actor), fact);
    }

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Instant.FromUnixTimeMilliseconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
    }
}

/// <summary>Writes a one-value type (an id, a code) as its bare value.</summary>
public sealed class ValueConverter<T, TRaw>(Func<T, TRaw> write, Func<TRaw, T> read) : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(JsonSerializer.Deserialize<TRaw>(ref reader, options)!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, write(value), options);
}
