using Headway.Domain;

namespace Headway.Application.Webhooks;

public static class WebhookRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "webhook.unknown", "There is no such webhook.");

    public static readonly Refusal DeliveryUnknown = new(RefusalKind.NotFound, "webhook.delivery-unknown", "There is no such delivery any more.");

    public static readonly Refusal NameMissing = new(RefusalKind.Invalid, "webhook.name-missing", "Give the webhook a name of up to 100 characters.");

    public static readonly Refusal AddressMalformed = new(
        RefusalKind.Invalid, "webhook.address-malformed", "Give the whole address, beginning with https:// and without a name or password in it.");

    public static readonly Refusal AddressInside = new(
        RefusalKind.Invalid, "webhook.address-inside",
        "That address lies in a private network, where the desk does not send by itself. Whoever runs the installation can allow the host by name: see the operations guide, Headway__Outbound.");

    public static readonly Refusal NothingChosen = new(RefusalKind.Invalid, "webhook.nothing-chosen", "Choose at least one thing that it is told of.");

    public static readonly Refusal EventUnknown = new(RefusalKind.Invalid, "webhook.event-unknown", "There is no such event. The list is in the guide, and in the API reference.");

    public static readonly Refusal TooMany = new(RefusalKind.Conflict, "webhook.too-many", "A desk has at most twenty webhooks. Remove one first.");

    public static readonly Refusal Unsigned = new(RefusalKind.Conflict, "webhook.unsigned", "Only webhooks for programs have a key.");
}
