namespace Headway.Domain.Calendars;

public static class CalendarRefusals
{
    public static readonly Refusal NameMissing = new(RefusalKind.Invalid, "calendar.name-missing",
        "Give the calendar a name of 1 to 100 characters.");

    public static readonly Refusal SpanMalformed = new(RefusalKind.Invalid, "calendar.span-malformed",
        "Write opening hours as 09:00-17:00; 22:00-06:00 runs into the next day, 00:00-24:00 is the whole day.");

    public static readonly Refusal TooManySpans = new(RefusalKind.Invalid, "calendar.too-many-spans",
        "Give at most 48 spans a day.");

    public static readonly Refusal TooManyDates = new(RefusalKind.Invalid, "calendar.too-many-dates",
        "Give at most 10,000 closed or special dates; leave out years that are long over.");

    public static readonly Refusal ZoneUnknown = new(RefusalKind.Invalid, "calendar.zone-unknown",
        "Name the time zone as the tz database does, for example Europe/Berlin.");

    public static readonly Refusal DayUnknown = new(RefusalKind.Invalid, "calendar.day-unknown",
        "Name weekdays mon, tue, wed, thu, fri, sat, sun.");

    public static readonly Refusal NeverOpens = new(RefusalKind.Invalid, "calendar.never-opens",
        "Give the calendar at least one opening within five years: no due could be computed on it.");

    public static readonly Refusal ValidityReversed = new(RefusalKind.Invalid, "calendar.validity-reversed",
        "Let the calendar's last valid date be on or after its first.");

    public static readonly Refusal VersionsMixed = new(RefusalKind.Invalid, "calendar.versions-mixed",
        "Keep the versions of one calendar under one name.");

    public static readonly Refusal VersionsOutOfOrder = new(RefusalKind.Invalid, "calendar.versions-out-of-order",
        "Let every new version of a calendar have a higher number and a later first date than the one before.");

    public static readonly Refusal VersionsMissing = new(RefusalKind.Invalid, "calendar.versions-missing",
        "Give the calendar at least one version.");
}
