namespace Headway.Domain.Progression;

/// <summary>
/// The signs of a chase in a message and around it, each with a name: what the likelihood is made of, and what a refit
/// learns to weigh. One is there or not.
/// </summary>
public enum ChaseSign
{
    /// <summary>Always there: how rare chases are among messages.</summary>
    Always,

    /// <summary>An earlier message of theirs still waits for a public answer.</summary>
    UnansweredBefore,

    /// <summary>The promise or the due has passed.</summary>
    Overdue,

    /// <summary>A phrase of the list stands in it.</summary>
    AsksWhere,

    /// <summary>Two such phrases in different places.</summary>
    AsksTwice,

    /// <summary>It presses, beside asking where it is.</summary>
    AsksAndPresses,

    /// <summary>It presses without asking where it is.</summary>
    OnlyPresses,

    /// <summary>It only presses, in few words.</summary>
    PressesShortly,

    /// <summary>Next to nothing stands beside the asking.</summary>
    HardlyElse,

    /// <summary>Little stands beside the asking.</summary>
    LittleElse,

    /// <summary>Much stands beside the asking: it carries news.</summary>
    MuchElse,

    /// <summary>A short message with a question.</summary>
    ShortQuestion,

    /// <summary>It gives what was asked for.</summary>
    Answers,

    /// <summary>It thanks, says that it works, or lets us close.</summary>
    Polite,
}

/// <summary>How much each sign counts towards a chase; 0.5 on the logistic scale is where one is taken.</summary>
public sealed record ChaseWeights(IReadOnlyList<double> Values)
{
    public static readonly int Count = Enum.GetValues<ChaseSign>().Length;

    /// <summary>As shipped: fitted on a public desk's conversations, none of those by which it is measured (bench/Headway.ChaseReading).</summary>
    public static readonly ChaseWeights Shipped = new([-3.93, 0.95, 1.4, 4.5, 0.94, 0.34, 2.54, 0.06, 3.02, 0.83, -2.38, 0.52, -2.36, -1.7]);

    /// <summary>Between 0 and 1.</summary>
    public double Likelihood(IReadOnlySet<ChaseSign> signs) => 1 / (1 + Math.Exp(-signs.Sum(sign => Values[(int)sign])));
}

/// <summary>How much a message reads like a chase, as a probability from a handful of signs that can each be named.</summary>
public static class ChaseScore
{
    /// <summary>From here on it is taken as a chase (and reviewed by a person in any case).</summary>
    public const double Taken = 0.5;

    /// <summary>From here on a person is asked: what presses alone, without asking where it is.</summary>
    public const double WorthAsking = 0.19;

    /// <summary>A second message that does not press is a second message; at most a person is asked.</summary>
    private const double WithoutWords = 0.49;

    private const int ShortMessage = 40, ShortPress = 25, Little = 15, Much = 40;

    public static double Of(IReadOnlySet<ChaseSign> signs, ChaseWeights weights)
    {
        var likelihood = weights.Likelihood(signs);
        return signs.Contains(ChaseSign.AsksWhere) || signs.Contains(ChaseSign.OnlyPresses) ? likelihood : Math.Min(likelihood, WithoutWords);
    }

    internal static IReadOnlySet<ChaseSign> Signs(CustomerText read, IntentContext context, bool politeOnly)
    {
        var chases = read.Of(IntentSign.Chase).ToList();
        var hurries = read.Has(IntentSign.Hurry);
        var found = new HashSet<ChaseSign> { ChaseSign.Always };
        Add(ChaseSign.UnansweredBefore, context.UnansweredBefore);
        Add(ChaseSign.Overdue, context.Overdue);
        Add(ChaseSign.ShortQuestion, read.Words <= ShortMessage && read.Sentences.Exists(sentence => sentence.Asks));
        Add(ChaseSign.Answers, read.Has(IntentSign.Answer));
        Add(ChaseSign.Polite, politeOnly || read.Has(IntentSign.Solved) || read.Has(IntentSign.Close));
        if (chases.Count == 0)
        {
            Add(ChaseSign.OnlyPresses, hurries);
            Add(ChaseSign.PressesShortly, hurries && read.Words <= ShortPress);
            return found;
        }

        found.Add(ChaseSign.AsksWhere);
        Add(ChaseSign.AsksTwice, chases.Exists(chase => chase != chases[0] && !chase.Overlaps(chases[0])));
        Add(ChaseSign.AsksAndPresses, hurries);
        var beside = ElseWords(read, chases);
        Add(ChaseSign.HardlyElse, beside <= 4);
        Add(ChaseSign.LittleElse, beside is > 4 and <= Little);
        Add(ChaseSign.MuchElse, beside > Much);
        return found;

        void Add(ChaseSign sign, bool there)
        {
            if (there)
                found.Add(sign);
        }
    }

    /// <summary>Words outside the sentences that chase, greetings not counted.</summary>
    private static int ElseWords(CustomerText read, List<SignFound> chases) =>
        read.Sentences.Select((s, i) => chases.Exists(c => c.Sentence == i) ? Math.Max(0, s.Count - 16) : s.Greets || read.Signs.Exists(f => f.Sentence == i && f.Sign == IntentSign.Thanks) ? 0 : s.Count).Sum();
}
