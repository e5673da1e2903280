using System.ComponentModel.DataAnnotations.Schema;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage.Rows;

[Table("facts")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Seq))]
public sealed class FactRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public int Seq { get; set; }

    public Instant At { get; set; }

    public Actor Actor { get; set; }

    public string Kind { get; set; } = "";

    public int Version { get; set; }

    public string Body { get; set; } = "";
}

[Table("activities")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Id))]
public sealed class ActivityRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public int Id { get; set; }

    public ActivityType Type { get; set; }

    public StatusCode Status { get; set; }

    public StatusKind Kind { get; set; }

    public bool Base { get; set; }

    public int Rank { get; set; }

    public bool HighPriority { get; set; }

    public HeldBy HeldBy { get; set; }

    public int Attempt { get; set; }

    public Instant Opened { get; set; }

    public Instant OriginalDue { get; set; }

    public Instant Due { get; set; }

    public Instant? Closed { get; set; }

    public ActivityOutcome? Outcome { get; set; }

    public Actor? DoneBy { get; set; }

    public Verdict? Verdict { get; set; }

    public Instant? VerdictAt { get; set; }

    public TeamId? JudgedTeam { get; set; }

    public PersonId? JudgedPerson { get; set; }

    public bool Uncounted { get; set; }

    public TeamId Team { get; set; }

    public PersonId? Owner { get; set; }

    public Priority Priority { get; set; }

    public bool Major { get; set; }

    public int Moves { get; set; }

    public bool Open { get; set; }
}

[Table("tickets")]
[PrimaryKey(nameof(Tenant), nameof(Ticket))]
public sealed class TicketRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public long Number { get; set; }

    public int Version { get; set; }

    public TicketType Type { get; set; }

    public string State { get; set; } = "";

    public StatusCode Status { get; set; }

    public Priority Priority { get; set; }

    public bool Major { get; set; }

    public TeamId Team { get; set; }

    public PersonId? Owner { get; set; }

    public PersonId Requester { get; set; }

    public ServiceId? Service { get; set; }

    public Channel Channel { get; set; }

    public string? Subject { get; set; }

    public Instant Opened { get; set; }

    public Instant Changed { get; set; }

    public Instant? FirstReplyAt { get; set; }

    public Instant? LastReplyAt { get; set; }

    public Instant? UnansweredAt { get; set; }

    public Intent? UnansweredIntent { get; set; }

    public Instant? ResolvedAt { get; set; }

    public Instant? ClosesAt { get; set; }

    public Instant? ClosedAt { get; set; }

    public CloseCode? CloseCode { get; set; }

    public Instant? WakesAt { get; set; }

    public Instant? PromiseAt { get; set; }

    public Actor? PromiseSetBy { get; set; }

    public StatusCode? PromiseStatus { get; set; }

    public PromiseOutcome? PromiseOutcome { get; set; }

    public int PromisesMade { get; set; }

    public int PromisesKept { get; set; }

    public int PromisesMissed { get; set; }

    public int PromisesRenewed { get; set; }

    public int Reopenings { get; set; }

    public int Transfers { get; set; }

    public int? NextActivity { get; set; }

    public bool? NextOpen { get; set; }

    public Instant? NextDue { get; set; }
}

[Table("ticket_tags")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Tag))]
public sealed class TicketTagRow : TenantOwned
{
    public long Tag { get; set; }

    public TicketKey Ticket { get; set; }
}

[Table("watchers")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Person))]
public sealed class WatcherRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public PersonId Person { get; set; }
}

[Table("links")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Other), nameof(Kind))]
public sealed class LinkRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public TicketKey Other { get; set; }

    public LinkKind Kind { get; set; }
}

[Table("texts")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class TextRow : TenantOwned
{
    public TextId Id { get; set; }

    public TicketKey Ticket { get; set; }

    public int Seq { get; set; }

    public string Kind { get; set; } = "";

    public Actor Author { get; set; }

    public Instant At { get; set; }

    public string? Subject { get; set; }

    public string? Body { get; set; }

    public string? Html { get; set; }

    public bool Withdrawn { get; set; }

    public Instant? ErasedAt { get; set; }
}

[Table("files")]
[PrimaryKey(nameof(Tenant), nameof(Hash))]
public sealed class FileRow : TenantOwned
{
    public string Hash { get; set; } = "";

    public long Length { get; set; }

    public Instant StoredAt { get; set; }
}
