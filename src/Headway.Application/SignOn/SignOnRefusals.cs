using Headway.Domain;

namespace Headway.Application.SignOn;

public static class SignOnRefusals
{
    public static readonly Refusal NotSet = new(RefusalKind.NotFound, "signon.not-set", "No provider is set for signing in. Sign in another way.");
    public static readonly Refusal NameMissing = new(RefusalKind.Invalid, "signon.name-missing", "Give the provider a name of at most 60 characters: it stands on the button.");
    public static readonly Refusal IssuerMalformed = new(RefusalKind.Invalid, "signon.issuer-malformed", "Give the issuer as the provider writes it: an address that begins with https:// and has neither query nor user in it.");
    public static readonly Refusal ClientMissing = new(RefusalKind.Invalid, "signon.client-missing", "Give the client id and, the first time, the secret that the provider shows for this desk.");
    public static readonly Refusal DomainsMissing = new(RefusalKind.Invalid, "signon.domains-missing", "Name the domains of the mail addresses that the provider speaks for, such as example.org.");
    public static readonly Refusal GroupTwice = new(RefusalKind.Invalid, "signon.group-twice", "Each group stands once, with a role or a team.");
    public static readonly Refusal GroupsTooMany = new(RefusalKind.Invalid, "signon.groups-many", "At most 100 groups can mean something here.");
    public static readonly Refusal NewcomersUnknown = new(RefusalKind.Invalid, "signon.newcomers", "New people become customers or agents, or are refused.");
    public static readonly Refusal NotReached = new(RefusalKind.Busy, "signon.not-reached", "The provider can't be reached just now. Try again, or sign in another way.");
    public static readonly Refusal IssuerDiffers = new(RefusalKind.Forbidden, "signon.issuer-differs", "The answer names another issuer than the one that is set. Start signing in again; if it stays so, tell an administrator.");
    public static readonly Refusal Unusable = new(RefusalKind.Conflict, "signon.unusable", "The provider's description lacks what signing in needs.");
    public static readonly Refusal ClientRefused = new(RefusalKind.Conflict, "signon.client-refused", "The provider does not take this client id and secret.");
    public static readonly Refusal StateLost = new(RefusalKind.Forbidden, "signon.state-lost", "That took too long, or was begun in another window. Start signing in again.");
    public static readonly Refusal Declined = new(RefusalKind.Forbidden, "signon.declined", "The provider did not let you in. Try again, or sign in another way.");
    public static readonly Refusal CodeRefused = new(RefusalKind.Forbidden, "signon.code-refused", "The provider did not take its own code back. Start signing in again.");
    public static readonly Refusal Signature = new(RefusalKind.Forbidden, "signon.signature", "The provider's word is not signed as it must be. Start signing in again; if it stays so, tell an administrator.");
    public static readonly Refusal Audience = new(RefusalKind.Forbidden, "signon.audience", "The provider's word was meant for another program. Start signing in again; if it stays so, tell an administrator.");
    public static readonly Refusal Expired = new(RefusalKind.Forbidden, "signon.expired", "The provider's word is too old, or its clock differs from ours. Start signing in again.");
    public static readonly Refusal Nonce = new(RefusalKind.Forbidden, "signon.nonce", "The provider's word belongs to another sign-in. Start signing in again.");
    public static readonly Refusal EmailUnproven = new(RefusalKind.Forbidden, "signon.email-unproven", "The provider does not say that your mail address is verified, or it may not speak for it. Ask an administrator to let you in.");
    public static readonly Refusal PersonUnknown = new(RefusalKind.Forbidden, "signon.person-unknown", "Nobody here has your mail address. Ask an administrator to add you.");
    public static readonly Refusal LinkedOtherwise = new(RefusalKind.Forbidden, "signon.linked-otherwise", "Your mail address belongs to somebody whom the provider named differently before. Ask an administrator to part the two.");
    public static readonly Refusal GroupMissing = new(RefusalKind.Forbidden, "signon.group-missing", "You are in none of the provider's groups that may come in. Ask an administrator.");
    public static readonly Refusal Disabled = new(RefusalKind.Forbidden, "signon.disabled", "You can't come in here any more. Ask an administrator.");

    /// <summary>Those that somebody who wants to come in is told, by their codes.</summary>
    public static IReadOnlyDictionary<string, Refusal> ToPeople { get; } = new[]
    {
        NotSet, NotReached, IssuerDiffers, Unusable, StateLost, Declined, CodeRefused, Signature, Audience, Expired, Nonce, EmailUnproven, PersonUnknown, LinkedOtherwise, GroupMissing, Disabled,
    }.ToDictionary(no => no.Code);
}
