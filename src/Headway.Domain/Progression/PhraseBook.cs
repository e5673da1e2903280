namespace Headway.Domain.Progression;

/// <summary>A phrase found in a sentence: what it is a sign of, and the words it covers.</summary>
internal readonly record struct PhraseFound<TSign>(TSign Sign, int From, int Count, bool Negative)
{
    public int To => From + Count;

    public bool Overlaps(PhraseFound<TSign> other) => From < other.To && other.From < To;
}

/// <summary>
/// Word lists made ready for reading. A sentence costs a look-up a word, whatever the length of the lists, and no entry
/// can make a text expensive: gaps are three words wide at most.
/// </summary>
internal sealed class PhraseBook<TSign>
    where TSign : struct, Enum
{
    private const int Beginning = 3;

    private readonly Dictionary<string, List<(TSign Sign, Phrase Phrase)>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(TSign Sign, Phrase Phrase)>> _byBeginning = new(StringComparer.Ordinal);

    public PhraseBook(IEnumerable<(TSign Sign, string Entry)> entries)
    {
        foreach (var (sign, entry) in entries)
        {
            var phrase = Phrase.Parse(entry);
            foreach (var word in phrase.FirstWords)
            {
                var (shelf, key) = word.EndsWith('*') ? (_byBeginning, word[..Beginning]) : (_byWord, word);
                if (!shelf.TryGetValue(key, out var list))
                    shelf[key] = list = [];
                list.Add((sign, phrase));
            }
        }
    }

    /// <summary>For every sign and place the longest phrase that stands there, in the order of the words.</summary>
    public List<PhraseFound<TSign>> Find(Sentence sentence)
    {
        var found = new List<PhraseFound<TSign>>();
        for (var at = 0; at < sentence.Count; at++)
        {
            var word = sentence.Word(at);
            if (_byWord.TryGetValue(word, out var whole))
                Collect(whole, sentence, at, found);
            if (word.Length >= Beginning && _byBeginning.TryGetValue(word[..Beginning], out var begun))
                Collect(begun, sentence, at, found);
        }

        return found;
    }

    private static void Collect(List<(TSign Sign, Phrase Phrase)> candidates, Sentence sentence, int at, List<PhraseFound<TSign>> found)
    {
        foreach (var (sign, phrase) in candidates)
        {
            var count = phrase.Match(sentence, at);
            if (count == 0)
                continue;
            var same = found.Count - 1;
            while (same >= 0 && (found[same].From != at || !EqualityComparer<TSign>.Default.Equals(found[same].Sign, sign)))
                same = found[same].From == at ? same - 1 : -1;
            if (same < 0)
                found.Add(new PhraseFound<TSign>(sign, at, count, phrase.Negative));
            else if (found[same].Count < count)
                found[same] = new PhraseFound<TSign>(sign, at, count, phrase.Negative);
        }
    }
}
