using System.Text;
using Headway.Application.Mail;
using NodaTime;

namespace Headway.Application.Notifications;

/// <summary>The digest as the words of a mail: counts first, then what is due, then what was agreed; nothing that there is none of.</summary>
internal static class DigestLetter
{
    public static IReadOnlyList<string> Paragraphs(DigestRead read, ReaderWords words, string? language, DateTimeZone zone, Instant now)
    {
        var parts = new List<string>();
        var counts = new StringBuilder();
        Line(counts, read.Overdue > 0, "overdue", read.Overdue);
        Line(counts, read.Today > 0, read.Dated ? "today" : "waiting", read.Today);
        Line(counts, read.Unread > 0, "unread", read.Unread, read.Exceptions);
        Line(counts, read.Needs > 0, "needs", read.Needs ?? 0);
        Line(counts, read.ShortDay is not null, "short", Math.Round(read.ShortHours * 2, MidpointRounding.AwayFromZero) / 2, read.ShortDay ?? "");
        Add(counts);
        var rows = new StringBuilder();
        foreach (var row in read.First)
        {
            rows.Append('#').Append(row.Number).Append(' ').Append(row.Subject).AppendLine(read.Dated ? ", " + When(row.Due) : "");
        }

        Add(rows);
        var times = new StringBuilder();
        foreach (var time in read.Times)
        {
            Line(times, true, "time", When(time.Start), time.Requester, $"#{time.Number} {time.Subject}");
        }

        Add(times);
        if (read.Month is { } month)
        {
            parts.Add(Say("month", month.Picture.Covered, month.Picture.Helped, month.Thanks.Count));
        }

        return parts.Count == 0 ? [Say("calm")] : parts;

        void Line(StringBuilder to, bool there, string key, params object?[] with) => to.Append(there ? Say(key, with) + "\n" : "");

        void Add(StringBuilder text)
        {
            if (text.Length > 0)
            {
                parts.Add(text.ToString().TrimEnd());
            }
        }

        string Say(string key, params object?[] with) => words.Say(language, $"mail.digest-{key}", with) ?? key;

        string When(Instant at) => words.When(language, zone, at, now);
    }
}
