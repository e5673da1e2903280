using Headway.Domain;

namespace Headway.Application.Desk;

public static class DeskRefusals
{
    public static readonly Refusal NameMissing = new(RefusalKind.Invalid, "desk.name-missing", "Name the desk as its customers know it, with at most 100 characters.");
    public static readonly Refusal LanguageMissing = new(RefusalKind.Invalid, "desk.language-missing", "Choose the desk's language: English or German.");
    public static readonly Refusal ZoneMissing = new(RefusalKind.Invalid, "desk.zone-missing", "There is no such time zone. Write it like Europe/Berlin.");
    public static readonly Refusal HoursMalformed = new(RefusalKind.Invalid, "desk.hours-malformed", "Write hours like 09:00 and 17:00, the end after the beginning; 24:00 is the end of the day.");
    public static readonly Refusal HoursMissing = new(RefusalKind.Invalid, "desk.hours-missing", "Open on at least one day: without hours nothing could ever be due.");
    public static readonly Refusal FirstRunOver = new(RefusalKind.Conflict, "desk.first-run-over", "This desk is set up already. Change what you like in the settings.");
    public static readonly Refusal PracticeGone = new(RefusalKind.NotFound, "desk.practice-gone", "There is no practice ticket any more.");

    public static readonly Refusal RetentionMalformed = new(RefusalKind.Invalid, "desk.retention", "Give whole days from 7 to 3650, or leave the field empty to keep everything.");
}
