using System.Text;

namespace Headway.Application.Audits.Reading;

/// <summary>Rows whose fields come with their names (XES, OCEL): the columns are those that the first rows have.</summary>
public abstract class KeyedRows : LogRows
{
    private const int Looked = 400;

    private readonly List<string> _header = [];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Queue<(long Line, Dictionary<string, string> Row)> _ahead = new();
    private byte[][] _fields = [];
    private long _line;

    public override IReadOnlyList<string> Header => _header;

    public override long Line => _line;

    public override int Fields => _header.Count;

    public override ReadOnlySpan<byte> Field(int column) => column < _fields.Length ? _fields[column] : default;

    public override bool Next()
    {
        if (_ahead.TryDequeue(out var early))
        {
            return Take(early.Line, early.Row);
        }

        return ReadRow() is { } row && Take(RowLine, row);
    }

    /// <summary>Looks at the first rows for their names; called once, when the file stands open.</summary>
    protected void LookAhead()
    {
        while (_ahead.Count < Looked && ReadRow() is { } row)
        {
            _ahead.Enqueue((RowLine, new Dictionary<string, string>(row)));
            foreach (var name in row.Keys)
            {
                if (_columns.TryAdd(name, _header.Count))
                {
                    _header.Add(name);
                }
            }
        }

        _fields = new byte[_header.Count][];
    }

    /// <summary>The next row's fields, or null at the end; the dictionary may be used again for the row after.</summary>
    protected abstract Dictionary<string, string>? ReadRow();

    protected abstract long RowLine { get; }

    private bool Take(long line, Dictionary<string, string> row)
    {
        Array.Fill(_fields, []);
        foreach (var (name, value) in row)
        {
            if (_columns.TryGetValue(name, out var column))
            {
                _fields[column] = Encoding.UTF8.GetBytes(value);
            }
        }

        _line = line;
        return true;
    }
}
