namespace Headway.Domain.Progression;

/// <summary>
/// One entry of a word list. Words are folded as <see cref="Wording"/> folds them and follow one another in one clause; beside plain
/// words: <c>a|b</c> either, <c>word*</c> any word that begins so, <c>word?</c> may be left out, <c>..</c> up to three
/// words of the same clause, <c>^</c> only at the start of a sentence or clause, <c>$</c> only at its end.
/// </summary>
internal sealed class Phrase
{
    private const int WidestGap = 3;

    private readonly Element[] _elements;
    private readonly bool _opens;
    private readonly bool _closes;

    private Phrase(Element[] elements, bool opens, bool closes, bool negative) =>
        (_elements, _opens, _closes, Negative) = (elements, opens, closes, negative);

    /// <summary>The words that can begin a match; one that ends in <c>*</c> is a beginning of a word.</summary>
    public IEnumerable<string> FirstWords
    {
        get
        {
            var fixedAt = Array.FindIndex(_elements, e => !e.Optional);
            return _elements.Take(fixedAt + 1).SelectMany(e => e.Words).Distinct();
        }
    }

    /// <summary>The entry speaks of a "not" itself, so a "not" in it turns nothing around.</summary>
    public bool Negative { get; }

    /// <exception cref="FormatException">Nothing to begin with, an empty alternative, or fewer than three letters before a star.</exception>
    public static Phrase Parse(string entry)
    {
        var parts = entry.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var opens = parts.Remove("^");
        var closes = parts.Remove("$");
        var elements = parts.Select(Element.Parse).ToArray();
        var first = elements.FirstOrDefault(e => !e.Optional);
        if (first is null || first.Gap || elements.Any(e => !e.Gap && e.Words.Any(w => w.Length == 0 || w.IndexOf('*') is >= 0 and < 3)))
            throw new FormatException($"A phrase needs a word to begin with, and three letters before a star: '{entry}'");
        var negative = elements.Any(e => e.Words.Any(Sentence.IsNegator));
        return new Phrase(elements, opens, closes, negative);
    }

    /// <summary>How many words of the sentence the phrase covers from <paramref name="at"/> on, or 0 when it does not stand there.</summary>
    public int Match(Sentence sentence, int at)
    {
        if (_opens && at != sentence.Opening && (at == 0 || sentence.Clause(at) == sentence.Clause(at - 1)))
            return 0;
        var end = Match(sentence, 0, at);
        return end < 0 ? 0 : end - at;
    }

    private int Match(Sentence sentence, int element, int at)
    {
        if (element == _elements.Length)
            return _closes && at != sentence.Closing ? -1 : at;
        var wanted = _elements[element];
        if (wanted.Gap)
        {
            for (var skipped = 0; skipped <= WidestGap && at + skipped <= sentence.Count; skipped++)
            {
                if (skipped > 0 && sentence.Clause(at + skipped - 1) != sentence.Clause(Math.Max(at - 1, 0)))
                    break;
                var end = Match(sentence, element + 1, at + skipped);
                if (end >= 0)
                    return end;
            }

            return -1;
        }

        if (at < sentence.Count && wanted.Is(sentence.Word(at)) && (element == 0 || sentence.Clause(at) == sentence.Clause(at - 1)))
        {
            var end = Match(sentence, element + 1, at + 1);
            if (end >= 0)
                return end;
        }

        return wanted.Optional ? Match(sentence, element + 1, at) : -1;
    }

    private sealed record Element(string[] Words, bool Gap, bool Optional)
    {
        public static Element Parse(string part)
        {
            if (part == "..")
                return new Element([], true, false);
            var optional = part.EndsWith('?');
            return new Element((optional ? part[..^1] : part).Split('|'), false, optional);
        }

        public bool Is(string word)
        {
            foreach (var one in Words)
            {
                if (one[^1] == '*' ? word.AsSpan().StartsWith(one.AsSpan(0, one.Length - 1), StringComparison.Ordinal) : string.Equals(word, one, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }
}
