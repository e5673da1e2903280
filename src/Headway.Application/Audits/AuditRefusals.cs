using Headway.Domain;

namespace Headway.Application.Audits;

public static class AuditRefusals
{
    public static readonly Refusal FileMissing = new(RefusalKind.NotFound, "audit.file-missing", "There is no such file.");

    public static readonly Refusal FileEmpty = new(RefusalKind.Invalid, "audit.file-empty", "The file is empty: export the tickets with their history.");

    public static readonly Refusal FileBroken = new(RefusalKind.Invalid, "audit.file-broken",
        "The file cannot be unpacked or ends in the middle: export or copy it again.");

    public static readonly Refusal XzMissing = new(RefusalKind.Invalid, "audit.xz-missing",
        "The file is packed with xz, and the program xz is not on this machine: install xz-utils, or unpack the file first.");

    public static readonly Refusal ProfileUnknown = new(RefusalKind.Invalid, "audit.profile-unknown",
        "There is no profile of that name: name a shipped one or a JSON file.");

    public static readonly Refusal ProfileMalformed = new(RefusalKind.Invalid, "audit.profile-malformed", "The profile is not understood.");

    public static readonly Refusal ProfileMismatch = new(RefusalKind.Invalid, "audit.profile-mismatch",
        "The profile does not fit the file: choose another, or leave it out and the best match is taken.");

    public static readonly Refusal NothingRead = new(RefusalKind.Invalid, "audit.nothing-read",
        "No event could be read from the file: finish the proposed profile, naming the columns of ticket, time and status.");

    public static readonly Refusal PeriodEmpty = new(RefusalKind.Invalid, "audit.period-empty",
        "No ticket that you may see was opened in this period: choose another, or leave both days empty for everything.");

    public static readonly Refusal CalendarMalformed = new(RefusalKind.Invalid, "audit.calendar-malformed",
        "Write working hours as \"Mon-Fri 09:00-17:00\"; several days and spans with semicolons and commas.");

    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "audit.not-found", "There is no such audit; it may have been forgotten: drop the file again.");

    public static readonly Refusal MethodDiffers = new(RefusalKind.Conflict, "audit.method-differs",
        "The two audits were made with different methods: make the later one again from its file.");

    public static readonly Refusal TooMany = new(RefusalKind.Busy, "audit.too-many", "Two audits are running already: wait for one to end.");

    public static readonly Refusal Failed = new(RefusalKind.Invalid, "audit.failed",
        "The audit met an error of ours and ended; it is in the program's log. Try the file as plain CSV, or report it.");

    public static readonly Refusal ReviewMalformed = new(RefusalKind.Invalid, "audit.review-malformed",
        "The review is not understood: name a cause from 1 to 21, minutes from 0 on, and labels that the page lists.");

    public static readonly Refusal RatesMissing = new(RefusalKind.NotFound, "audit.rates-missing", "Nobody has entered rates yet: say what an hour of lost work costs, and how many tickets there are a year.");

    public static readonly Refusal RatesMalformed = new(RefusalKind.Invalid, "audit.rates-malformed",
        "Enter a rate an hour, tickets a year, a realised share from 0 to 100 % and a cost, none of them negative, and a currency of at most eight letters.");

    public static readonly Refusal MarkMalformed = new(RefusalKind.Invalid, "audit.mark-malformed", "Name the day and, in at most 120 letters, what changed then.");

    public static readonly Refusal OthersMissing = new(RefusalKind.Invalid, "audit.others-missing",
        "Say what else changed between the two audits, in at most 2,000 letters, or that nothing did that you know of.");

    public static readonly Refusal Stopped = new(RefusalKind.Conflict, "audit.stopped", "The audit was stopped; nothing is left of it.");
}
