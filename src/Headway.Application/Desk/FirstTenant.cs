using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Desk;

/// <summary>An installation's first tenant: laid once, found again at every later start.</summary>
public static class FirstTenant
{
    /// <summary>The only tenant, laid first where there is none; null where several live, whose administrators came otherwise.</summary>
    public static async Task<TenantId?> FindOrLay(Database database, TenantPlan plan, TimeProvider clock, CancellationToken stop = default)
    {
        await database.Counters.Fill(stop);
        return await database.Write<TenantId?>(
            async session => await session.Number("SELECT 1 FROM tenants LIMIT 1") is null
                ? await NewTenant.Create(session, database.Counters, plan, clock.GetUtcNow().ToUnixTimeMilliseconds())
                : await NewTenant.TheOnlyOne(session),
            stop);
    }

    public static Task<bool> IsLaid(Database database, CancellationToken stop = default) => database.Read(
        async session => await session.Number("SELECT 1 FROM tenants LIMIT 1") is not null, stop);
}
