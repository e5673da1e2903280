using System.ComponentModel.DataAnnotations.Schema;
using Headway.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage.Rows;

[Table("protection_keys")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class ProtectionKeyRow : TenantOwned
{
    public string Id { get; set; } = "";

    public string Xml { get; set; } = "";

    public Instant Created { get; set; }
}

[Table("audit")]
[PrimaryKey(nameof(Tenant), nameof(Seq))]
public sealed class AuditRow : TenantOwned
{
    public int Seq { get; set; }

    public Instant At { get; set; }

    public Actor Actor { get; set; }

    public string Kind { get; set; } = "";

    public string Target { get; set; } = "";

    public string Body { get; set; } = "";

    public string Hash { get; set; } = "";
}
