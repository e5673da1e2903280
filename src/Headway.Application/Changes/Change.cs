using System.Text.Json.Serialization;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Domain.Tickets;

namespace Headway.Application.Changes;

public enum ChangeKind
{
    Ticket,
    Presence,
    Clock,
    Team,

    /// <summary>Somebody was told something that changed no ticket.</summary>
    News,
}

/// <summary>Somebody who has a ticket open: looking or writing.</summary>
public sealed record Present(long Person, string Name, string Doing);

/// <summary>
/// That something changed, by ids: what it became is read by those who may. It travels between nodes as it is, so that it
/// holds no words of a ticket.
/// </summary>
public sealed record Change(ChangeKind Kind, long Tenant)
{
    public long Ticket { get; init; }

    public long Number { get; init; }

    public int Version { get; init; }

    public long Team { get; init; }

    public long Requester { get; init; }

    /// <summary>Of a customer-visible kind: an internal note does not stir the customer's page.</summary>
    public bool ForCustomers { get; init; }

    /// <summary>Customers whose own tickets go on as part of this one: what happens here is what their pages show.</summary>
    public IReadOnlyList<long> Along { get; init; } = [];

    /// <summary>The people to whom it is news.</summary>
    public IReadOnlyList<long> Told { get; init; } = [];

    /// <summary>Somebody may have been mentioned: everybody looks whether it was they.</summary>
    public bool Mentions { get; init; }

    public IReadOnlyList<Present> People { get; init; } = [];

    /// <summary>What the tenant's clock shows now, in Unix milliseconds.</summary>
    public long Now { get; init; }

    /// <summary>When the node heard it, in microseconds since it began, later than any other change of the tenant.</summary>
    [JsonIgnore]
    public long At { get; init; }

    public static Change Of(Changed changed) => new(ChangeKind.Ticket, changed.Tenant.Value)
    {
        Ticket = changed.Ticket.Value,
        Number = changed.Number,
        Version = changed.State.Version,
        Team = changed.State.Team.Value,
        Requester = changed.State.Requester.Value,
        ForCustomers = changed.Facts.Any(recorded => recorded.Fact is not (Noted or ColleagueWrote or Claimed or ClaimReleased or LessonSent or NextTimeAsked or LessonAcknowledged or HelpAsked or Contributed or Tagged or Untagged or Watched or Unwatched)),
        Along = [.. changed.State.Joined.Select(joined => joined.Requester).Where(person => person != changed.State.Requester).Select(person => person.Value).Distinct()],
        Told = [.. NotificationDrafts.Of(changed, []).Select(draft => draft.Person.Value)],
        Mentions = changed.Facts.Any(recorded => recorded.Fact is Noted),
    };
}
