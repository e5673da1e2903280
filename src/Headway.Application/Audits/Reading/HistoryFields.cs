using System.Buffers.Text;

namespace Headway.Application.Audits.Reading;

/// <summary>What a row of a history of fields tells.</summary>
internal enum HistoryChange { None, Status, Team, Comment, Note, Other }

/// <summary>A source's field names; those that a profile does not name are passed over.</summary>
internal sealed class HistoryFields(Profile profile)
{
    private readonly Dictionary<string, HistoryChange> _fields = profile.Fields.ToDictionary(
        pair => ValueMeaning.Fold(pair.Key), pair => Enum.TryParse<HistoryChange>(pair.Value, ignoreCase: true, out var change) ? change : HistoryChange.Other);
    private readonly ByteNames _names = new();
    private readonly List<HistoryChange> _known = [];

    public HistoryChange Of(ReadOnlySpan<byte> field)
    {
        var at = _names.Add(field);
        if (at == _known.Count)
        {
            _known.Add(_fields.GetValueOrDefault(ValueMeaning.Fold(_names[at]), HistoryChange.None));
        }

        return _known[at];
    }

    /// <summary>
    /// A number as it is; other texts so that they compare as texts do: their last ten letters and digits, six bits each,
    /// which suffices where such numbers are of one length.
    /// </summary>
    public static long Sequence(ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length)
        {
            return number;
        }

        unchecked
        {
            var packed = 0L;
            foreach (var letter in text.Length > 10 ? text[^10..] : text)
            {
                packed = (packed << 6) | (long)Math.Clamp(letter switch { >= (byte)'a' => letter - 58, >= (byte)'A' => letter - 52, _ => letter - 47 }, 0, 63);
            }

            return packed;
        }
    }
}

/// <summary>Priorities in the words of the trade; what is not understood is P3.</summary>
internal static class PriorityWords
{
    public static byte Read(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        if (word.Length > 0 && word.TrimStart('p') is [>= '1' and <= '5', ..] digits && (digits.Length == 1 || !char.IsAsciiDigit(digits[1])))
        {
            return (byte)Math.Min(digits[0] - '0', 4);
        }

        return word switch
        {
            _ when word.Contains("critical") || word.Contains("urgent") || word.Contains("blocker") || word.Contains("highest") || word.Contains("major") || word.Contains("kritisch") || word.Contains("dringend") => 1,
            _ when word.Contains("lowest") || word.Contains("low") || word.Contains("minor") || word.Contains("trivial") || word.Contains("planning") || word.Contains("niedrig") => 4,
            _ when word.Contains("high") || word.Contains("hoch") => 2,
            _ => 3,
        };
    }
}
