namespace Headway.Domain.Progression;

/// <summary>
/// Whether a message is nothing but politeness: thanks, praise, a greeting, a name, a leave. One word of content (a
/// question, a number, a "but", a thing) and it is not.
/// </summary>
internal static class ThanksOnly
{
    private const int MostWords = 60;

    private const int NamesInARow = 3;

    private static readonly HashSet<string> Small = new(
        """
        a an all again and also as at been both by dear everyone everybody for from ever guys have haven hello helpful hey hi i im is it its
        just kind kindly lot lots me my of on once our quick quickly really sir so soon team that thats the these this those to too truly
        into message everything us very was we were with you your yours youre ur much many more again always already folks colleagues colleague madam maam mr mrs ms friend greetings
        fast prompt speedy swift rapid timely detailed clear great good excellent nice amazing wonderful super fantastic brilliant useful
        help helping support supporting assistance answer answers answering reply replies replying response responses responding feedback
        update updates info information clarification explanation effort efforts time patience work job cooperation collaboration attention service
        understanding advice confirmation hint tip looking taking care getting back letting know explaining clarifying informing sharing
        checking appreciate appreciated best better advance have had day weekend evening morning afternoon night lovely rest week one
        smiley noted understood clear copy received
        am an auch bei bereits bis das dein deine deinen den der des dich die dir dies diese diesen du eine einen ein einfach es euch eure eurem euren
        fuer fuers ganz gern gerne gut gute guten gutes herr frau hallo hat ihnen ihr ihre ihrem ihren ihrer im immer in ist jetzt kollege kollegen
        lieb liebe lieber liebes mal mehr mich mir mit moin nach nett nette netten nochmal nochmals noch prompte prompten rasche raschen rasch
        schnelle schnellen schneller schnell schoen schoene schoenen schoenes sehr sie so team tag tolle tollen top und uns unser vielmals von voraus vorab
        war waren wie wir wirklich wochenende zu zum zur zusammen abend morgen feierabend ebenso ebenfalls gleichfalls
        hilfe unterstuetzung antwort antworten rueckmeldung rueckmeldungen info infos information informationen bearbeitung muehe muehen geduld arbeit
        einsatz aufklaerung erklaerung auskunft hinweis tipp bescheid nachricht mail zeit verstaendnis service kuemmern kompetente freundliche freundlichen
        gelesen erhalten notiert kenntnis genommen zur weiss
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        StringComparer.Ordinal);

    private static readonly HashSet<string> Contrary =
    [
        "nothing", "not", "no", "but", "never", "nichts", "nicht", "nein", "aber", "kein", "keine", "however", "jedoch", "though", "wait", "warten", "jetzt",
    ];

    private static readonly HashSet<string> Signs = ["👍", "🙏", "😊", "🙂", "😀", "❤", "👏", "💪", "✅", "😃", "☺", "🎉", "👌", "😄"];

    /// <summary>Nothing in the text but politeness; a bare "yes" is politeness too where <paramref name="yesIsPolite"/> (nothing was asked).</summary>
    public static bool Is(CustomerText text, bool yesIsPolite)
    {
        if (text.Words > MostWords || text.Sentences.Exists(s => s.Asks))
            return false;
        if (text.Words == 0)
            return false;
        if (text.Signs.Exists(s => s.Sign is IntentSign.Solved or IntentSign.Close or IntentSign.StillBroken or IntentSign.Broken or IntentSign.Chase or IntentSign.Appointment or IntentSign.Answer))
            return false;
        for (var at = 0; at < text.Sentences.Count; at++)
        {
            if (!Polite(text, at, yesIsPolite))
                return false;
        }

        return text.Has(IntentSign.Thanks) || text.Has(IntentSign.Praise);
    }

    /// <summary>A message of nothing but a thumb, a heart, a smile.</summary>
    public static bool IsSign(string own) =>
        own.Length < 40 && Signs.Any(s => own.Contains(s, StringComparison.Ordinal)) && !own.Any(char.IsLetterOrDigit);

    private static bool Polite(CustomerText text, int index, bool yesIsPolite)
    {
        var sentence = text.Sentences[index];
        var thanks = text.Signs.FindAll(s => s.Sentence == index && s.Sign is IntentSign.Thanks or IntentSign.Praise);
        var names = 0;
        for (var at = 0; at < sentence.Count; at++)
        {
            var word = sentence.Word(at);
            if (Contrary.Contains(word))
                return false;
            if (Small.Contains(word) || SignOff.IsWord(word) || thanks.Exists(t => t.From <= at && at < t.To)
                || (yesIsPolite && word is "yes" or "sure" or "ja" or "yep" or "klar" or "alles"))
            {
                names = 0;
                continue;
            }

            if (text.Signs.Exists(s => s.Sign == IntentSign.Reaction && s.Sentence == index && s.From <= at && at < s.To))
                return false;
            var token = sentence.Token(at);
            var named = token.Kind == TokenKind.Word && (token.Capital || NameSpot(sentence, at, thanks) || (index > 0 && index == text.Sentences.Count - 1 && sentence.Count <= 2));
            if (!named || ++names > NamesInARow)
                return false;
        }

        return true;
    }

    /// <summary>Right behind the thanks or a greeting, at the end of its clause: "thanks sam", "hi ann,".</summary>
    private static bool NameSpot(Sentence sentence, int at, List<SignFound> thanks)
    {
        var last = at + 1 == sentence.Count || sentence.Clause(at + 1) != sentence.Clause(at);
        return last && at > 0 && (thanks.Exists(t => t.To == at) || sentence.Word(at - 1) is "hi" or "hello" or "hey" or "dear" or "hallo" or "liebe" or "lieber" or "moin");
    }
}
