using System.Globalization;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Why an activity is due when it is, as data: the rule and cap that gave the threshold, the calendar that counted it and
/// why that one, and whether the due has been moved since.
/// </summary>
public sealed record DueExplanation(
    StatusCode Status, Instant Opened, Instant OriginalDue, Instant Due, string Rule, WorkingTime? Threshold, string? Cap,
    string? Calendar, int? CalendarVersion, string? CalendarReason, Instant? Eta, int Moves, int Attempt)
{
    public static DueExplanation Of(Activity activity)
    {
        var basis = activity.Meaning.Basis;
        return new DueExplanation(
            activity.Status, activity.Opened, activity.OriginalDue, activity.Due, basis.Rule,
            basis.ThresholdMs is { } ms ? new WorkingTime(Duration.FromMilliseconds(ms)) : null,
            basis.Cap, basis.Calendar, basis.CalendarVersion, basis.CalendarReason, basis.Eta, activity.Moves, activity.Meaning.Attempt);
    }

    /// <summary>The spans, closed days and clock changes between opening and due; null when the due was not counted by a calendar.</summary>
    public CalendarTrace? Trace(WorkCalendar calendar) =>
        Threshold is { } threshold ? calendar.Trace(Eta ?? Opened, threshold) : null;

    /// <summary>One plain line in English, for machines' readers and logs; pages say it in the reader's language.</summary>
    public string Line()
    {
        var threshold = Threshold is { } t ? t.Hours.ToString("0.##", CultureInfo.InvariantCulture) + " business hours" : null;
        var text = Rule switch
        {
            "response-target" or "service-response-target" => $"{threshold} to the first response",
            "chosen" => "time chosen by whoever progressed it",
            "eta" => "an hour after the expected time",
            "chosen-day" => "on the chosen day",
            "asked-by-customer" => "moved because the customer asked",
            _ => $"{threshold} allowed in this situation",
        };
        var capped = Cap is null ? "" : ", capped by the response target";
        var counted = Calendar is null ? "" : $", by calendar {Calendar}";
        var moved = Moves == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; moved {Moves}×");
        return $"{text}{capped}{counted}{moved}";
    }
}
