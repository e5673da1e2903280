namespace Headway.Domain.Statuses;

/// <summary>
/// What a tenant calls its statuses and tells its customers in them, by language ("en", "de"); where it says nothing of
/// its own, the shipped words stand.
/// </summary>
public sealed class StatusWords(
    IReadOnlyDictionary<(StatusCode Status, string Language), string> labels, IReadOnlyDictionary<(StatusCode Status, string Language), string> lines)
{
    public const string PromisePlace = "{promise}";

    public static readonly StatusWords None = new(
        new Dictionary<(StatusCode, string), string>(), new Dictionary<(StatusCode, string), string>());

    /// <summary>The tenant's own label; null for the shipped one.</summary>
    public string? Label(StatusCode status, string? language) => labels.GetValueOrDefault((status, Short(language)));

    /// <summary>The tenant's own line for customers; null for the shipped one.</summary>
    public string? CustomerLine(StatusCode status, string? language) => lines.GetValueOrDefault((status, Short(language)));

    /// <summary>
    /// Why a line can't be told to customers, or null. Its only place is <see cref="PromisePlace"/>, once; a situation in
    /// which they are to hear from us says by when (<paramref name="promises"/>).
    /// </summary>
    public static Refusal? Check(string line, bool promises)
    {
        if (line.Length > 300 || line.Any(char.IsControl))
        {
            return WordingRefusals.TooLong;
        }

        var rest = line.Replace(PromisePlace, "", StringComparison.Ordinal);
        if (rest.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            return WordingRefusals.PlaceUnknown;
        }

        var times = (line.Length - rest.Length) / PromisePlace.Length;
        return times > 1 ? WordingRefusals.PromiseTwice
            : promises && times == 0 ? WordingRefusals.PromiseMissing
            : !promises && times > 0 ? WordingRefusals.NothingPromised
            : null;
    }

    private static string Short(string? language) =>
        language?.StartsWith("de", StringComparison.OrdinalIgnoreCase) == true ? "de" : "en";
}

public static class WordingRefusals
{
    public static readonly Refusal TooLong = new(RefusalKind.Invalid, "wording.too-long", "Keep a label within 40 characters and a line for customers within 300, each on one line.");
    public static readonly Refusal PlaceUnknown = new(RefusalKind.Invalid, "wording.place-unknown", "The only place in a customer's line is {promise}; write everything else as words, without braces.");
    public static readonly Refusal PromiseTwice = new(RefusalKind.Invalid, "wording.promise-twice", "Say {promise} once: the customer reads one time.");
    public static readonly Refusal PromiseMissing = new(RefusalKind.Invalid, "wording.promise-missing", "Say by when: put {promise} where the time belongs.");
    public static readonly Refusal NothingPromised = new(RefusalKind.Invalid, "wording.nothing-promised", "Nothing more is due in this situation, so there is no time to say: leave {promise} out.");
}
