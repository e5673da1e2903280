using Headway.Domain;

namespace Headway.Application.Access;

public static class AccessRefusals
{
    public static readonly Refusal NotAllowed = new(RefusalKind.Forbidden, "access.not-allowed", "Your role does not include this. Ask an administrator if you need it.");
    public static readonly Refusal OnlyReads = new(RefusalKind.Forbidden, "access.only-reads", "This token only reads. Use one that may also write.");
    public static readonly Refusal SignInNeeded = new(RefusalKind.Forbidden, "access.sign-in", "Sign in first.");
    public static readonly Refusal ForeignOrigin = new(RefusalKind.Forbidden, "access.foreign-origin", "This was sent from another site. Open the page here and try again.");
    public static readonly Refusal FormExpired = new(RefusalKind.Invalid, "access.form-expired", "This page was open for too long. Load it again, then send again; what you typed is still there.");
    public static readonly Refusal TooMany = new(RefusalKind.Busy, "access.too-many", "Too many tries. Wait a little, then try again.");
    public static readonly Refusal BodyTooLarge = new(RefusalKind.Invalid, "access.body-too-large", "That is more than this address takes (2 MB). Send less.");
    public static readonly Refusal UnknownAddress = new(RefusalKind.NotFound, "access.unknown-address", "There is no desk at this address.");
}
