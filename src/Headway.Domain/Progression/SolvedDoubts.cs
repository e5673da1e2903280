namespace Headway.Domain.Progression;

/// <summary>
/// Where "works", "fixed" or "fine" does not say that the need is met: it worked before, the old one works, it works only
/// with something, somebody wants it to work again.
/// </summary>
internal static class SolvedDoubts
{
    /// <summary>Before the words, in their clause: another thing, another time, or a wish.</summary>
    private static readonly HashSet<string> Before =
    [
        "old", "older", "previous", "other", "others", "colleague", "colleagues", "first", "part", "half", "some", "before", "until", "till", "previously", "used", "usually",
        "get", "need", "needs", "make", "want", "must", "bring", "keep", "supposed", "thought", "assumed", "expected", "hoped", "wish", "said", "told", "heard", "claims", "claimed", "apparently", "allegedly", "would", "nobody", "noone",
        "alte", "alten", "altes", "anderen", "andere", "anderer", "erste", "ersten", "teil", "haelfte", "vor", "bis", "vorher", "frueher", "bislang", "kollegin", "kollege", "kollegen",
        "muss", "muessen", "brauche", "brauchen", "soll", "sollte", "damit", "dachte", "dachten", "gedacht", "bitte", "gestern", "mal", "angeblich", "meinte", "sagt", "sagte", "hiess", "heisst", "sei", "waere", "haette", "niemand",
    ];

    /// <summary>Behind or among the words, in their clause: it works only so.</summary>
    private static readonly HashSet<string> Behind =
    [
        "if", "only", "unless", "except", "until", "before", "when", "while", "by", "sometimes", "partly", "partially", "previously", "yesterday",
        "wenn", "nur", "bis", "bevor", "ausser", "solange", "vorher", "frueher", "los", "angeblich", "manchmal", "teilweise", "gestern", "mal", "um",
    ];

    private static readonly HashSet<string> Trouble =
    [
        "problem", "problems", "issue", "issues", "error", "errors", "complaints", "more", "longer", "need", "needed", "further", "trouble", "idea", "clue",
        "probleme", "fehler", "mehr", "ahnung", "weitere", "weiteren", "noetig", "sorge", "stress",
    ];

    public static bool Stand(Sentence sentence, int from, int count)
    {
        var to = from + count;
        for (var at = from - 1; at >= 0 && sentence.Clause(at) == sentence.Clause(from); at--)
        {
            if (Before.Contains(sentence.Word(at)))
                return true;
        }

        for (var at = from; at < sentence.Count && sentence.Clause(at) == sentence.Clause(to - 1); at++)
        {
            var word = sentence.Word(at);
            if (at > from && Behind.Contains(word))
                return true;
            if (at >= to && word == "and" && at + 1 < sentence.Count && sentence.Word(at + 1) is "then" or "again")
                return true;
        }

        return false;
    }

    /// <summary>Behind the good news somebody says "not": "mine doesn't", "das neue nicht"; "no more errors" is no such thing.</summary>
    public static bool DeniedLater(CustomerText read, SignFound solved)
    {
        for (var index = solved.Sentence; index < read.Sentences.Count; index++)
        {
            var sentence = read.Sentences[index];
            for (var at = index == solved.Sentence ? solved.To : 0; at < sentence.Count; at++)
            {
                if (Sentence.IsNegator(sentence.Word(at)) && !Covered(read, index, at) && !Harmless(sentence, at))
                    return true;
            }
        }

        return false;
    }

    private static bool Covered(CustomerText read, int index, int at) =>
        read.Signs.Exists(s => s.Sentence == index && s.From <= at && at < s.To && s.Sign is IntentSign.Solved or IntentSign.Close or IntentSign.Thanks);

    private static bool Harmless(Sentence sentence, int at) =>
        Enumerable.Range(at + 1, Math.Max(0, Math.Min(3, sentence.Count - at - 1))).Any(near => Trouble.Contains(sentence.Word(near)));
}
