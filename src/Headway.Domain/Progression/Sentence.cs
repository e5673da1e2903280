namespace Headway.Domain.Progression;

/// <summary>One sentence of a text as its words in order, each with the clause it stands in.</summary>
internal sealed class Sentence
{
    private static readonly HashSet<string> Turns =
        ["but", "however", "though", "although", "except", "aber", "jedoch", "allerdings", "nur", "trotzdem", "doch"];

    private static readonly HashSet<string> Negators =
    [
        "not", "no", "never", "cannot", "cant", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wont", "hasnt",
        "havent", "neither", "nor", "unable", "nothing", "none",
        "nicht", "nichts", "nie", "niemals", "kein", "keine", "keinen", "keiner", "keinem", "keines", "weder",
    ];

    private static readonly HashSet<string> Conditions =
    [
        "if", "once", "whether", "until", "till", "unless", "incase", "hope", "hopefully", "should",
        "wenn", "falls", "ob", "sobald", "sofern", "bis", "hoffe", "hoffen", "hoffentlich", "sollte",
    ];

    private static readonly HashSet<string> Greetings =
        ["hi", "hello", "hey", "dear", "dears", "greetings", "good", "team", "hallo", "moin", "servus", "guten", "liebe", "lieber", "liebes", "sehr"];

    private static readonly HashSet<string> Lead =
    [
        "please", "pls", "plz", "kindly", "just", "so", "well", "and", "ok", "okay", "unfortunately", "sorry", "also", "thanks", "thank",
        "you", "sir", "madam", "all", "morning", "afternoon", "bitte", "und", "danke", "leider", "also", "nun", "tag", "morgen", "zusammen",
    ];

    private static readonly HashSet<string> Tail =
        ["please", "pls", "plz", "kindly", "thanks", "thank", "you", "thx", "sir", "team", "dear", "dears", "regards", "bitte", "danke", "gruss", "gruesse", "mfg", "lg", "vg"];

    /// <summary>Nobody speaks so long; a text without a mark is cut here, so that reading stays linear.</summary>
    private const int LongestSentence = 200;

    private readonly List<Token> _words = [];
    private readonly List<int> _clauses = [];
    private int _clause;

    public int Count => _words.Count;

    /// <summary>The sentence ends in a question mark.</summary>
    public bool Asks { get; private set; }

    /// <summary>Where the words begin after a greeting or a name has been passed over.</summary>
    public int Opening { get; private set; }

    /// <summary>Where the words end before politeness ("please", "thanks").</summary>
    public int Closing { get; private set; }

    /// <summary>The sentence only greets: "Good morning Sam".</summary>
    public bool Greets => Greetings.Contains(Word(0)) && !Asks && (Count <= 4 || Opening >= Count - 1);

    public string Word(int at) => _words[at].Text;

    public Token Token(int at) => _words[at];

    public int Clause(int at) => _clauses[Math.Clamp(at, 0, Count - 1)];

    /// <summary>The words as they were written, for the explanation.</summary>
    public string Written(string text, int from, int count) => text[_words[from].Start.._words[from + count - 1].End].Replace('\n', ' ');

    public static bool IsNegator(string word) => Negators.Contains(word);

    /// <summary>Some word of the same clause, at most <paramref name="reach"/> words before or one of the German kind behind, says "not".</summary>
    public bool Negated(int from, int count, int reach = 4)
    {
        for (var at = from - 1; at >= 0 && at >= from - reach && Clause(at) == Clause(from); at--)
        {
            if (IsNegator(Word(at)))
                return true;
        }

        for (var at = from; at < from + count; at++)
        {
            if (IsNegator(Word(at)))
                return true;
        }

        for (var at = from + count; at < Count && at < from + count + 3 && Clause(at) == Clause(from + count - 1); at++)
        {
            if (Word(at) is "nicht" or "nie" or "kein" or "keine" or "nichts" or "not")
                return true;
        }

        return false;
    }

    /// <summary>The words stand under an "if", "once", "until": nothing that is so yet.</summary>
    public bool Conditional(int from)
    {
        for (var at = from; at >= 0 && at >= from - 7; at--)
        {
            if (Conditions.Contains(Word(at)))
                return true;
        }

        return false;
    }

    /// <summary>The sentences of a text, in order; the marks decide, a line end closes a sentence too.</summary>
    public static List<Sentence> Of(List<Token> tokens)
    {
        var sentences = new List<Sentence>();
        var open = new Sentence();
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.Kind != TokenKind.Mark && open.Count < LongestSentence)
            {
                open.Add(token);
                continue;
            }

            open.Asks |= token.Mark == '?';
            if (open.Count >= LongestSentence || Ends(tokens, at))
            {
                if (open.Count > 0)
                    sentences.Add(open.Close());
                else if (token.Mark == '?' && sentences.Count > 0)
                    sentences[^1].Asks = true;
                open = new Sentence();
            }
            else if (token.Mark is ',' or ':' or '(' or ')' or '-' && !(token.Mark == '-' && token.Touches))
                open._clause++;
        }

        if (open.Count > 0)
            sentences.Add(open.Close());
        return sentences;
    }

    private void Add(Token token)
    {
        if (Turns.Contains(token.Text) && Count > 0)
            _clause++;
        _words.Add(token);
        _clauses.Add(_clause);
    }

    private Sentence Close()
    {
        if (Greetings.Contains(Word(0)))
        {
            while (Opening < Math.Min(Count, 6) && Clause(Opening) == Clause(0))
                Opening++;
            if (Opening == Count || Clause(Opening) == Clause(0))
                Opening = 0;
        }

        while (Opening < Count - 1 && (Greetings.Contains(Word(Opening)) || Lead.Contains(Word(Opening))))
            Opening++;
        Closing = Count;
        while (Closing > 1 && Tail.Contains(Word(Closing - 1)))
            Closing--;
        return this;
    }

    /// <summary>"am 3. März": the point behind a day ends no sentence.</summary>
    private static bool Ordinal(List<Token> tokens, int at) =>
        at > 0 && tokens[at - 1] is { Kind: TokenKind.Number, Length: <= 2 } && tokens[at + 1] is { Kind: TokenKind.Word } next && (!next.Capital || DateReader.IsMonth(next.Text));

    private static bool Ends(List<Token> tokens, int at) => tokens[at].Mark switch
    {
        '\n' or '!' or '?' or ';' => true,
        '.' => at + 1 == tokens.Count || tokens[at + 1].Kind == TokenKind.Mark || (!tokens[at + 1].Touches && !Ordinal(tokens, at)),
        _ => false,
    };
}
