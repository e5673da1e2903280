using Headway.Domain;

namespace Headway.Application.Provisioning;

public static class ProvisioningRefusals
{
    public static readonly Refusal TokenNeeded = new(RefusalKind.Forbidden, "provisioning.token-needed", "Send a token for provisioning in the header Authorization, after the word Bearer. An administrator makes it under Single sign-on.");
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "provisioning.unknown", "There is nothing of that id that was pushed here.");
    public static readonly Refusal NoSuchAddress = new(RefusalKind.NotFound, "provisioning.unknown-address", "There is nothing at this address. Users, Groups, Schemas, ResourceTypes and ServiceProviderConfig are.");
    public static readonly Refusal Malformed = new(RefusalKind.Invalid, "provisioning.malformed", "The body is not what SCIM 2.0 sends here.");
    public static readonly Refusal ValueWrong = new(RefusalKind.Invalid, "provisioning.value", "One of the values can't be kept.");
    public static readonly Refusal FilterUnknown = new(RefusalKind.Invalid, "provisioning.filter", "Filters are attributes compared with eq and joined by and: id, userName, externalId, displayName, emails.value, active, members.");
    public static readonly Refusal PathUnknown = new(RefusalKind.Invalid, "provisioning.path", "The path of an operation is an attribute, with a filter in brackets and a part after a dot where it has them.");
    public static readonly Refusal TooMany = new(RefusalKind.Invalid, "provisioning.too-many", "At most 1,000 operations in one request.");
    public static readonly Refusal Stale = new(RefusalKind.Conflict, "provisioning.stale", "It was changed meanwhile. Read it again.");
    public static readonly Refusal ProviderMissing = new(RefusalKind.Forbidden, "provisioning.provider-missing", "No provider is set. An administrator sets it under Single sign-on, with the domains it may speak for.");
    public static readonly Refusal AddressMissing = new(RefusalKind.Invalid, "provisioning.address-missing", "A person needs a mail address: in emails, or as the userName.");
    public static readonly Refusal DomainForeign = new(RefusalKind.Invalid, "provisioning.domain", "The mail address lies in none of the provider's domains. Add the domain under Single sign-on.");
    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "provisioning.taken", "Somebody else was pushed by this userName or externalId already.");
    public static readonly Refusal AddressTaken = new(RefusalKind.Conflict, "provisioning.address-taken", "Somebody else here has this mail address.");
    public static readonly Refusal KeptOut = new(RefusalKind.Conflict, "provisioning.kept-out", "Whoever has this mail address was deactivated here by an administrator. Activate them here first.");
    public static readonly Refusal Holder = new(RefusalKind.Forbidden, "provisioning.holder", "This token acts for that person: it can't deactivate them. Make the token as an administrator whom the provider does not push.");
    public static readonly Refusal MemberUnknown = new(RefusalKind.Invalid, "provisioning.member-unknown", "A member of the group was not pushed here. Push the person first.");
    public static readonly Refusal GroupTaken = new(RefusalKind.Conflict, "provisioning.group-taken", "A group of this displayName was pushed already.");
}
