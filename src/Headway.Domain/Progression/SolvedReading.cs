namespace Headway.Domain.Progression;

/// <summary>
/// When a customer says that it is solved, and nothing else is left: a wrong "solved" closes a ticket over their head, so
/// a question, a request, a "but" or a "so far" beside it is enough to let a person read.
/// </summary>
internal static class SolvedReading
{
    private static readonly HashSet<string> Softly = ["seems", "seem", "looks", "think", "guess", "believe", "scheint", "scheinbar", "glaube", "denke", "anscheinend", "wohl"];

    private static readonly HashSet<string> PastWords = ["was", "were", "had", "yesterday", "first", "earlier", "war", "waren", "hatte", "gestern", "zuerst", "lag", "vorhin"];

    private static readonly HashSet<string> FinalWords =
    [
        "now", "again", "solved", "resolved", "fixed", "sorted", "gone", "longer", "normal",
        "jetzt", "nun", "wieder", "geloest", "behoben", "erledigt", "weg", "verschwunden", "mehr", "inzwischen", "mittlerweile",
    ];

    private static readonly HashSet<string> NotYet =
        ["if", "could", "would", "should", "will", "when", "soon", "tomorrow", "wenn", "koennte", "waere", "wuerde", "hoffentlich", "bald", "morgen", "werde", "werden", "wait", "waiting", "warte", "warten"];

    private static readonly HashSet<string> ButWords = ["but", "however", "though", "although", "except", "aber", "jedoch", "allerdings", "nur"];

    public static (string Rule, double Confidence)? Of(CustomerText read, IntentContext context, int longest)
    {
        var solved = read.Signs.Where(s => s.Sign is IntentSign.Solved or IntentSign.Close && !TimeAccepted(read, s, context)).ToList();
        if (solved.Count == 0)
            return null;
        if (context is { QuestionOutstanding: true, FixGiven: false } && !solved.Exists(s => Finally(read, s)))
            return null;
        var closes = solved.Exists(s => s.Sign == IntentSign.Close);
        var last = solved.MaxBy(s => (s.Sentence * 10_000) + s.From);
        var first = solved.MinBy(s => (s.Sentence * 10_000) + s.From);
        if (read.Sentences.Select((s, i) => (s, i)).Any(p => p.s.Asks && !solved.Exists(f => f.Sentence == p.i && f.Sign == IntentSign.Close)))
            return null;
        if (read.Of(IntentSign.Request).Any(r => r.After(first)) || (!closes && SolvedDoubts.DeniedLater(read, last)))
            return null;
        if (!closes && (read.Of(IntentSign.Hedge).Any() || read.Words > longest))
            return null;
        if (read.Of(IntentSign.Broken).Any(b => b.After(last) && !Past(read.Sentences[b.Sentence])) || (!closes && But(read, last)))
            return null;
        var softly = read.Sentences[first.Sentence];
        var soft = Enumerable.Range(0, softly.Count).Any(w => Softly.Contains(softly.Word(w)));
        return (closes ? "lets-us-close" : "works-now", soft ? 0.7 : 0.9);
    }

    /// <summary>
    /// After we gave a fix, a message of thanks with nothing against it says that it worked, in whatever words:
    /// "All nine are back, thank you". Less sure than said outright.
    /// </summary>
    public static bool Gladly(CustomerText read, int longest) =>
        (read.Has(IntentSign.Thanks) || read.Has(IntentSign.Praise))
        && read.Words <= longest
        && !read.Sentences.Exists(s => s.Asks)
        && !read.Signs.Exists(s => s.Sign is IntentSign.Request or IntentSign.Broken or IntentSign.StillBroken or IntentSign.Hedge or IntentSign.Hurry or IntentSign.Chase or IntentSign.Appointment or IntentSign.Answer)
        && !read.Sentences.Exists(s => Enumerable.Range(0, s.Count).Any(w => ButWords.Contains(s.Word(w)) || NotYet.Contains(s.Word(w)) || Sentence.IsNegator(s.Word(w))));

    /// <summary>"Works now", "solved", "please close": said of the whole, not of a trial that we asked for.</summary>
    private static bool Finally(CustomerText read, SignFound solved) =>
        solved.Sign == IntentSign.Close
        || Enumerable.Range(solved.From, Math.Min(solved.Count + 2, read.Sentences[solved.Sentence].Count - solved.From)).Any(w => FinalWords.Contains(read.Sentences[solved.Sentence].Word(w)));

    public static bool Past(Sentence sentence) => Enumerable.Range(0, sentence.Count).Any(w => PastWords.Contains(sentence.Word(w)));

    /// <summary>"Tuesday at ten works for me" accepts a time.</summary>
    private static bool TimeAccepted(CustomerText read, SignFound solved, IntentContext context) =>
        solved.Sign == IntentSign.Solved
        && read.Signs.Exists(s => s.Sign == IntentSign.Appointment && s.Overlaps(solved))
        && (context.QuestionOutstanding || Enumerable.Range(0, read.Sentences[solved.Sentence].Count).Any(w => SaysWhen(read.Sentences[solved.Sentence].Token(w))));

    private static bool SaysWhen(Token token) =>
        token.Kind == TokenKind.Number || token.Text is "tomorrow" or "today" or "morgen" or "heute" or "noon" or "nachmittag" or "vormittag" or "mittag"
        || token.Text.EndsWith("day", StringComparison.Ordinal) || (token.Text.EndsWith("tag", StringComparison.Ordinal) && token.Text.Length > 5) || token.Text == "mittwoch";

    private static bool But(CustomerText read, SignFound last)
    {
        for (var index = last.Sentence; index < read.Sentences.Count; index++)
        {
            var sentence = read.Sentences[index];
            for (var at = index == last.Sentence ? last.To : 0; at < sentence.Count - 2; at++)
            {
                if (ButWords.Contains(sentence.Word(at)))
                    return true;
            }
        }

        return false;
    }
}
