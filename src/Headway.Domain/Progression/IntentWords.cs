namespace Headway.Domain.Progression;

/// <summary>What some words of a customer are a sign of; the word lists are kept by these.</summary>
public enum IntentSign
{
    /// <summary>Said out of politeness: adds nothing by itself.</summary>
    Thanks,

    /// <summary>Praise or a bare "ok": polite, but an answer when we had asked.</summary>
    Praise,

    /// <summary>Asks where it is: an answer of ours has not come.</summary>
    Chase,

    /// <summary>Presses for speed without asking where it is; weighs less than a chase.</summary>
    Hurry,

    /// <summary>Asks for a call, a visit or a time, or names one.</summary>
    Appointment,

    /// <summary>Says that the need is met or no longer there.</summary>
    Solved,

    /// <summary>Lets us close the ticket, or asks us to.</summary>
    Close,

    /// <summary>It was to be better and is not: still, again, the same.</summary>
    StillBroken,

    /// <summary>Something does not work; new or old, the words alone don't tell.</summary>
    Broken,

    /// <summary>Gives what was asked for.</summary>
    Answer,

    /// <summary>Says yes, no or done; an answer only when we had asked.</summary>
    Reaction,

    /// <summary>Asks somebody to do or say something.</summary>
    Request,

    /// <summary>Holds back: "so far", "for now", "we keep watching".</summary>
    Hedge,
}

/// <summary>
/// The words by which a customer's message is read: English and German as shipped, and what a tenant adds. Entries are
/// folded words (ä is ae, no apostrophes) in their order; <c>a|b</c> either, <c>word*</c> any that begins so, <c>word?</c> may be
/// missing, <c>..</c> up to three words between, <c>^</c> at the start of a sentence or clause only, <c>$</c> at its end only.
/// </summary>
public sealed partial class IntentWords
{
    /// <summary>English and German as shipped.</summary>
    public static readonly IntentWords Default = new([.. English(), .. German()]);

    private readonly IReadOnlyList<(IntentSign Sign, string Entry)> _entries;

    private IntentWords(IReadOnlyList<(IntentSign Sign, string Entry)> entries)
    {
        _entries = entries;
        Book = new PhraseBook<IntentSign>(entries);
    }

    internal PhraseBook<IntentSign> Book { get; }

    /// <summary>How much each sign of a chase counts.</summary>
    public ChaseWeights Weights { get; private init; } = ChaseWeights.Shipped;

    /// <summary>The same lists with other weights.</summary>
    public IntentWords Weighing(ChaseWeights weights) => new(_entries) { Weights = weights };

    /// <summary>The entries of one sign, in order, as an administrator would see them.</summary>
    public IReadOnlyList<string> this[IntentSign sign] => [.. _entries.Where(e => e.Sign == sign).Select(e => e.Entry)];

    /// <summary>The same lists with some entries more.</summary>
    /// <exception cref="FormatException">An entry can't be read: it has no words or starts with a gap.</exception>
    public IntentWords With(IntentSign sign, params IEnumerable<string> entries) => new([.. _entries, .. entries.Select(e => (sign, e))]) { Weights = Weights };

    /// <summary>The same lists without one entry.</summary>
    public IntentWords Without(IntentSign sign, string entry) => new([.. _entries.Where(e => e != (sign, entry))]) { Weights = Weights };

    private static IEnumerable<(IntentSign, string)> List(IntentSign sign, string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(entry => (sign, entry));
}
