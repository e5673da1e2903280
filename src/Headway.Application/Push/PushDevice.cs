using System.Text.Json;
using NodaTime;

namespace Headway.Application.Push;

/// <summary>
/// A browser in which its person is told while no page is open. <paramref name="Host"/> is all that is shown of where it is reached:
/// its maker's push service. <paramref name="Seen"/>: when it last had a page of ours open. <paramref name="Told"/>: when its service last took
/// something for it. <paramref name="Trouble"/>: why the last word did not reach its service; null for none. <paramref name="Here"/>: the one that asks.
/// </summary>
public sealed record PushDevice(long Id, string? Name, string Host, Instant Since, Instant Seen, Instant? Told, string? Trouble, bool Here);

/// <summary>What a browser gives when it agrees to be told: where, and with which keys; base 64 for addresses.</summary>
public sealed record PushDraft(string? Endpoint, string? Point, string? Secret, string? Name)
{
    /// <summary>The browser says it by itself, without a press: what was ended elsewhere stays so.</summary>
    public bool Again { get; init; }
}

/// <summary>Where a browser is reached and how it is sealed for. Whoever holds it can tell the browser something: sealed in the database.</summary>
internal sealed record PushAddress(string Endpoint, string Point, string Secret)
{
    public string Json() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">That is no address.</exception>
    public static PushAddress Read(string kept) => JsonSerializer.Deserialize<PushAddress>(kept) ?? throw new JsonException("The address is empty.");
}

/// <summary>Which news goes to which browser, as it waits in the outbox: ids, no words.</summary>
internal sealed record PushOrder(long Notification, long Device)
{
    public const string OutboxKind = "push";

    public string Json() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">That is no order.</exception>
    public static PushOrder Read(string body) => JsonSerializer.Deserialize<PushOrder>(body) ?? throw new JsonException("The order is empty.");
}

/// <summary>What a push service said.</summary>
public enum PushAnswer
{
    /// <summary>It will bring it.</summary>
    Taken,

    /// <summary>It knows the browser no longer: the browser is forgotten here, too.</summary>
    Gone,

    /// <summary>It does not take it.</summary>
    Refused,

    /// <summary>Nobody answered, or not now.</summary>
    Unreached,
}

/// <summary>What came of a word that was sent to a browser at once.</summary>
public sealed record PushTried(long Device, string? Name, string Host, PushAnswer Answer, string? Why);
