namespace Headway.Domain.Progression;

/// <summary>What the words of a touch say about what comes next: an open question, a fix, a supplier, a date.</summary>
internal sealed record TouchWords(
    IReadOnlyList<string> Asks, IReadOnlyList<string> Gives, IReadOnlyList<string> Suppliers,
    IReadOnlyList<string> Approvals, IReadOnlyList<string> Parts, IReadOnlyList<string> Later, DateMention? NoteDate, DateMention? ReplyDate)
{
    private const int MostTokens = 3_000;

    public static TouchWords Read(TouchDraft draft)
    {
        var asks = new List<string>();
        var gives = new List<string>();
        var suppliers = new List<string>();
        var waits = new List<(ReplySign Sign, string Words)>();
        var reply = OwnWords.Of(draft.ReplyText ?? "");
        var note = draft.NoteText ?? "";
        foreach (var sentence in Cut(reply))
        {
            var signs = ReplyWords.Book.Find(sentence);
            Question(reply, sentence, signs, asks);
            gives.AddRange(Fixes(sentence, signs).Select(f => sentence.Written(reply, f.From, f.Count)));
            suppliers.AddRange(SupplierWords.In(reply, sentence, signs, draft.SupplierNames));
            waits.AddRange(Waits(reply, sentence, signs));
        }

        foreach (var sentence in Cut(note))
        {
            var signs = ReplyWords.Book.Find(sentence);
            suppliers.AddRange(SupplierWords.In(note, sentence, signs, draft.SupplierNames));
            waits.AddRange(Waits(note, sentence, signs));
        }

        return new TouchWords(
            Few(asks), Few(gives), Few(suppliers), Of(waits, ReplySign.Approval), Of(waits, ReplySign.Parts), Of(waits, ReplySign.Later),
            DateWords.First(note, draft.Now, draft.Day), DateWords.First(reply, draft.Now, draft.Day));
    }

    /// <summary>Who else must act: an approver, a delivery, the customer at another time; not when it is past or under an "if".</summary>
    private static IEnumerable<(ReplySign, string)> Waits(string text, Sentence sentence, List<PhraseFound<ReplySign>> signs) =>
        signs.Where(s => s.Sign is ReplySign.Approval or ReplySign.Parts or ReplySign.Later && !(s.Sign != ReplySign.Later && (Under(sentence, s.From) || sentence.Negated(s.From, s.Count))))
            .Select(s => (s.Sign, sentence.Written(text, s.From, s.Count)));

    private static IReadOnlyList<string> Of(List<(ReplySign Sign, string Words)> waits, ReplySign sign) => Few([.. waits.Where(w => w.Sign == sign).Select(w => w.Words)]);

    private static List<Sentence> Cut(string text) => SignOff.Cut(Sentence.Of(Wording.Split(text, MostTokens)));

    private static IReadOnlyList<string> Few(List<string> words) => [.. words.Distinct(StringComparer.OrdinalIgnoreCase).Take(3)];

    /// <summary>
    /// A sentence asks when it has a question mark or asks for something, unless all it wants to know is whether the fix
    /// works ("does it work now?"), it is courtesy ("anything else?") or it stands under an "if it fails again".
    /// </summary>
    private static void Question(string text, Sentence sentence, List<PhraseFound<ReplySign>> signs, List<string> asks)
    {
        var settled = signs.FindAll(s => s.Sign is ReplySign.ConfirmFix or ReplySign.Courtesy);
        var wants = signs.FindAll(s => s.Sign == ReplySign.Ask && !settled.Exists(o => Settles(sentence, o, s)) && !Under(sentence, s.From));
        if (wants.Count > 0)
            asks.Add(sentence.Written(text, wants[0].From, wants[0].Count));
        else if (sentence.Asks && settled.Count == 0)
            asks.Add(sentence.Written(text, 0, Math.Min(sentence.Count, 8)) + "?");
    }

    /// <summary>The request is the confirmation itself, or only "let us know" before a courtesy.</summary>
    private static bool Settles(Sentence sentence, PhraseFound<ReplySign> settled, PhraseFound<ReplySign> ask) =>
        settled.Overlaps(ask) || (settled.Sign == ReplySign.ConfirmFix && settled.From >= ask.To && settled.From <= ask.To + 1) || (settled.Sign == ReplySign.Courtesy && settled.From >= ask.To && sentence.Clause(settled.From) == sentence.Clause(ask.From));

    /// <summary>"I have updated the ticket": work on the record, nothing for the customer to try.</summary>
    private static bool OnTheRecord(Sentence sentence, PhraseFound<ReplySign> fix) =>
        Enumerable.Range(fix.To, Math.Max(0, Math.Min(3, sentence.Count - fix.To))).Any(at => sentence.Word(at) is "ticket" or "case" or "record" or "incident" or "vorgang");

    private static IEnumerable<PhraseFound<ReplySign>> Fixes(Sentence sentence, List<PhraseFound<ReplySign>> signs)
    {
        foreach (var sign in signs)
        {
            if (sign.Sign == ReplySign.ConfirmFix)
                yield return sign;
            else if (sign.Sign == ReplySign.Fix && !Under(sentence, sign.From) && !sentence.Negated(sign.From, sign.Count) && !OurOwn(sentence, sign) && !OnTheRecord(sentence, sign))
                yield return sign;
        }
    }

    /// <summary>An "if", "once" or "as soon as" stands before it: nothing that is asked or given yet.</summary>
    private static bool Under(Sentence sentence, int from) => from > 0 && sentence.Conditional(from - 1);

    /// <summary>"We will try", "I am going to check": our own work, no fix for the customer to try.</summary>
    private static bool OurOwn(Sentence sentence, PhraseFound<ReplySign> fix) =>
        fix.From > 0 && sentence.Word(fix.From) is not ("have" or "has" or "habe" or "haben") && sentence.Word(fix.From - 1) is "we" or "i" or "will" or "ll" or "ill" or "well" or "to" or "they" or "he" or "she" or "wir" or "ich" or "werden" or "werde" or "lets"
        && !(fix.From > 1 && sentence.Word(fix.From - 2) is "you" or "sie" or "like");
}
