namespace Headway.Domain.Progression;

/// <summary>
/// How much a message reads like a chase, as a probability from a handful of signs that can each be named. The weights
/// are starting values, chosen on a real desk's conversations; refitting them changes numbers here and nothing else.
/// </summary>
internal static class ChaseScore
{
    /// <summary>From here on it is taken as a chase (and reviewed by a person in any case).</summary>
    public const double Taken = 0.5;

    /// <summary>From here on a person is asked.</summary>
    public const double WorthAsking = 0.3;

    /// <summary>A second message that does not press is a second message; at most a person is asked.</summary>
    private const double WithoutWords = 0.49;

    private const int ShortMessage = 40;
    private const int LittleElse = 15;
    private const int MuchElse = 40;

    public static double Of(CustomerText read, IntentContext context, bool politeOnly)
    {
        var chases = read.Of(IntentSign.Chase).ToList();
        var hurries = read.Has(IntentSign.Hurry);
        var z = -2.2;
        if (context.UnansweredBefore)
            z += 1.6;
        if (context.Overdue)
            z += 1.4;
        if (chases.Count > 0)
            z += 1.8 + (Apart(chases) ? 0.7 : 0) + (hurries ? 0.5 : 0);
        else if (hurries)
            z += 0.9;
        if (chases.Count > 0)
            z += ElseWords(read, chases) switch { <= 4 => 1.2, <= LittleElse => 0.8, > MuchElse => -2.0, _ => 0 };
        if (read.Words <= ShortMessage && read.Sentences.Exists(s => s.Asks))
            z += 0.7;
        if (read.Has(IntentSign.Answer))
            z -= 2.0;
        if (politeOnly || read.Has(IntentSign.Solved) || read.Has(IntentSign.Close))
            z -= 1.5;
        var likelihood = 1 / (1 + Math.Exp(-z));
        return chases.Count > 0 || hurries ? likelihood : Math.Min(likelihood, WithoutWords);
    }

    private static bool Apart(List<SignFound> chases) => chases.Exists(c => c != chases[0] && !c.Overlaps(chases[0]));

    /// <summary>Words outside the sentences that chase, greetings not counted.</summary>
    private static int ElseWords(CustomerText read, List<SignFound> chases) =>
        read.Sentences.Select((s, i) => chases.Exists(c => c.Sentence == i) ? Math.Max(0, s.Count - 16) : s.Greets || read.Signs.Exists(f => f.Sentence == i && f.Sign == IntentSign.Thanks) ? 0 : s.Count).Sum();
}
