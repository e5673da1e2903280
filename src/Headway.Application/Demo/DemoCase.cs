using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Headway.Domain.Statuses;

namespace Headway.Application.Demo;

/// <summary>
/// What one composed ticket is about: a variant of a case in the customer's language. It remembers what was said, so that
/// a question is asked once, a fix is told once and a device keeps its number.
/// </summary>
internal sealed partial class DemoCase(DemoPhrases phrases, string category, string language, string kind, JsonElement variant, Random chance)
{
    private readonly Dictionary<string, string> _filled = [];
    private bool _isAsked, _isAnswered, _isFixed, _isNoted;
    private string? _open;

    public string Category { get; } = category;

    public string Language { get; } = language;

    public bool IsRequest { get; } = kind == "request";

    /// <summary>What others may have to do before a need of this category is met.</summary>
    public IReadOnlyList<StatusCode> Waits => phrases.Waits(Category);

    public string Subject(IReadOnlyDictionary<string, string> names) => Fill(variant.Text("subject")!, names);

    /// <summary>A message of that part of the conversation, with the slots filled by the names and by what was said before.</summary>
    /// <exception cref="ArgumentException">There is no such part.</exception>
    public string Say(string part, IReadOnlyDictionary<string, string> names) => part switch
    {
        "opening" => Lines([variant.Text("opening")!, Any(phrases.Details(Category, Language)), Shared("customerClosers")], names),
        "question" => Letter([Shared(_isAsked || _isFixed ? "moreReplies" : "firstReplies"), Asking()], names),
        "fix" => Letter([.. Fix(), Shared("confirmAsks")], names),
        "resolution" => Letter(_isFixed ? [Shared("resolutions")] : [.. Fix(), Shared("resolvedNow")], names),
        "update" => Letter([Shared("updates")], names),
        "answer" => Lines([Answer(), Shared("customerClosers")], names),
        "solved" or "not-solved" => Fill(Shared(part == "solved" ? "solved" : "notSolved"), names),
        "note" => Fill(Note(), names),
        "transfer" or "attempt" or "supplier" => Fill(Shared(part + "Notes"), names),
        _ when phrases.Shared(Language, kind, "situations").TryGetProperty(part, out var situation) => Letter([Any(situation)], names),
        _ => throw new ArgumentException($"'{part}' is no part of a conversation.", nameof(part)),
    };

    private string Asking()
    {
        var asked = variant.Text("question")!;
        if (_isAsked)
        {
            var more = phrases.Shared(Language, kind, "moreQuestions");
            var next = more[chance.Next(more.GetArrayLength())];
            (asked, _open, _isAnswered) = (next.Text("ask")!, next.Text("answer"), false);
        }
        else
        {
            (_open, _isAsked) = (variant.Text("answer"), true);
        }

        return Shared("asks").Replace("{question}", asked, StringComparison.Ordinal);
    }

    private string Answer()
    {
        var answer = _open is { } open && !_isAnswered ? open : Shared("informations");
        _isAnswered = true;
        return answer;
    }

    private string[] Fix()
    {
        string[] told = _isFixed ? [Shared("moreFixes")] : [Shared("fixIntros"), variant.Text("fix")!];
        _isFixed = true;
        return told;
    }

    private string Note()
    {
        var note = _isNoted ? Shared("notes") : variant.Text("note")!;
        _isNoted = true;
        return note;
    }

    private string Shared(string bank) => Any(phrases.Shared(Language, kind, bank));

    private string Any(JsonElement sentences) => sentences[chance.Next(sentences.GetArrayLength())].GetString()!;

    private string Lines(string[] sentences, IReadOnlyDictionary<string, string> names) =>
        string.Join('\n', new[] { string.Join(' ', sentences[..^1]), sentences[^1] }.Select(line => Fill(line, names)).Where(line => line.Length > 0));

    private string Letter(string[] sentences, IReadOnlyDictionary<string, string> names)
    {
        var greeting = Fill(Shared("greetings"), names);
        var body = string.Join(' ', sentences);
        // German goes on in lower case after a greeting with a comma.
        var goesOn = Language == "de" && char.IsLower(body[0]);
        var text = goesOn ? body[0] + Fill(body, names)[1..] : Fill(body, names);
        return $"{(Language == "de" && !goesOn ? greeting.TrimEnd(',') + "!" : greeting)}\n\n{text}\n\n{Fill(Shared("signoffs"), names)}";
    }

    private string Fill(string text, IReadOnlyDictionary<string, string> names) =>
        SentenceStart().Replace(Slot().Replace(text, slot => Word(slot.Groups[1].Value, names)), start => start.Value.ToUpperInvariant());

    private string Word(string slot, IReadOnlyDictionary<string, string> names)
    {
        if (names.TryGetValue(slot, out var name))
        {
            return name;
        }

        if (!_filled.TryGetValue(slot, out var word))
        {
            _filled[slot] = word = slot switch
            {
                "number" => chance.Next(4000, 60000).ToString(CultureInfo.InvariantCulture),
                "asset" => string.Create(CultureInfo.InvariantCulture, $"{names.GetValueOrDefault("assetPrefix", "CR-")}{chance.Next(10000, 99999)}"),
                "clock" => string.Create(CultureInfo.InvariantCulture, $"{chance.Next(8, 17):00}:{chance.Next(0, 60):00}"),
                "room" => string.Create(CultureInfo.InvariantCulture, $"{chance.Next(1, 6)}.{chance.Next(1, 20):00}"),
                _ => Any(phrases.Words(Category, Language, slot) ?? throw new ArgumentException($"The phrases have no words for {{{slot}}}.", nameof(slot))),
            };
        }

        return word;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Slot();

    [GeneratedRegex(@"(?<=^|[.?!][ \n])\p{Ll}")]
    private static partial Regex SentenceStart();
}
