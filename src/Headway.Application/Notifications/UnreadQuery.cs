using Headway.Application.Access;
using Headway.Application.Storage;

namespace Headway.Application.Notifications;

/// <summary>How many notifications a person has not looked at.</summary>
public sealed class UnreadQuery(Database database)
{
    public async Task<int> Count(Caller caller, CancellationToken stop = default) => (int)(await database.Read(
        session => session.Number(
            "SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND read_at IS NULL", caller.Tenant.Value, caller.Person.Value).AsTask(),
        stop) ?? 0);
}
