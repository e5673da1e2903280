using System.Text.Json;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Webhooks;

/// <summary>How a receiver is spoken to: signed data for programs, or a line of text for a chat.</summary>
public enum WebhookKind { Signed, Slack, Teams }

/// <summary>
/// A receiver elsewhere and what it is told of. <paramref name="Host"/> is all that is shown of its address, which may open a door.
/// <paramref name="Team"/>: only what lies with that team; null: with any team that everybody of the desk may see. <paramref name="StoppedAt"/>: it took nothing for days, or said that it is gone.
/// </summary>
public sealed record Webhook(
    long Id, string Name, WebhookKind Kind, string Host, TeamId? Team, IReadOnlyList<string> Events, bool Active, Instant? SuccessAt, Instant? FailingSince, Instant? StoppedAt, string? Error, int Revision)
{
    /// <summary>Its part of the outbox: one that is slow holds up no other.</summary>
    public string OutboxKind => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"webhook:{Id}");

    /// <summary>Whether it is told of that, of a ticket that lies with <paramref name="team"/>.</summary>
    public bool Wants(string happening, TeamId team, IReadOnlySet<TeamId> restricted) => Active && Events.Contains(happening) && MayHear(team, restricted);

    /// <summary>What lies with a restricted team leaves only where exactly that team was chosen.</summary>
    public bool MayHear(TeamId team, IReadOnlySet<TeamId> restricted) => Team is { } chosen ? chosen == team : !restricted.Contains(team);
}

/// <summary>A receiver as somebody would have it. <paramref name="Url"/> empty: as it is.</summary>
public sealed record WebhookDraft(string Name, WebhookKind Kind, string? Url, TeamId? Team, IReadOnlyList<string> Events, bool Active);

/// <summary>What is sealed: where to, and with which keys it is signed. The old key counts until <paramref name="OldUntilMs"/>.</summary>
public sealed record WebhookSecret(string Url, string? Key = null, string? OldKey = null, long? OldUntilMs = null);

/// <summary>What happened, as it waits in the outbox: ids and codes, no words. <paramref name="Id"/> of the first sending, for one that is sent again.</summary>
public sealed record WebhookOrder(string Event, long AtMs, string? Status = null, string? Priority = null, long? Team = null, int? Version = null, long? Id = null)
{
    /// <summary>The ticket as part of which this one goes on, where that is what happened.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public long? Into { get; init; }

    /// <summary>As it lies in the outbox.</summary>
    public string Json() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">That is no order.</exception>
    public static WebhookOrder Read(string body) => JsonSerializer.Deserialize<WebhookOrder>(body) ?? throw new JsonException("The order is empty.");
}

/// <summary>One thing that was told, or is about to be. <paramref name="State"/>: waiting, sending, sent, failed or cancelled.</summary>
public sealed record Delivery(long Id, string Event, long? Ticket, Instant At, string State, int Tries, Instant? Next, Instant? Done, string? Error);
