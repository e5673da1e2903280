using Headway.Domain;

namespace Headway.Application.Storage;

/// <summary>Which tenants there are; the one question that is asked across them.</summary>
public static class Tenants
{
    public static Task<List<TenantId>> Active(Database database, CancellationToken stop = default) => database.Read(
        async session => await session.Query("SELECT tenant FROM tenants WHERE active ORDER BY tenant", reader => new TenantId(reader.GetInt64(0))), stop);
}
