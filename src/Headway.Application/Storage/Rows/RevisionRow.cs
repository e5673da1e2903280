using System.ComponentModel.DataAnnotations.Schema;
using Headway.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage.Rows;

[Table("revisions")]
[PrimaryKey(nameof(Tenant), nameof(What))]
public sealed class RevisionRow : TenantOwned
{
    public string What { get; set; } = "";

    public int Revision { get; set; }

    public Instant Changed { get; set; }

    public Actor Actor { get; set; }
}
