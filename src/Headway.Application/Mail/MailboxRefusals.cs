using Headway.Domain;

namespace Headway.Application.Mail;

public static class MailboxRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "mailbox.unknown", "There is no such mailbox.");

    public static readonly Refusal Malformed = new(
        RefusalKind.Invalid, "mailbox.malformed", "Give the mailbox a name and its address; to fetch from it, the server's name, port (1 to 65535), user and folder.");

    public static readonly Refusal AddressTaken = new(RefusalKind.Conflict, "mailbox.address-taken", "Another mailbox has that address already.");

    public static readonly Refusal NotReached = new(RefusalKind.Invalid, "mailbox.not-reached", "The mailbox could not be read.");

    public static readonly Refusal MailUnknown = new(RefusalKind.NotFound, "mail.unknown", "There is no such mail in the log.");

    public static readonly Refusal AlreadyDecided = new(RefusalKind.Conflict, "mail.already-decided", "Somebody has decided about that mail already. Look at the log.");

    public static readonly Refusal Erased = new(RefusalKind.Conflict, "mail.erased", "What the message said was erased; nothing can be done with it any more.");

    public static readonly Refusal CopiedUnknown = new(RefusalKind.NotFound, "mail.copied-unknown", "Nobody with that address was copied on this ticket.");

    public static readonly Refusal CopiedNeedless = new(
        RefusalKind.Conflict, "mail.copied-needless", "Whoever has that address takes part already: as the requester, as somebody of support, or as a mailbox of this desk.");

    public static readonly Refusal CopiedTooMany = new(RefusalKind.Conflict, "mail.copied-too-many", "Twenty people are copied on this ticket. Leave one out first.");

    public static readonly Refusal TenantUnclear = new(RefusalKind.Invalid, "mail.tenant-unclear", "Say which tenant the message is for: several are served here, or none is active.");

    public static readonly Refusal NothingToRepeat = new(
        RefusalKind.Conflict, "mail.nothing-to-repeat", "Only a mail that failed, or whose fate is unknown, is sent again by hand. Look at the list anew.");

    public static readonly Refusal MessageMissing = new(RefusalKind.Invalid, "mail.message-missing", "Send the message itself, as message/rfc822.");
}
