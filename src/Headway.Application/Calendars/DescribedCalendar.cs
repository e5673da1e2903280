using System.Text.Json;
using Headway.Domain.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Calendars;

/// <summary>
/// A calendar as desk files and the settings write it: zone, weekly spans, closed days (a list of dates, or dates with the
/// name of the holiday), days with other hours (a list of spans, or <c>{"name":…,"spans":[…]}</c>).
/// </summary>
public static class DescribedCalendar
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    // A calendar that opens only in the distant past: what is due on it is refused, act by act, and the run goes on.
    private static readonly LocalDate LongAgo = new(1900, 1, 1);

    /// <exception cref="FormatException">A span, date, day or zone is not readable.</exception>
    public static WorkCalendar Read(JsonElement json, string? known = null, int version = 1)
    {
        var name = known ?? json.GetProperty("name").Text();
        var zoneName = json.TryGetProperty("zone", out var given) ? given.Text() : "UTC";
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneName) ?? throw new FormatException($"'{zoneName}' is no time zone.");
        var weekly = new Dictionary<IsoDayOfWeek, IReadOnlyList<Span>>();
        if (json.TryGetProperty("weekly", out var week))
        {
            foreach (var day in week.EnumerateObject())
            {
                var index = Array.IndexOf(Days, day.Name);
                weekly[index < 0 ? throw new FormatException($"'{day.Name}' is no weekday: mon to sun.") : (IsoDayOfWeek)(index + 1)] = Spans(day.Value);
            }
        }

        var overrides = new Dictionary<LocalDate, DayOverride>();
        if (json.TryGetProperty("closed", out var closed))
        {
            foreach (var (date, holiday) in Closed(closed))
            {
                overrides[date] = DayOverride.Closed(holiday);
            }
        }

        if (json.TryGetProperty("special", out var special))
        {
            foreach (var date in special.EnumerateObject())
            {
                var named = date.Value.ValueKind == JsonValueKind.Object;
                overrides[Date(date.Name)] = DayOverride.Hours(
                    named ? date.Value.GetProperty("name").GetString() : null, Spans(named ? date.Value.GetProperty("spans") : date.Value));
            }
        }

        var calendar = WorkCalendar.Create(name, version, zone, weekly, overrides);
        if (calendar.Refusal?.Code == CalendarRefusals.NeverOpens.Code)
        {
            overrides[LongAgo] = DayOverride.Hours(null, Span.WholeDay);
            calendar = WorkCalendar.Create(name, version, zone, weekly, overrides);
        }

        return calendar.IsRefused ? throw new FormatException($"Calendar '{name}': {calendar.Refusal!.Message}") : calendar.Value;
    }

    /// <summary>The same text for the same calendar: what <see cref="Read"/> reads back.</summary>
    public static string Write(WorkCalendar calendar)
    {
        var weekly = new Dictionary<string, string[]>();
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (calendar.SpansOn(day) is { Count: > 0 } spans)
            {
                weekly[Weekdays.CodeOf(day)] = Texts(spans);
            }
        }

        var dates = calendar.Overrides.OrderBy(one => one.Key).Select(one => (Date: LocalDatePattern.Iso.Format(one.Key), Day: one.Value)).ToList();
        return JsonSerializer.Serialize(new
        {
            zone = calendar.Zone.Id,
            weekly,
            closed = dates.Where(one => one.Day.IsClosed).ToDictionary(one => one.Date, one => one.Day.Name),
            special = dates.Where(one => !one.Day.IsClosed).ToDictionary(one => one.Date, one => new { name = one.Day.Name, spans = Texts(one.Day.Spans) }),
        });

        static string[] Texts(IReadOnlyList<Span> spans) => [.. spans.Select(span => span.ToString())];
    }

    private static IEnumerable<(LocalDate Date, string? Holiday)> Closed(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? json.EnumerateObject().Select(day => (Date(day.Name), day.Value.GetString()))
        : json.EnumerateArray().Select(day => (Date(day.Text()), (string?)null));

    private static List<Span> Spans(JsonElement list) =>
        [.. list.EnumerateArray().Select(text => Span.Parse(text.Text())).Select(span => span.IsRefused ? throw new FormatException(span.Refusal!.Message) : span.Value)];

    private static LocalDate Date(string text)
    {
        var parsed = LocalDatePattern.Iso.Parse(text);
        return parsed.Success ? parsed.Value : throw new FormatException($"'{text}' is no date (yyyy-MM-dd).");
    }
}
