using Headway.Application.Calendars;
using Headway.Application.Views;
using Headway.Domain.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Settings;

/// <summary>A date that differs, as typed: "09:00-12:00, 13:00-15:00", or nothing for closed.</summary>
public sealed record DateRow(string Date, string Spans, string Name, bool Drop = false);

/// <summary>A calendar's form as typed.</summary>
public sealed record CalendarTyped(string Name, string Zone, bool Always, HoursView Week, IReadOnlyList<DateRow> Dates, string From)
{
    public static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public string TryStart { get; init; } = "";

    public string TryHours { get; init; } = "8";

    public static CalendarTyped New(string zone) => new(
        "", zone, false, new HoursView([.. Days.Select((day, i) => new DayHours(day, i < 5 ? [new HourSpan("09:00", "17:00")] : []))]), [], "");

    public static CalendarTyped Of(WorkCalendar calendar) => new(
        calendar.Name, calendar.Zone.Id, IsAlways(calendar),
        new HoursView([.. Days.Select((day, i) => new DayHours(day, [.. calendar.SpansOn((IsoDayOfWeek)(i + 1)).Select(Pair)]))]),
        [.. calendar.Overrides.OrderBy(one => one.Key).Select(one => new DateRow(LocalDatePattern.Iso.Format(one.Key), string.Join(", ", one.Value.Spans), one.Value.Name ?? ""))], "");

    public static CalendarTyped Of(IFormCollection form) => new(
        form.Text("name"), form.Text("zone"), form.Ticked("always"),
        new HoursView([.. Days.Select(day => new DayHours(day, [.. Enumerable.Range(0, 48)
            .Select(i => new HourSpan(form.Text($"span.{day}.{i}.from"), form.Text($"span.{day}.{i}.to"))).Where(span => span.From.Length + span.To.Length > 0)]))]),
        [.. form.Rows("date").Select(i => new DateRow(form.Text($"date.{i}"), form.Text($"date.spans.{i}"), form.Text($"date.name.{i}"), form.Ticked($"date.drop.{i}"))).Where(row => row.Date.Length + row.Spans.Length + row.Name.Length > 0)],
        form.Text("from"))
    {
        TryStart = form.Text("try.start"),
        TryHours = form.Text("try.hours"),
    };

    public CalendarDraft Draft() => new(
        Name, Zone, Always
            ? Days.ToDictionary(day => day, _ => (IReadOnlyList<string>)["00:00-24:00"])
            : Week.Days.ToDictionary(day => day.Day, day => (IReadOnlyList<string>)[.. day.Spans.Select(span => $"{span.From}-{span.To}")]),
        [.. Dates.Where(row => !row.Drop).Select(row => new DateDraft(row.Date, row.Spans.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), row.Name))],
        From.Length == 0 ? null : From);

    public static bool IsAlways(WorkCalendar calendar) => Enumerable.Range(1, 7).All(day => calendar.SpansOn((IsoDayOfWeek)day) is [var only] && only == Domain.Calendars.Span.WholeDay);

    public string Mark() => RuleFields.Mark(
        [Name, Zone, Always ? "always" : string.Join(";", Week.Days.Select(day => $"{day.Day}:{string.Join(",", day.Spans)}")), From, .. Dates.Where(row => !row.Drop).Select(row => $"{row.Date} {row.Spans} {row.Name}")]);

    private static HourSpan Pair(Span span)
    {
        var text = span.ToString().Split('-');
        return new HourSpan(text[0], text[1]);
    }
}
