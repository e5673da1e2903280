using Headway.Domain;

namespace Headway.Application.Access;

public static class SignInRefusals
{
    /// <summary>Unknown, wrong, disabled, without a password: one answer for all, so that none can be told from another.</summary>
    public static readonly Refusal Refused = new(RefusalKind.Forbidden, "signin.refused", "That address and password don't go together. Try again, or have a link sent to you.");

    public static readonly Refusal CodeWrong = new(RefusalKind.Forbidden, "signin.code-wrong", "That code is not right, or was used already. Wait for the next one.");
    public static readonly Refusal StepExpired = new(RefusalKind.Forbidden, "signin.step-expired", "That took too long. Start signing in again.");
    public static readonly Refusal LinkDead = new(RefusalKind.NotFound, "signin.link-dead", "This link was used already or is too old. Have a new one sent to you.");
    public static readonly Refusal PasswordWrong = new(RefusalKind.Invalid, "signin.password-wrong", "That is not your present password.");
    public static readonly Refusal PasswordShort = new(RefusalKind.Invalid, "signin.password-short", "Use at least 10 characters. A few words in a row are easy to remember.");
    public static readonly Refusal PasswordLong = new(RefusalKind.Invalid, "signin.password-long", "Use at most 256 characters.");
    public static readonly Refusal PasswordCommon = new(RefusalKind.Invalid, "signin.password-common", "That password is among the first to be guessed. Take a few unrelated words instead.");
    public static readonly Refusal AlreadyClaimed = new(RefusalKind.Conflict, "signin.already-claimed", "This desk has an administrator already. Sign in, or ask for an invitation.");
    public static readonly Refusal AuthenticatorOn = new(RefusalKind.Conflict, "signin.authenticator-on", "An authenticator is set up already. Switch it off first to use another.");
    public static readonly Refusal SessionUnknown = new(RefusalKind.NotFound, "signin.session-unknown", "There is no such session.");
    public static readonly Refusal TokenUnknown = new(RefusalKind.NotFound, "signin.token-unknown", "There is no such token.");
    public static readonly Refusal TokenNameMissing = new(RefusalKind.Invalid, "signin.token-name", "Name the token by what will use it, with at most 100 characters.");
    public static readonly Refusal PasskeysTooMany = new(RefusalKind.Conflict, "signin.passkeys-many", "You have twenty passkeys already. Remove one that you no longer use.");
    public static readonly Refusal PasskeyRefused = new(RefusalKind.Forbidden, "signin.passkey-refused", "That passkey was not accepted. Try again, or sign in another way.");
}
