using System.ComponentModel.DataAnnotations.Schema;
using Headway.Domain;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage.Rows;

[Table("attachments")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class AttachmentRow : TenantOwned
{
    public long Id { get; set; }

    public TicketKey? Ticket { get; set; }

    public TextId? Text { get; set; }

    public string Hash { get; set; } = "";

    public string? Name { get; set; }

    public string MediaType { get; set; } = "";

    public long Length { get; set; }

    public bool Inline { get; set; }

    public PersonId? UploadedBy { get; set; }

    public Instant At { get; set; }

    public string? Cid { get; set; }
}

[Table("outbox")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class OutboxRow : TenantOwned
{
    public long Id { get; set; }

    public string Key { get; set; } = "";

    public string Kind { get; set; } = "";

    public TicketKey? Ticket { get; set; }

    public string Body { get; set; } = "";

    public Instant Created { get; set; }

    public Instant NotBefore { get; set; }

    public string State { get; set; } = "";

    public int Attempts { get; set; }

    public string? LeaseOwner { get; set; }

    public Instant? LeaseUntil { get; set; }

    public long Fence { get; set; }

    public Instant? DoneAt { get; set; }

    public string? Error { get; set; }
}

[Table("claims")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Activity))]
public sealed class ClaimRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public int Activity { get; set; }

    public PersonId Person { get; set; }

    public Instant Until { get; set; }

    public long Fence { get; set; }
}

[Table("requests")]
[PrimaryKey(nameof(Tenant), nameof(Person), nameof(Key))]
public sealed class RequestRow : TenantOwned
{
    public PersonId Person { get; set; }

    public string Key { get; set; } = "";

    public string Hash { get; set; } = "";

    public int Status { get; set; }

    public string Body { get; set; } = "";

    public Instant At { get; set; }
}
