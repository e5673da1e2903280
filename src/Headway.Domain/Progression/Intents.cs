using Headway.Domain.Tickets;

namespace Headway.Domain.Progression;

/// <summary>Some words of the message and what they are a sign of.</summary>
public sealed record IntentEvidence(IntentSign Sign, string Words);

/// <summary>
/// What is known about the ticket when the message comes. <paramref name="FixGiven"/>: we said that it should work now
/// (customer confirming, resolved, closed); null when unknown. <paramref name="UnansweredBefore"/>: an earlier message
/// of theirs still waits for a public answer. <paramref name="Overdue"/>: the promise or the due has passed.
/// </summary>
public sealed record IntentContext(bool QuestionOutstanding, bool? FixGiven = null, bool UnansweredBefore = false, bool Overdue = false);

/// <summary>
/// A message as read: the intent, the rule that decided (a stable code), how sure it is (0 to 1), the words that led to
/// it, and how much it reads like a chase (0 to 1) even when something else decided.
/// </summary>
public sealed record IntentReading(Intent Intent, string Rule, double Confidence, IReadOnlyList<IntentEvidence> Evidence, double ChaseLikelihood)
{
    /// <summary>Not taken as a chase, yet enough like one that a person should be asked in one tap.</summary>
    public bool PossibleChase => Intent != Intent.Chase && ChaseLikelihood >= ChaseScore.WorthAsking;
}

/// <summary>
/// Reads what a customer's free text means, in English and German, from word lists: no learning, no guessing that could
/// not be explained. Quoted lines, earlier mails and signatures are not read; the time is linear in the text.
/// </summary>
public static class IntentReader
{
    private const int LongSolved = 45;

    public static IntentReading Read(string text, bool questionOutstanding) => Read(text, new IntentContext(questionOutstanding));

    public static IntentReading Read(string text, IntentContext context, IntentWords? words = null)
    {
        var read = CustomerText.Read(text, words ?? IntentWords.Default);
        var politeOnly = ThanksOnly.Is(read, !context.QuestionOutstanding);
        var chase = ChaseScore.Of(ChaseScore.Signs(read, context, politeOnly), (words ?? IntentWords.Default).Weights);
        var (intent, rule, confidence, signs) = Decide(read, context, politeOnly, chase);
        var evidence = read.Signs.Where(s => signs.Contains(s.Sign)).Select(s => new IntentEvidence(s.Sign, read.Written(s))).Distinct().Take(6);
        return new IntentReading(intent, rule, confidence, [.. evidence], chase);
    }

    /// <summary>The signs by which a message reads like a chase: what a refit learns from.</summary>
    public static IReadOnlySet<ChaseSign> Signs(string text, IntentContext context, IntentWords? words = null)
    {
        var read = CustomerText.Read(text, words ?? IntentWords.Default);
        return ChaseScore.Signs(read, context, ThanksOnly.Is(read, !context.QuestionOutstanding));
    }

    private static (Intent Intent, string Rule, double Confidence, IntentSign[] Signs) Decide(
        CustomerText read, IntentContext context, bool politeOnly, double chase)
    {
        if (read.Words == 0)
            return ThanksOnly.IsSign(read.Text)
                ? context.QuestionOutstanding ? (Intent.Answer, "sign-answers", 0.6, []) : (Intent.Thanks, "thanks-sign", 0.8, [])
                : (context.QuestionOutstanding ? Intent.Answer : Intent.Information, "no-words", 0.2, []);
        if (politeOnly)
            return context.QuestionOutstanding && !read.Has(IntentSign.Thanks)
                ? (Intent.Answer, "praise-answers", 0.6, [IntentSign.Praise])
                : (Intent.Thanks, "thanks-only", read.Has(IntentSign.Thanks) ? 0.95 : 0.7, [IntentSign.Thanks, IntentSign.Praise]);

        var chased = chase >= ChaseScore.Taken && !context.QuestionOutstanding;
        var askedAndUnfixed = context is { QuestionOutstanding: true, FixGiven: false };
        if (!askedAndUnfixed && StillBroken(read) is { } soft && (context.FixGiven == true || !(chased || (read.Has(IntentSign.Appointment) && !soft))))
            return (Intent.NotSolved, soft ? "does-not-work" : "still-broken", soft ? 0.65 : 0.85, [IntentSign.StillBroken]);
        if (SolvedReading.Of(read, context, LongSolved) is { } solved)
            return (Intent.Solved, solved.Rule, solved.Confidence, [IntentSign.Solved, IntentSign.Close]);
        if (context.FixGiven == true && SolvedReading.Gladly(read, LongSolved))
            return (Intent.Solved, "glad-after-the-fix", 0.6, [IntentSign.Thanks, IntentSign.Praise, IntentSign.Reaction]);
        if (chased)
            return (Intent.Chase, "chase", Math.Round(chase, 2), [IntentSign.Chase, IntentSign.Hurry]);
        if (read.Has(IntentSign.Appointment) && !(context.QuestionOutstanding && read.Has(IntentSign.Answer)))
            return (Intent.Appointment, "asks-a-time", 0.8, [IntentSign.Appointment]);
        if (context.QuestionOutstanding && chase >= ChaseScore.Taken && !read.Has(IntentSign.Answer) && !read.Has(IntentSign.Reaction))
            return (Intent.Information, "chase-while-we-asked", 0.5, [IntentSign.Chase]);
        if (context.QuestionOutstanding)
            return OnlyAsks(read)
                ? (Intent.Information, "asks-back", 0.7, [IntentSign.Request])
                : (Intent.Answer, "question-outstanding", 0.8, [IntentSign.Answer, IntentSign.Reaction]);
        if (read.Has(IntentSign.Answer) || read.Signs.Exists(s => s.Sign == IntentSign.Reaction && s.Sentence == FirstSaying(read) && s.From == read.Sentences[s.Sentence].Opening))
            return (Intent.Answer, "answers-by-its-words", 0.65, [IntentSign.Answer, IntentSign.Reaction]);
        return (Intent.Information, "new-content", 0.55, [IntentSign.Request, IntentSign.Broken, IntentSign.Hurry]);
    }

    /// <summary>Whether it still fails, and if so whether only soft words say it; null when a later "but it works now" takes it back.</summary>
    private static bool? StillBroken(CustomerText read)
    {
        var broken = read.Of(IntentSign.StillBroken).ToList();
        if (broken.Count == 0)
            return null;
        var solved = read.Of(IntentSign.Solved).ToList();
        if (solved.Count > 0 && broken.TrueForAll(b => solved.Exists(s => s.After(b) && (s.Sentence == b.Sentence || SolvedReading.Past(read.Sentences[b.Sentence])))))
            return null;
        return broken.TrueForAll(b => b.Soft);
    }

    private static bool OnlyAsks(CustomerText read) =>
        read.Sentences.Exists(s => s.Asks) && !read.Has(IntentSign.Answer) && !read.Has(IntentSign.Reaction)
        && read.Sentences.Select((s, i) => (s, i)).All(p => p.s.Asks || read.Signs.Exists(f => f.Sentence == p.i && f.Sign == IntentSign.Thanks) || p.s.Greets);

    private static int FirstSaying(CustomerText read) => Math.Max(read.Sentences.FindIndex(s => !s.Greets), 0);
}
