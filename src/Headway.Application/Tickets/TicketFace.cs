using System.Globalization;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>An open activity as others see it. <paramref name="Responsible"/> is the owner's address, else the team's name.</summary>
public sealed record ActivityFace(
    long Number, int Seq, string Type, StatusCode Status, Instant Opened, Instant OriginalDue, Instant Due, int Rank, bool HighPriority, string Responsible, string Why)
{
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Seq}");
}

/// <summary>What the customer was told; <paramref name="SetBy"/> is an address, or what kind of actor it was.</summary>
public sealed record PromiseFace(Instant At, string SetBy, PromiseOutcome? Outcome);

/// <summary>
/// A ticket as programs see it: people by address, the open activities with the most urgent first. The status is that of the
/// first of them. <paramref name="Promise"/> is null when nothing is open.
/// </summary>
public sealed record TicketFace(
    TicketKey Key, long Number, TicketType Type, string Subject, StatusCode Status, Priority Priority, string Team, string? Owner, string Requester, PromiseFace? Promise,
    IReadOnlyList<ActivityFace> Activities, int Version)
{
    /// <summary>The number of the ticket in which this one goes on; null while it stands by itself.</summary>
    public long? MergedInto { get; init; }

    /// <summary>The category by the name everything knows it by.</summary>
    public string? Category { get; init; }

    public Weight? Impact { get; init; }

    public Weight? Urgency { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What was answered to its service's form, and to those of services it was of before.</summary>
    public IReadOnlyList<Intake.AnswerRead> Answers { get; init; } = [];

    /// <summary>How many minutes were noted on it, by everybody together.</summary>
    public int Minutes { get; init; }

    /// <summary>The same by person as far as the reader is told; where one ticket is read.</summary>
    public TimeOnTicket Time { get; init; } = TimeOnTicket.None;

    internal long? Service { get; init; }

    internal bool Answered { get; init; }
}

/// <summary>Which tickets: all that are given must hold. <paramref name="State"/> is open, resolved or closed.</summary>
public sealed record TicketsWanted(
    string? State = null, string? Status = null, string? Team = null, string? Owner = null, string? Requester = null, Priority? Priority = null, bool Unowned = false)
{
    public string? Tag { get; init; }

    public string? Category { get; init; }

    public Weight? Impact { get; init; }

    public Weight? Urgency { get; init; }

    /// <summary>What fields of forms hold: <c>key=value</c> each, all of them.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}

/// <summary>A page of tickets, newest first, and the number after which the next page begins; null at the end.</summary>
public sealed record TicketFacesPage(IReadOnlyList<TicketFace> Items, long? Next);
