using System.Text.Json;

namespace Headway.Application.Audits.Reading;

/// <summary>The objects in the arrays at the top of a JSON file, one by one: only one of them is in memory at a time.</summary>
internal sealed class JsonItems(Stream stream) : IDisposable
{
    private const int LargestItem = 16 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _at, _filled;
    private bool _drained, _inArray;
    private string _name = "";
    private JsonReaderState _state;
    private JsonDocument? _item;

    /// <summary>The next object and the name of its array; null at the end. It holds until the next one is asked for.</summary>
    /// <exception cref="JsonException">The file is no JSON, or ends in the middle.</exception>
    public (string Array, JsonElement Item)? Next()
    {
        _item?.Dispose();
        _item = null;
        if (_filled == 0)
        {
            Fill();
            _at = _buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8) ? 3 : 0;
        }

        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_at, _filled - _at), _drained, _state);
            var (state, used) = (reader.CurrentState, 0L);
            while (reader.Read())
            {
                if (!Take(ref reader))
                {
                    break;
                }

                (state, used) = (reader.CurrentState, reader.BytesConsumed);
                if (_item is not null)
                {
                    Keep(state, used);
                    return (_name, _item.RootElement);
                }
            }

            Keep(state, used);
            if (_drained)
            {
                return null;
            }

            Fill();
        }
    }

    public void Dispose()
    {
        _item?.Dispose();
        stream.Dispose();
    }

    /// <summary>False when what begins here is not in the buffer to its end.</summary>
    private bool Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                _name = reader.GetString() ?? "";
                return true;
            case JsonTokenType.StartArray or JsonTokenType.EndArray when reader.CurrentDepth == 1:
                _inArray = reader.TokenType == JsonTokenType.StartArray;
                return true;
            case JsonTokenType.StartObject when reader.CurrentDepth == 2 && _inArray:
                return JsonDocument.TryParseValue(ref reader, out _item);
            case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth > 0:
                return reader.TrySkip();
            default:
                return true;
        }
    }

    private void Keep(JsonReaderState state, long used)
    {
        _state = state;
        _at += (int)used;
    }

    private void Fill()
    {
        var left = _filled - _at;
        if (left * 2 > _buffer.Length)
        {
            if (_buffer.Length >= LargestItem)
            {
                throw new InvalidDataException("one object of the file is larger than 16 MB");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        Buffer.BlockCopy(_buffer, _at, _buffer, 0, left);
        (_at, _filled) = (0, left);
        var read = stream.ReadAtLeast(_buffer.AsSpan(left), _buffer.Length - left, throwOnEndOfStream: false);
        _filled += read;
        _drained = _filled < _buffer.Length;
    }
}
