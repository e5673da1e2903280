using Headway.Application.Desk;
using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Calendars;

/// <summary>A date that differs, as typed: closed where there are no spans.</summary>
public sealed record DateDraft(string Date, IReadOnlyList<string> Spans, string? Name);

/// <summary>
/// A calendar as somebody would have it: spans by weekday (mon … sun), dates that differ, and the first date on which it is
/// to hold; null for today.
/// </summary>
public sealed record CalendarDraft(string Name, string Zone, IReadOnlyDictionary<string, IReadOnlyList<string>> Weekly, IReadOnlyList<DateDraft> Dates, string? From = null)
{
    /// <summary>The calendar, or what is wrong with the draft. <paramref name="at"/>: now; nothing must open only in the past.</summary>
    public Outcome<WorkCalendar> Read(int version, Instant at)
    {
        var zone = Zones.Find(Zone.Trim());
        if (zone.Refusal is { } strange)
        {
            return strange;
        }

        var weekly = new Dictionary<IsoDayOfWeek, IReadOnlyList<Span>>();
        foreach (var (code, texts) in Weekly)
        {
            var day = Weekdays.Find(code);
            var spans = Spans(texts);
            if ((day.Refusal ?? spans.Refusal) is { } no)
            {
                return no;
            }

            weekly[day.Value] = spans.Value;
        }

        var overrides = new Dictionary<LocalDate, DayOverride>();
        foreach (var draft in Dates)
        {
            var spans = Spans(draft.Spans);
            if (spans.Refusal is { } no)
            {
                return no;
            }

            if (!LocalDatePattern.Iso.Parse(draft.Date.Trim()).TryGetValue(default, out var date))
            {
                return SettingsRefusals.DateMalformed;
            }

            var name = string.IsNullOrWhiteSpace(draft.Name) ? null : draft.Name.Trim();
            overrides[date] = spans.Value.Count == 0 ? DayOverride.Closed(name) : DayOverride.Hours(name, spans.Value);
        }

        var today = at.InZone(zone.Value).Date;
        var from = Begins(today);
        return from.Refusal is { } past ? past : WorkCalendar.Create(Name.Trim(), version, zone.Value, weekly, overrides, today: from.Value);
    }

    /// <summary>The first date on which it is to hold.</summary>
    public Outcome<LocalDate> Begins(LocalDate today)
    {
        if (string.IsNullOrWhiteSpace(From))
        {
            return today;
        }

        return !LocalDatePattern.Iso.Parse(From.Trim()).TryGetValue(default, out var from) ? SettingsRefusals.DateMalformed
            : from < today || from > today.PlusYears(5) ? CalendarUseRefusals.FromElsewhen
            : from;
    }

    private static Outcome<IReadOnlyList<Span>> Spans(IReadOnlyList<string> texts)
    {
        var spans = new List<Span>();
        foreach (var text in texts.Where(text => !string.IsNullOrWhiteSpace(text)))
        {
            var span = Span.Parse(text);
            if (span.Refusal is { } no)
            {
                return no;
            }

            spans.Add(span.Value);
        }

        return spans;
    }
}

public static class CalendarUseRefusals
{
    public static readonly Refusal FromElsewhen = new(RefusalKind.Invalid, "calendar.from-elsewhen", "Let the new hours begin today or within the next five years: what has passed was counted and stays.");
    public static readonly Refusal StartMalformed = new(RefusalKind.Invalid, "calendar.start-malformed", "Write the start as 2026-03-02T16:30, in the calendar's own zone.");
    public static readonly Refusal LengthMalformed = new(RefusalKind.Invalid, "calendar.length-malformed", "Write the length as business hours from 0 to 2,000, such as 8 or 0.5.");
}
