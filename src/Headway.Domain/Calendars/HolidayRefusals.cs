namespace Headway.Domain.Calendars;

public static class HolidayRefusals
{
    public static readonly Refusal TooLarge = new(RefusalKind.Invalid, "holidays.too-large",
        "Give a holiday file of at most 2,000,000 characters and 5,000 events.");

    public static readonly Refusal NotACalendar = new(RefusalKind.Invalid, "holidays.not-a-calendar",
        "Give an iCalendar file (.ics): it begins with BEGIN:VCALENDAR.");

    public static readonly Refusal CutOff = new(RefusalKind.Invalid, "holidays.cut-off",
        "Fetch the file again: it ends in the middle, before END:VCALENDAR.");

    public static readonly Refusal Malformed = new(RefusalKind.Invalid, "holidays.malformed",
        "Give a well-formed iCalendar file: every BEGIN needs its END.");

    public static readonly Refusal NotUnderstood = new(RefusalKind.Invalid, "holidays.not-understood",
        "Give a file of holidays: more than 1,000 of its lines say nothing that a closed day could be read from.");
}
