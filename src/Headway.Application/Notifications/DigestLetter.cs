using System.Globalization;
using Headway.Application.Mail;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Notifications;

/// <summary>The digest as the parts of a mail: counts first, then what is due, then what was agreed; nothing that there is none of.</summary>
internal static class DigestLetter
{
    /// <summary>What is said in sentences: that nothing waits, or what the month before brought.</summary>
    public static IReadOnlyList<string> Paragraphs(DigestRead read, ReaderWords words, string? language) =>
        read.Month is { } month ? [words.Say(language, "mail.digest-month", [month.Picture.Covered, month.Picture.Helped, month.Thanks.Count]) ?? ""]
        : Sheet(read, words, language, DateTimeZone.Utc, Instant.MinValue, null) is null ? [words.Say(language, "mail.digest-calm", []) ?? ""]
        : [];

    /// <summary>Null where there is nothing to count. Each ticket leads to its place under <paramref name="desk"/>; to none without one.</summary>
    public static LetterSheet? Sheet(DigestRead read, ReaderWords words, string? language, DateTimeZone zone, Instant now, Uri? desk)
    {
        List<LetterFigure> figures = [];
        Count(read.Overdue, "overdue");
        Count(read.Today, read.Dated ? "today" : "waiting");
        Count(read.Unread, "unread", read.Exceptions > 0 && read.Exceptions < read.Unread ? Say("unread-of", read.Exceptions) : null);
        Count(read.Needs ?? 0, "needs");
        if (read.ShortDay is { } day)
        {
            figures.Add(new LetterFigure(Say("short", Day(day)), Say("hours", Math.Round(read.ShortHours * 2, MidpointRounding.AwayFromZero) / 2), null));
        }

        List<LetterList> lists = [];
        List("first", read.First.DistinctBy(row => row.Number).Select(row => (Row(row), row.Number)));
        List("times", read.Times.Select(time => (Say("time", When(time.Start), time.Requester, $"#{time.Number} {time.Subject}"), time.Number)));
        return figures.Count + lists.Count == 0 ? null : new LetterSheet(figures, lists);

        void Count(int value, string key, string? aside = null)
        {
            if (value > 0)
            {
                figures.Add(new LetterFigure(Say(key), value.ToString(CultureInfo.InvariantCulture), aside));
            }
        }

        void List(string key, IEnumerable<(string Text, long Number)> rows)
        {
            if (rows.Select(row => (row.Text, desk is null ? null : new Uri(desk, string.Create(CultureInfo.InvariantCulture, $"/next/{row.Number}")).AbsoluteUri)).ToList() is { Count: > 0 } lines)
            {
                lists.Add(new LetterList(words.Say(language, $"digest.{key}", []) ?? key, lines));
            }
        }

        string Row(DigestRow row) => $"#{row.Number} {row.Subject}{(read.Dated ? ", " + When(row.Due) : "")}";

        string Day(string iso) => LocalDatePattern.Iso.Parse(iso) is { Success: true } date
            ? words.Say(language, "week.day", [date.Value.Day, words.Say(language, $"month.{date.Value.Month}", []) ?? ""]) ?? iso : iso;

        string Say(string key, params object?[] with) => words.Say(language, $"mail.digest-{key}", with) ?? key;

        string When(Instant at) => words.When(language, zone, at, now);
    }
}
