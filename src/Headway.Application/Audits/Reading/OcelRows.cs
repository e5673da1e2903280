using System.Text.Json;

namespace Headway.Application.Audits.Reading;

/// <summary>
/// OCEL 2.0 in JSON, streamed: an event belongs to the object of the type that most events have exactly one of (a ticket,
/// a case); that object's id is <c>ocel:case</c>, the event's type <c>ocel:activity</c>, its time <c>ocel:timestamp</c>; the
/// event's attributes keep their names, other objects come under their type. Only the objects' types are kept in memory.
/// </summary>
public sealed class OcelRows : KeyedRows
{
    private const int Judged = 20_000;

    private readonly JsonItems _items;
    private readonly Dictionary<string, string> _typeOf = [], _row = [];
    private readonly Dictionary<string, string> _types = [];
    private readonly string _caseType;
    private long _line;
    private bool _cut;

    /// <param name="open">Opens the file from its beginning; called once for the objects, once for a look at the events, once to read them.</param>
    public OcelRows(Func<Stream> open)
    {
        using (var objects = new JsonItems(open()))
        {
            Each(objects, "objects", int.MaxValue, item => _typeOf[Text(item, "id")] = Kept(Text(item, "type")));
        }

        using (var events = new JsonItems(open()))
        {
            _caseType = CaseType(events);
        }

        _items = new JsonItems(open());
        LookAhead();
    }

    public override bool EndsCut => _cut;

    protected override long RowLine => _line;

    public override void Dispose() => _items.Dispose();

    protected override Dictionary<string, string>? ReadRow()
    {
        while (Following(_items) is { } next)
        {
            if (next.Array != "events")
            {
                continue;
            }

            _line++;
            _row.Clear();
            _row["ocel:eid"] = Text(next.Item, "id");
            _row["ocel:activity"] = Text(next.Item, "type");
            _row["ocel:timestamp"] = Text(next.Item, "time");
            foreach (var attribute in Array(next.Item, "attributes"))
            {
                _row[Text(attribute, "name")] = Text(attribute, "value");
            }

            foreach (var relation in Array(next.Item, "relationships"))
            {
                var id = Text(relation, "objectId");
                var type = _typeOf.GetValueOrDefault(id, "object");
                _row[type == _caseType ? "ocel:case" : type] = id;
            }

            return _row;
        }

        return null;
    }

    private string CaseType(JsonItems events)
    {
        var once = new Dictionary<string, int>();
        Each(events, "events", Judged, item =>
        {
            foreach (var type in Array(item, "relationships").Select(relation => _typeOf.GetValueOrDefault(Text(relation, "objectId"), "object")).GroupBy(type => type).Where(type => type.Count() == 1))
            {
                once[type.Key] = once.GetValueOrDefault(type.Key) + 1;
            }
        });
        string[] words = ["ticket", "incident", "case", "request", "issue"];
        return once.OrderByDescending(type => words.Any(word => type.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ThenByDescending(type => type.Value).Select(type => type.Key).FirstOrDefault("object");
    }

    private void Each(JsonItems items, string array, int most, Action<JsonElement> take)
    {
        for (var taken = 0; taken < most && Following(items) is { } next;)
        {
            if (next.Array == array)
            {
                take(next.Item);
                taken++;
            }
        }
    }

    // A file that ends in the middle gives what stands before; that it is no JSON at all is an error.
    private (string Array, JsonElement Item)? Following(JsonItems items)
    {
        try
        {
            return items.Next();
        }
        catch (JsonException) when (_typeOf.Count > 0 || _line > 0)
        {
            _cut = true;
            return null;
        }
    }

    private string Kept(string type) => _types.TryGetValue(type, out var known) ? known : _types[type] = type;

    private static JsonElement.ArrayEnumerator Array(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    private static string Text(JsonElement item, string name) => !item.TryGetProperty(name, out var value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.ToString();
}
