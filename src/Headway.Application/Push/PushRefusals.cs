using Headway.Domain;

namespace Headway.Application.Push;

public static class PushRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "push.unknown", "That browser is not told anything any more.");

    public static readonly Refusal Malformed = new(
        RefusalKind.Invalid, "push.malformed", "That is no subscription of a browser. Switch notifications off in the browser and on again.");

    public static readonly Refusal AddressInside = new(
        RefusalKind.Invalid, "push.address-inside",
        "This browser is reached inside a private network, where the desk does not send by itself. Whoever runs the installation can allow the host by name: see the operations guide, Headway__Outbound.");

    public static readonly Refusal Taken = new(
        RefusalKind.Conflict, "push.taken", "That address belongs to another browser. Switch notifications off in this browser and on again.");

    public static readonly Refusal Ended = new(RefusalKind.Conflict, "push.ended", "This browser was switched off from another one. Switch it on here if it is to be told again.");

    public static readonly Refusal TooMany = new(RefusalKind.Conflict, "push.too-many", "Ten browsers of yours are told already. Switch one of them off first.");
}
