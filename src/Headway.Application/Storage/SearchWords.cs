using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Headway.Application.Storage;

/// <summary>
/// The one normaliser of search: compatibility forms unified, case and diacritics folded, letters and digits kept, no
/// stemming. Both engines are given its words and nothing else, so both find the same.
/// </summary>
public static class SearchWords
{
    private const int LongestWord = 40, MostWords = 2_000, ShortestTelling = 3;

    // Words that say nothing of what is wrong, folded as everything is.
    private static readonly FrozenSet<string> Filling =
        ("the and for with from that this these those there then than they them have has had was were are not but can could will would should may might must does did done who what when where why how "
            + "all any our your you her his its out off over again after before since still just only very much more most some now new old get got set use used please hello dear regards thanks thank help "
            + "der die das den dem des ein eine einen einem einer und oder aber mit von vom zum zur bei auf aus fur uber unter nicht kein keine ist sind war waren hat habe haben hatte wird werden kann konnen "
            + "muss mussen soll ich sie wir ihr mein meine unser unsere dass wenn weil wie was wer wann noch schon nur sehr mehr immer wieder seit nach vor neu neue neuen alt bitte hallo danke gruss grusse hilfe").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words of a text in order; each ideograph is a word of its own.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            if (words.Count >= MostWords)
            {
                break;
            }

            if (IsIdeograph(rune))
            {
                End();
                words.Add(rune.ToString());
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(rune.ToString());
            }
            else
            {
                End();
            }
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.Length > LongestWord ? word.ToString(0, LongestWord) : word.ToString());
                word.Clear();
            }
        }
    }

    /// <summary>The words in order without those that every request has, in English and German, and without the shortest.</summary>
    public static IEnumerable<string> Telling(string? text) => Of(text).Where(word => word.Length >= ShortestTelling && !Filling.Contains(word));

    private static string Folded(string text)
    {
        var ascii = true;
        foreach (var c in text)
        {
            ascii &= c < 128;
        }

        if (ascii)
        {
            return text.ToLowerInvariant();
        }

        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                folded.Append(rune.Value == 'ß' ? "ss" : Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static bool IsIdeograph(Rune rune) => rune.Value is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);
}
