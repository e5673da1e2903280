using System.Text;

namespace Headway.Application.Audits.Reading;

/// <summary>
/// Separated values of any dialect, streamed: delimiter comma, semicolon, tab or bar, quotes, doubled quotes, line ends of
/// either kind, quoted line breaks, a byte-order mark, a leading <c>sep=</c> line. A quote that never closes costs its
/// own row, not the rest of the file.
/// </summary>
public sealed class CsvRows : LogRows
{
    private const int MostInQuotes = 1 << 20;

    /// <summary>No row of a table is so long: what goes on beyond it is no table, or a file made to fill memory.</summary>
    private const int LongestRow = 1 << 26;

    private readonly Stream _stream;
    private readonly byte _delimiter;
    private readonly string[] _header;
    private byte[] _buffer = new byte[1 << 17];
    private byte[] _plain = [];
    private int _at, _filled, _count;
    private int[] _starts = new int[64], _ends = new int[64];
    private bool[] _escaped = new bool[64];
    private bool _drained, _cut;
    private long _line, _lines;

    public CsvRows(Stream stream, char? delimiter = null)
    {
        _stream = stream;
        Fill(0);
        if (_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8))
        {
            _at = 3;
        }

        if (_buffer.AsSpan(_at, _filled - _at).StartsWith("sep="u8))
        {
            delimiter ??= (char)_buffer[_at + 4];
            _delimiter = (byte)delimiter;
            Next();
        }

        _delimiter = (byte)(delimiter ?? Guess(_buffer.AsSpan(_at, _filled - _at)));
        _header = Next() ? [.. Enumerable.Range(0, _count).Select(column => Encoding.UTF8.GetString(Field(column)).Trim())] : [];
    }

    /// <summary>A later part of a table whose header and delimiter are known.</summary>
    internal CsvRows(Stream stream, CsvRows table)
    {
        (_stream, _delimiter, _header) = (stream, table._delimiter, table._header);
        Fill(0);
    }

    public override IReadOnlyList<string> Header => _header;

    public override long Line => _line;

    public override int Fields => _count;

    public override bool EndsCut => _cut;

    public char Delimiter => (char)_delimiter;

    public override ReadOnlySpan<byte> Field(int column)
    {
        if (column >= _count)
        {
            return default;
        }

        var field = _buffer.AsSpan(_starts[column], _ends[column] - _starts[column]);
        return _escaped[column] ? Unescape(field) : field;
    }

    public override bool Next()
    {
        while (true)
        {
            if (_at >= _filled && !Fill(_at))
            {
                return false;
            }

            var lines = _lines;
            _line = _lines + 1;
            if (!Read(quotes: true) && !Read(quotes: false))
            {
                return false;
            }

            _lines = Math.Max(_lines, lines + 1);
            if (_count > 1 || _ends[0] > _starts[0])
            {
                return true;
            }
        }
    }

    public override void Dispose() => _stream.Dispose();

    /// <summary>Reads a row from where the buffer stands; false when its quotes never close.</summary>
    private bool Read(bool quotes)
    {
        var rowLines = _lines;
        while (true)
        {
            var (at, breaks) = (_at, 0L);
            _count = 0;
            var outcome = Scan(ref at, quotes, ref breaks);
            if (outcome == RowEnd.NeedsMore && !_drained && at - _at <= MostInQuotes)
            {
                var before = _filled - _at;
                if (Fill(_at) || _filled - _at > before)
                {
                    continue;
                }

                outcome = Scan(ref at, quotes, ref breaks);
            }

            if (outcome == RowEnd.NeedsMore && quotes)
            {
                return false;
            }

            _at = at;
            _lines = rowLines + breaks + 1;
            return true;
        }
    }

    private RowEnd Scan(ref int at, bool quotes, ref long breaks)
    {
        (at, breaks, _count) = (_at, 0, 0);
        var data = _buffer.AsSpan(0, _filled);
        while (true)
        {
            if (_count == _starts.Length)
            {
                Widen();
            }

            var escaped = false;
            int start = at, end;
            if (quotes && at < data.Length && data[at] == '"')
            {
                start = ++at;
                while (true)
                {
                    var quote = data[at..].IndexOf((byte)'"');
                    if (quote < 0)
                    {
                        at = data.Length;
                        return RowEnd.NeedsMore;
                    }

                    at += quote + 1;
                    if (at < data.Length && data[at] == '"')
                    {
                        (escaped, at) = (true, at + 1);
                        continue;
                    }

                    if (at == data.Length && !_drained)
                    {
                        return RowEnd.NeedsMore;
                    }

                    break;
                }

                end = at - 1;
                breaks += data[start..end].Count((byte)'\n');
                var rest = data[at..].IndexOfAny(_delimiter, (byte)'\n');
                if (rest > 0 && data[at] != '\r')
                {
                    end = at + rest;
                }

                if (rest < 0)
                {
                    if (!_drained)
                    {
                        return RowEnd.NeedsMore;
                    }

                    rest = data.Length - at;
                }

                at += rest;
            }
            else
            {
                var next = data[at..].IndexOfAny(_delimiter, (byte)'\n');
                if (next < 0)
                {
                    if (!_drained)
                    {
                        return RowEnd.NeedsMore;
                    }

                    next = data.Length - at;
                }

                at += next;
                end = at > start && data[at - 1] == '\r' && (at == data.Length || data[at] == '\n') ? at - 1 : at;
            }

            (_starts[_count], _ends[_count], _escaped[_count]) = (start, end, escaped);
            _count++;
            if (at < data.Length && data[at] == _delimiter && _delimiter != '\n')
            {
                at++;
                continue;
            }

            _cut = at >= data.Length;
            at = Math.Min(at + 1, data.Length);
            return RowEnd.Found;
        }
    }

    /// <summary>Keeps what stands from <paramref name="keep"/> on and reads behind it; false at the end of the file.</summary>
    private bool Fill(int keep)
    {
        var left = _filled - keep;
        if (left * 2 > _buffer.Length)
        {
            if (_buffer.Length >= LongestRow)
            {
                throw new InvalidDataException("A row goes on for more than 64 MB.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        Buffer.BlockCopy(_buffer, keep, _buffer, 0, left);
        (_at, _filled) = (0, left);
        while (_filled < _buffer.Length)
        {
            var read = _stream.Read(_buffer, _filled, _buffer.Length - _filled);
            _filled += read;
            if (read == 0)
            {
                _drained = true;
                break;
            }
        }

        return _filled > left;
    }

    private void Widen()
    {
        Array.Resize(ref _starts, _count * 2);
        Array.Resize(ref _ends, _count * 2);
        Array.Resize(ref _escaped, _count * 2);
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> field)
    {
        if (_plain.Length < field.Length)
        {
            _plain = new byte[field.Length * 2];
        }

        var length = 0;
        for (var at = 0; at < field.Length; at++)
        {
            _plain[length++] = field[at];
            if (field[at] == '"' && at + 1 < field.Length && field[at + 1] == '"')
            {
                at++;
            }
        }

        return _plain.AsSpan(0, length);
    }

    /// <summary>The separator that stands most often in the first line, outside quotes.</summary>
    private static char Guess(ReadOnlySpan<byte> data)
    {
        var counts = new int[128];
        var quoted = false;
        foreach (var value in data)
        {
            quoted ^= value == '"';
            if (value == '\n' && !quoted)
            {
                break;
            }

            if (!quoted && value < 128)
            {
                counts[value]++;
            }
        }

        return ",;\t|".MaxBy(candidate => counts[candidate]);
    }

    private enum RowEnd { Found, NeedsMore }
}
