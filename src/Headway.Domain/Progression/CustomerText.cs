namespace Headway.Domain.Progression;

/// <summary>A sign that stands in a customer's text, with its sentence.</summary>
internal readonly record struct SignFound(IntentSign Sign, int Sentence, int From, int Count, bool Soft)
{
    public int To => From + Count;

    public bool Overlaps(SignFound other) => Sentence == other.Sentence && From < other.To && other.From < To;

    public bool After(SignFound other) => Sentence > other.Sentence || (Sentence == other.Sentence && From >= other.To);
}

/// <summary>
/// A customer's own words, cut into sentences, with the signs that stand in them once they have been weighed against one
/// another: "not fixed" is no "fixed", "once it works" is nothing yet, "when can we talk" asks for a time and not where it is.
/// </summary>
internal sealed class CustomerText
{
    /// <summary>Longer texts carry content whatever their words are; the rest is not read.</summary>
    private const int MostTokens = 3_000;

    private static readonly HashSet<string> AskingOpeners =
        ["is", "are", "was", "were", "has", "have", "does", "did", "do", "can", "could", "will", "when", "ist", "sind", "wurde", "wann", "kann", "hat", "haben"];

    private static readonly HashSet<string> BareSubjects =
    [
        "it", "that", "this", "and", "but", "no", "still", "unfortunately", "sorry", "however", "sadly", "thanks", "thank", "you", "hi", "also", "im", "afraid", "its", "is", "i", "see", "seems", "though", "well", "we",
        "es", "das", "leider", "aber", "nein", "und", "danke", "auch", "jetzt", "trotzdem", "vielen", "dank",
    ];

    private CustomerText(string text, List<Sentence> sentences, List<SignFound> signs) => (Text, Sentences, Signs) = (text, sentences, signs);

    public string Text { get; }

    public List<Sentence> Sentences { get; }

    public List<SignFound> Signs { get; }

    public bool Has(IntentSign sign) => Signs.Exists(s => s.Sign == sign);

    public IEnumerable<SignFound> Of(IntentSign sign) => Signs.Where(s => s.Sign == sign);

    public string Written(SignFound sign) => Sentences[sign.Sentence].Written(Text, sign.From, sign.Count);

    public int Words => Sentences.Sum(s => s.Count);

    public static CustomerText Read(string raw, IntentWords words)
    {
        var text = OwnWords.Of(raw);
        var sentences = SignOff.Cut(Sentence.Of(Wording.Split(text, MostTokens)));
        var signs = new List<SignFound>();
        for (var at = 0; at < sentences.Count; at++)
            Weigh(sentences[at], at, words.Book.Find(sentences[at]), signs);
        return new CustomerText(text, sentences, signs);
    }

    private static void Weigh(Sentence sentence, int index, List<PhraseFound<IntentSign>> found, List<SignFound> signs)
    {
        var stands = new List<SignFound>();
        foreach (var one in found)
        {
            if (Beaten(one, found))
                continue;
            var sign = Turned(sentence, one);
            if (sign is { } meant)
                stands.Add(new SignFound(meant, index, one.From, one.Count, meant != one.Sign || meant == IntentSign.Broken));
        }

        foreach (var broken in stands.Where(s => s.Sign == IntentSign.Broken && Bare(sentence, s)).ToList())
            stands.Add(broken with { Sign = IntentSign.StillBroken, Soft = true });
        stands.RemoveAll(s => s.Sign is IntentSign.Request or IntentSign.Hurry && stands.Exists(o => Covers(sentence, o, s)));
        stands.RemoveAll(s => s.Sign is IntentSign.Broken && stands.Exists(o => o.Sign is IntentSign.Solved && o.Overlaps(s)));
        signs.AddRange(stands);
    }

    /// <summary>Another sign stands on the same words and says more about them.</summary>
    private static bool Beaten(PhraseFound<IntentSign> one, List<PhraseFound<IntentSign>> found)
    {
        foreach (var other in found)
        {
            if (!one.Overlaps(other))
                continue;
            var longer = other.Count > one.Count || (other.Count == one.Count && other.Sign == IntentSign.Appointment);
            var beaten = (one.Sign, other.Sign) switch
            {
                (IntentSign.Solved, IntentSign.StillBroken) => !one.Negative || other.Count > one.Count,
                (IntentSign.StillBroken, IntentSign.Solved) => one.Count <= other.Count && other.Negative,
                (IntentSign.Broken, IntentSign.Solved) => other.Negative,
                (IntentSign.Chase, IntentSign.Appointment) => longer,
                (IntentSign.Appointment, IntentSign.Chase) => !longer && other.Count > one.Count,
                (IntentSign.Chase, IntentSign.StillBroken) => other.Count > one.Count,
                (IntentSign.StillBroken, IntentSign.Chase) => other.Count >= one.Count,
                (IntentSign.Chase or IntentSign.Solved, IntentSign.Close) => true,
                (IntentSign.Praise, IntentSign.Solved or IntentSign.StillBroken) => true,
                _ => false,
            };
            if (beaten)
                return true;
        }

        return false;
    }

    /// <summary>What the sign means where it stands: its contrary under a "not", nothing under an "if" or in a question.</summary>
    private static IntentSign? Turned(Sentence sentence, PhraseFound<IntentSign> one)
    {
        switch (one.Sign)
        {
            case IntentSign.Solved:
                if (sentence.Conditional(one.From) || (sentence.Asks && !Tagged(sentence, one)) || AsksInOrder(sentence, one))
                    return null;
                if (!one.Negative && sentence.Negated(one.From, one.Count))
                    return IntentSign.StillBroken;
                return SolvedDoubts.Stand(sentence, one.From, one.Count) ? null : IntentSign.Solved;
            case IntentSign.Close:
                if (sentence.Negated(one.From, one.Count))
                    return IntentSign.Request;
                return sentence.Conditional(one.From) || Intended(sentence, one.From) ? null : IntentSign.Close;
            case IntentSign.Appointment:
                return OfferedInCase(sentence, one) || TheirOwn(sentence, one.From) ? null : IntentSign.Appointment;
            case IntentSign.StillBroken or IntentSign.Broken:
                var ahead = sentence.Word(one.From).StartsWith("reopen", StringComparison.Ordinal) && Intended(sentence, one.From);
                return ahead || (sentence.Conditional(one.From) && !one.Negative) ? null : one.Sign;
            default:
                return one.Sign;
        }
    }

    /// <summary>"It works now, can you tell me why?": the statement stands in its own clause before the question.</summary>
    private static bool Tagged(Sentence sentence, PhraseFound<IntentSign> one) =>
        one.To < sentence.Count && sentence.Clause(one.To) != sentence.Clause(one.From) && !AskingOpeners.Contains(sentence.Word(sentence.Opening));

    /// <summary>The order of the words asks, with or without the mark: "is it fixed", "can we close".</summary>
    private static bool AsksInOrder(Sentence sentence, PhraseFound<IntentSign> one) =>
        one.From > sentence.Opening && AskingOpeners.Contains(sentence.Word(sentence.Opening)) && sentence.Clause(one.From) == sentence.Clause(sentence.Opening);

    /// <summary>"In order to close", "we will close": an aim, no leave to close.</summary>
    private static bool Intended(Sentence sentence, int from) =>
        from > 0 && (sentence.Word(from - 1) is "will" or "ill" or "well" or "before" or "cannot" or "cant" or "werden"
            || (sentence.Word(from - 1) == "you" && !(from > 1 && sentence.Word(from - 2) is "can" or "may" or "could" or "would" or "please" or "if"))
            || (sentence.Word(from - 1) is "to" && from > 1 && sentence.Word(from - 2) is not ("free" or "ahead" or "proceed" or "happy" or "ok" or "okay" or "fine" or "like" or "want" or "you" or "kindly" or "please" or "safe")));

    /// <summary>"I will arrange a meeting with our people": their own business.</summary>
    private static bool TheirOwn(Sentence sentence, int from) =>
        from > 1 && sentence.Word(from - 1) is "will" or "ill" or "shall" && sentence.Word(from) is "arrange" or "schedule" or "have" or "set" or "plan" or "book" or "organise" or "organize" or "do";

    private static bool OfferedInCase(Sentence sentence, PhraseFound<IntentSign> one)
    {
        for (var at = one.From; at < sentence.Count && at < one.To + 4; at++)
        {
            if (sentence.Word(at) is "if" or "incase" or "falls" or "wenn" or "fragen" or "rueckfragen" or "questions" or "should" or "case")
                return true;
        }

        return one.From > 0 && sentence.Word(0) is "if" or "falls" or "wenn";
    }

    /// <summary>"It does not work", "geht nicht": nothing new is named that fails, so it is what we spoke of.</summary>
    private static bool Bare(Sentence sentence, SignFound broken)
    {
        var from = broken.From;
        if (broken.Count == 1 && sentence.Word(from) is not ("fails" or "failed" or "failing" or "crashes" or "crashed" or "broken"))
            return false;
        for (var at = from - 1; at >= 0 && sentence.Clause(at) == sentence.Clause(from); at--)
        {
            if (!BareSubjects.Contains(sentence.Word(at)))
                return false;
        }

        return sentence.Count <= from + 8 && !sentence.Asks;
    }

    /// <summary>The "please" of "please close it", the "help" of "thanks for your help".</summary>
    private static bool Covers(Sentence sentence, SignFound other, SignFound request)
    {
        if (request.Sign == IntentSign.Hurry)
            return other.Sign == IntentSign.Thanks && OneBreath(sentence, other, request);
        return other.Sign switch
        {
            IntentSign.Thanks => other.Overlaps(request) || (OneBreath(sentence, other, request) && sentence.Word(request.From) is "help" or "was" or "your" or "need" or "how" or "hilfe"),
            IntentSign.Close or IntentSign.Chase or IntentSign.Appointment or IntentSign.Answer =>
                other.Overlaps(request) || (sentence.Clause(other.From) == sentence.Clause(request.From) && request.From < other.From),
            _ => false,
        };
    }

    private static bool OneBreath(Sentence sentence, SignFound thanks, SignFound other) =>
        sentence.Clause(thanks.From) == sentence.Clause(other.From) && other.From >= thanks.From && other.From - thanks.To < 6;
}
