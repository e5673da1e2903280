using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// The hours that words like "tomorrow morning" mean at this desk. <paramref name="Morning"/> is also the hour of a date
/// that names none.
/// </summary>
public sealed record DayWords(LocalTime Morning, LocalTime Noon, LocalTime Afternoon, LocalTime End)
{
    public static readonly DayWords Default = new(new LocalTime(9, 0), new LocalTime(12, 0), new LocalTime(14, 0), new LocalTime(17, 0));
}

/// <summary>
/// A date somebody wrote: the day, the time if one was named, and the words. <paramref name="Start"/> and
/// <paramref name="Length"/> count characters of the text.
/// </summary>
public sealed record DateMention(LocalDate Date, LocalTime? Time, string Words, int Start, int Length)
{
    /// <summary>The local time meant: the one named, else the day's morning.</summary>
    public LocalDateTime At(LocalTime morning) => Date.At(Time ?? morning);
}

/// <summary>
/// Finds dates in English and German text, relative to a given local now: "tomorrow", "am Donnerstag um 10", "30.3.",
/// "in two days". What may mean two days means the earlier one to come; a past day or hour is never returned, and
/// words about the past ("since Monday", "letzten Freitag", "failed on Tuesday") are no date to come.
/// </summary>
public static class DateWords
{
    private const int MostTokens = 3_000;
    private const int MostMentions = 20;
    private const int ClauseReach = 20;

    private static readonly HashSet<string> PastLeads =
        ["since", "seit", "last", "previous", "past", "letzte", "letzten", "letzter", "letztem", "letztes", "vergangene", "vergangenen", "vergangener", "vorige", "vorigen", "voriger", "vorletzten", "dated", "vom", "seitdem"];

    private static readonly HashSet<string> PastVerbs =
    [
        "was", "were", "had", "happened", "started", "failed", "stopped", "called", "reported", "tried", "occurred", "began", "broke", "crashed", "received", "got", "sent", "spoke", "told", "arrived", "opened", "saw", "did", "installed", "updated", "rang", "expired", "ended", "created", "moved", "changed",
        "war", "waren", "hatte", "hatten", "passierte", "rief", "gemeldet", "angerufen", "versucht", "begann", "aufgetreten", "ausgefallen", "gesendet", "geschickt", "erhalten", "gewesen", "gestartet", "installiert", "wurde", "wurden", "erreicht", "abgelaufen", "endete", "erstellt", "geaendert",
    ];

    private static readonly HashSet<string> ComingWords =
    [
        "will", "ll", "again", "by", "until", "till", "next", "planned", "scheduled", "due", "expected", "eta", "shall", "want", "wants", "would", "promised", "wait", "retry", "back", "follow", "delivery", "asked", "deliver", "arrives", "due",
        "wird", "werde", "werden", "wieder", "bis", "erneut", "naechste", "naechsten", "naechster", "geplant", "faellig", "soll", "sollen", "will", "moechte", "rueckruf", "kommt", "termin", "ab", "wiedervorlage", "liefertermin", "erwartet", "zugesagt",
    ];

    /// <summary>The first date to come, or null.</summary>
    public static DateMention? First(string text, LocalDateTime now, DayWords? day = null) => Find(text, now, day).FirstOrDefault();

    /// <summary>Every date to come, in the order of the words; at most twenty.</summary>
    public static IReadOnlyList<DateMention> Find(string text, LocalDateTime now, DayWords? day = null)
    {
        var reader = new DateReader(Wording.Split(text, MostTokens), now, day ?? DayWords.Default);
        var found = new List<DateMention>();
        for (var at = 0; at < reader.Count && found.Count < MostMentions;)
        {
            var read = reader.Read(at);
            if (read is not { } one)
            {
                at++;
                continue;
            }

            if (Mention(text, reader, at, one, now) is { } mention)
                found.Add(mention);
            at = Math.Max(at + 1, one.To);
        }

        return found;
    }

    private static DateMention? Mention(string text, DateReader reader, int at, DateRead read, LocalDateTime now)
    {
        var past = read.Date < now.Date || (read.Date == now.Date && read.Time is { } time && time <= now.TimeOfDay);
        if (past || ToldAsPast(reader, at, read))
            return null;
        var start = reader[at].Start;
        var length = reader[read.To - 1].End - start;
        return new DateMention(read.Date, read.Time, text.Substring(start, length).Replace('\n', ' '), start, length);
    }

    /// <summary>"Since", "last", "not" before it; or a day without its year in a clause that only tells what was.</summary>
    private static bool ToldAsPast(DateReader reader, int at, DateRead read)
    {
        if (at > 0 && Sentence.IsNegator(reader[at - 1].Text))
            return true;
        for (var back = at - 1; back >= 0 && back >= at - 3 && reader[back].Kind == TokenKind.Word; back--)
        {
            if (PastLeads.Contains(reader[back].Text))
                return true;
        }

        return read.Vague && Near(reader, at, read.To, PastVerbs) && !Near(reader, at, read.To, ComingWords);
    }

    /// <summary>One of the words stands in the clause of the date.</summary>
    private static bool Near(DateReader reader, int from, int to, HashSet<string> words)
    {
        for (var near = from - 1; near >= 0 && near >= from - ClauseReach && !reader.EndsClause(near); near--)
        {
            if (words.Contains(reader[near].Text))
                return true;
        }

        for (var near = from; near < reader.Count && near < to + ClauseReach && (near < to || !reader.EndsClause(near)); near++)
        {
            if (words.Contains(reader[near].Text))
                return true;
        }

        return false;
    }
}
