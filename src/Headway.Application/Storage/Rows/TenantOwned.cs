using Headway.Domain;

namespace Headway.Application.Storage.Rows;

/// <summary>A row of one tenant. Every table has the tenant as its first column and every query of it the tenant as its first condition.</summary>
public abstract class TenantOwned
{
    /// <summary>Stamped when the row is added; a row of another tenant is refused as a bug.</summary>
    public TenantId Tenant { get; set; }
}
