using Headway.Application.Access;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Application.Views;

namespace Headway.Application.Tickets;

/// <summary>The services a ticket can be about.</summary>
public sealed class ServiceList(Database database)
{
    public Task<List<ServiceChoice>> Of(Caller caller, CancellationToken stop = default) => database.Read(
        async session => await session.Query(
            $"SELECT id, {ServiceWords.Name(caller)} FROM services WHERE tenant = $1 AND active ORDER BY 2", row => new ServiceChoice(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value),
        stop);
}
