namespace Headway.Domain.Progression;

/// <summary>Whether a sentence names a third party that has it now: a known supplier by name, or "the vendor" by word.</summary>
internal static class SupplierWords
{
    private const int Reach = 5;

    /// <summary>Their part is over: the mention hands nothing over.</summary>
    private static readonly HashSet<string> Done =
    [
        "fixed", "replied", "answered", "delivered", "confirmed", "resolved", "solved", "closed", "finished", "replaced", "repaired", "responded", "returned", "was", "used", "changed", "released", "tool", "portal", "contract", "website", "documentation", "manual", "page",
        "behoben", "geantwortet", "geliefert", "bestaetigt", "geloest", "geschlossen", "fertig", "repariert", "ausgetauscht", "zurueckgemeldet", "war", "ersetzt",
    ];

    private static readonly HashSet<string> Pending = ["not", "until", "yet", "once", "when", "will", "nicht", "bis", "noch", "sobald", "wird", "wartet", "waiting", "warten"];

    public static IEnumerable<string> In(string text, Sentence sentence, List<PhraseFound<ReplySign>> signs, IReadOnlyList<string> names)
    {
        foreach (var sign in signs)
        {
            if (sign.Sign == ReplySign.Supplier && !Over(sentence, sign.To))
                yield return sentence.Written(text, sign.From, sign.Count);
        }

        foreach (var name in names)
        {
            var parts = Wording.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var at = 0; parts.Length > 0 && at + parts.Length <= sentence.Count; at++)
            {
                if (Stands(sentence, at, parts) && !Over(sentence, at + parts.Length))
                    yield return sentence.Written(text, at, parts.Length);
            }
        }
    }

    private static bool Stands(Sentence sentence, int at, string[] parts)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            if (!string.Equals(sentence.Word(at + part), parts[part], StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static bool Over(Sentence sentence, int from)
    {
        var done = false;
        for (var at = Math.Max(0, from - Reach); at < sentence.Count && at < from + Reach; at++)
        {
            if (Pending.Contains(sentence.Word(at)))
                return false;
            done |= at >= from && Done.Contains(sentence.Word(at));
        }

        return done;
    }
}
