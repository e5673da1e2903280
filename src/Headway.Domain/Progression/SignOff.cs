namespace Headway.Domain.Progression;

/// <summary>Where a message takes its leave: "Best regards, Ann" and the lines of the signature below it.</summary>
internal static class SignOff
{
    private static readonly HashSet<string> Farewell =
    [
        "regards", "rgds", "sincerely", "yours", "br", "brgds", "gruss", "gruesse", "gruessen", "gruesst", "mfg", "lg", "vg", "hg",
    ];

    private static readonly HashSet<string> Beside =
    [
        "best", "kind", "kindest", "warm", "with", "and", "many", "thanks", "thank", "you", "thx", "ps", "truly", "faithfully", "the",
        "mit", "freundlichen", "freundlichem", "freundliche", "freundlicher", "viele", "vielen", "beste", "besten", "liebe", "lieben",
        "schoene", "schoenen", "herzliche", "herzlichen", "dank", "danke", "und", "aus", "sonnige", "im", "voraus", "in", "advance", "a", "lot",
    ];

    /// <summary>The sentences before the leave; what follows it stays only from a "PS" on.</summary>
    public static List<Sentence> Cut(List<Sentence> sentences)
    {
        var leave = sentences.FindIndex(IsLeave);
        if (leave < 0)
            return sentences;
        var after = sentences.FindIndex(leave, s => s.Word(0) is "ps");
        return after < 0 ? sentences[..(leave + 1)] : [.. sentences[..leave], .. sentences[after..]];
    }

    public static bool IsWord(string word) => Farewell.Contains(word) || Beside.Contains(word);

    private static bool IsLeave(Sentence sentence)
    {
        var farewell = false;
        var others = 0;
        for (var at = 0; at < sentence.Count && others <= 3; at++)
        {
            farewell |= Farewell.Contains(sentence.Word(at));
            if (!IsWord(sentence.Word(at)))
                others++;
            if (!farewell && others > 0)
                return false;
        }

        return farewell && others <= 3;
    }
}
