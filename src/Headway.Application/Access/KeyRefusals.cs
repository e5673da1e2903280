using Headway.Domain;

namespace Headway.Application.Access;

public static class KeyRefusals
{
    public static readonly Refusal Missing = new(
        RefusalKind.Conflict, "key.missing",
        "This desk's secrets are sealed with a key that is not here. Put its file headway.key back, or give it by HEADWAY_KEY. Lost it? 'headway migrate --new-key' begins with a new one.");

    public static readonly Refusal DoesNotFit = new(
        RefusalKind.Conflict, "key.does-not-fit",
        "The key here is not the one that this desk's secrets are sealed with. Put the right headway.key back, or give it by HEADWAY_KEY. Lost it? 'headway migrate --new-key' begins with a new one.");

    public static readonly Refusal Malformed = new(
        RefusalKind.Invalid, "key.malformed", "That is no key of Headway: a key is 44 characters, 32 random bytes in base 64 ('openssl rand -base64 32').");

    public static readonly Refusal NoPlace = new(
        RefusalKind.Conflict, "key.no-place", "There is no place for this desk's key. Name a folder by HEADWAY_DATA that can be written to, or give a key by HEADWAY_KEY.");
}
