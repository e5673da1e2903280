using System.Text.Json;

namespace Headway.Application.Audits.Reading;

/// <summary>
/// OCEL 2.0 in JSON: an event belongs to the object of the type that most events have exactly one of (a ticket, a case);
/// that object's id is <c>ocel:case</c>, the event's type <c>ocel:activity</c>, its time <c>ocel:timestamp</c>; the
/// event's attributes keep their names, other objects come under their type.
/// </summary>
public sealed class OcelRows : KeyedRows
{
    private const long Largest = 512L << 20;

    private readonly JsonDocument _document;
    private readonly Dictionary<string, string> _typeOf = [], _row = [];
    private readonly string _caseType;
    private JsonElement.ArrayEnumerator _events;
    private long _line;

    public OcelRows(Stream stream)
    {
        using (stream)
        using (var all = new MemoryStream())
        {
            var chunk = new byte[1 << 16];
            for (int read; (read = stream.Read(chunk)) > 0 && all.Length < Largest;)
                all.Write(chunk, 0, read);
            if (all.Length >= Largest)
                throw new InvalidDataException(AuditRefusals.TooLarge.Message);
            _document = JsonDocument.Parse(all.GetBuffer().AsMemory(0, (int)all.Length));
        }
        foreach (var item in Array(_document.RootElement, "objects"))
            _typeOf[Text(item, "id")] = Text(item, "type");
        _caseType = CaseType();
        _events = Array(_document.RootElement, "events");
        LookAhead();
    }

    protected override long RowLine => _line;

    public override void Dispose() => _document.Dispose();

    protected override Dictionary<string, string>? ReadRow()
    {
        if (!_events.MoveNext())
            return null;
        _line++;
        var item = _events.Current;
        _row.Clear();
        _row["ocel:eid"] = Text(item, "id");
        _row["ocel:activity"] = Text(item, "type");
        _row["ocel:timestamp"] = Text(item, "time");
        foreach (var attribute in Array(item, "attributes"))
            _row[Text(attribute, "name")] = Text(attribute, "value");
        foreach (var relation in Array(item, "relationships"))
        {
            var id = Text(relation, "objectId");
            var type = _typeOf.GetValueOrDefault(id, "object");
            _row[type == _caseType ? "ocel:case" : type] = id;
        }
        return _row;
    }

    private string CaseType()
    {
        var once = new Dictionary<string, int>();
        foreach (var item in Array(_document.RootElement, "events"))
        {
            foreach (var type in Array(item, "relationships").Select(relation => _typeOf.GetValueOrDefault(Text(relation, "objectId"), "object")).GroupBy(type => type).Where(type => type.Count() == 1))
                once[type.Key] = once.GetValueOrDefault(type.Key) + 1;
        }
        string[] words = ["ticket", "incident", "case", "request", "issue"];
        return once.OrderByDescending(type => words.Any(word => type.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ThenByDescending(type => type.Value).Select(type => type.Key).FirstOrDefault("object");
    }

    private static JsonElement.ArrayEnumerator Array(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    private static string Text(JsonElement item, string name) => !item.TryGetProperty(name, out var value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.ToString();
}
