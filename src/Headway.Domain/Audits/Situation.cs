using System.Collections.Frozen;
using Headway.Domain.Statuses;

namespace Headway.Domain.Audits;

/// <summary>Who is believed to hold a ticket while it is in a situation; the split of open time.</summary>
public enum Holder : byte
{
    /// <summary>It lies in a queue: new, assigned, returned, and nobody has begun.</summary>
    Queue,

    /// <summary>Somebody of ours is on it, or it is ours to do.</summary>
    Work,

    Customer,

    Supplier,

    /// <summary>A change, an approval, a date, or a status that nobody has explained.</summary>
    Other,

    /// <summary>Resolved or closed: no gap of an open ticket lies here.</summary>
    Done,
}

/// <summary>
/// The situation a history's event leaves a ticket in: a meaningful status in one byte, so that ten million of them fit.
/// The values are places in <see cref="DefaultStatuses.All"/>; beside them stand what a status cannot say.
/// </summary>
public static class Situation
{
    /// <summary>The source's status has no meaning in the profile: counted, listed, never dropped.</summary>
    public const byte Unmapped = 24;

    /// <summary>An administrative event: the situation stays what it was.</summary>
    public const byte Keep = 254;

    /// <summary>An assignment that is logged with every hand-over: a queued ticket stays queued, any other is in work.</summary>
    public const byte AssignedIfQueued = 253;

    public const int Count = 25;

    private static readonly FrozenDictionary<string, byte> ByCode = DefaultStatuses.All
        .Select((status, at) => (status.Code.Value, At: (byte)at))
        .ToFrozenDictionary(pair => pair.Value, pair => pair.At, StringComparer.Ordinal);

    private static readonly Holder[] Holders = [.. DefaultStatuses.All.Select(HolderOf), Holder.Other];

    public static readonly byte New = Of(StatusCode.New), Assigned = Of(StatusCode.Assigned), InProgress = Of(StatusCode.InProgress),
        CustomerUpdated = Of(StatusCode.CustomerUpdated), Chased = Of(StatusCode.Chased), AwaitCustomer = Of(StatusCode.AwaitCustomer),
        Reopened = Of(StatusCode.Reopened), Resolved = Of(StatusCode.Resolved), Closed = Of(StatusCode.Closed), Rejected = Of(StatusCode.Rejected),
        AppointmentRequested = Of(StatusCode.AppointmentRequested);

    public static byte Of(StatusCode code) => ByCode[code.Value];

    /// <summary>The byte of a profile's word: a status code, <c>keep</c> or <c>assigned-if-queued</c>; null when it is none of these.</summary>
    public static byte? Parse(string word) => word switch
    {
        "keep" => Keep,
        "assigned-if-queued" => AssignedIfQueued,
        "unmapped" => Unmapped,
        _ => ByCode.TryGetValue(word, out var at) ? at : null,
    };

    /// <summary>The status; null for <see cref="Unmapped"/>.</summary>
    public static StatusCode? Code(byte situation) => situation < DefaultStatuses.All.Count ? DefaultStatuses.All[situation].Code : null;

    public static Holder HeldBy(byte situation) => Holders[situation];

    public static bool IsOpen(byte situation) => Holders[situation] != Holder.Done;

    private static Holder HolderOf(StatusDefinition status) => status.Kind switch
    {
        StatusKind.Terminal => Holder.Done,
        _ when status.Code == StatusCode.New || status.Code == StatusCode.Assigned || status.Code == StatusCode.Rejected => Holder.Queue,
        _ when status.Code == StatusCode.AwaitChange || status.Code == StatusCode.AwaitApproval || status.Code == StatusCode.Deferred => Holder.Other,
        _ when status.HeldBy == Statuses.HeldBy.Customer => Holder.Customer,
        _ when status.HeldBy == Statuses.HeldBy.ThirdParty => Holder.Supplier,
        _ => Holder.Work,
    };
}
