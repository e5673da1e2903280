using System.ComponentModel.DataAnnotations.Schema;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage.Rows;

[Table("chases")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Id))]
public sealed class ChaseRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public int Id { get; set; }

    public Instant Opened { get; set; }

    public PersonId Person { get; set; }

    public int Contacts { get; set; }

    public bool Multi { get; set; }

    public Instant Due { get; set; }

    public bool OpenToTeam { get; set; }

    public Instant? WaitingSince { get; set; }

    public ChaseFinding? Finding { get; set; }

    public ChaseGround? Ground { get; set; }

    public string? Cause { get; set; }

    public Instant? JudgedAt { get; set; }

    public Actor? JudgedBy { get; set; }

    public Instant? AnsweredAt { get; set; }

    public Actor? AnsweredBy { get; set; }

    public Instant? Closed { get; set; }

    public TeamId Team { get; set; }

    public Instant? OverruledAt { get; set; }

    public Actor? OverruledBy { get; set; }
}

[Table("reported_calls")]
[PrimaryKey(nameof(Tenant), nameof(Person), nameof(At))]
public sealed class ReportedCallRow : TenantOwned
{
    public PersonId Person { get; set; }

    public Instant At { get; set; }
}

[Table("breaches")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Kind))]
public sealed class BreachRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public TargetKind Kind { get; set; }

    public Instant At { get; set; }

    public TeamId Team { get; set; }

    public PersonId? Person { get; set; }

    public string? Reason { get; set; }
}

[Table("page_views")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Person), nameof(At))]
public sealed class PageViewRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public PersonId Person { get; set; }

    public Instant At { get; set; }
}
