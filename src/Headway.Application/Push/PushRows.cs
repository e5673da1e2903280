using System.Data.Common;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Push;

/// <summary>The browsers of a tenant as they lie in the database, always called <c>d</c>.</summary>
internal static class PushRows
{
    /// <summary>
    /// The condition under which a browser is told anything: its person comes in, and is signed in there. A day without a page open ends
    /// nothing, for that is what it is there for; signing out, a new password and the end of the session do.
    /// </summary>
    public static string Alive(string wall) =>
        $"""
        NOT d.ended AND EXISTS (
          SELECT 1 FROM sessions s JOIN people o ON o.tenant = s.tenant AND o.id = s.person
          WHERE s.tenant = d.tenant AND s.id = d.session AND s.person = d.person AND s.revoked_at IS NULL AND s.expires > {wall} AND s.stamp = o.security_stamp AND o.active)
        """;

    /// <summary>One's own, the one last used first.</summary>
    public static ValueTask<List<PushDevice>> Of(Session session, Caller caller, Instant wall) => session.Query(
        $"SELECT d.id, d.name, d.host, d.since, d.seen, d.told_at, d.error, d.session FROM push_devices d WHERE d.tenant = $1 AND d.person = $2 AND {Alive("$3")} ORDER BY d.seen DESC, d.id DESC",
        row => Read(row, caller), caller.Tenant.Value, caller.Person.Value, wall.ToUnixTimeMilliseconds());

    public static ValueTask Told(Session session, TenantId tenant, long device, Instant now) => session.Do(
        "UPDATE push_devices SET told_at = $3, failing_since = NULL, error = NULL WHERE tenant = $1 AND id = $2", tenant.Value, device, now.ToUnixTimeMilliseconds());

    public static ValueTask Forget(Session session, TenantId tenant, long device) => session.Do("DELETE FROM push_devices WHERE tenant = $1 AND id = $2", tenant.Value, device);

    /// <summary>Remembers that its service took nothing, and why; forgets it after a fortnight of that.</summary>
    public static async ValueTask Failed(Session session, TenantId tenant, long device, string why, Instant now)
    {
        await session.Do(
            "UPDATE push_devices SET failing_since = coalesce(failing_since, $3), error = $4 WHERE tenant = $1 AND id = $2", tenant.Value, device, now.ToUnixTimeMilliseconds(), why);
        await session.Do(
            "DELETE FROM push_devices WHERE tenant = $1 AND id = $2 AND failing_since <= $3", tenant.Value, device, (now - PushPatience.UntilForgotten).ToUnixTimeMilliseconds());
    }

    private static PushDevice Read(DbDataReader row, Caller caller) => new(
        row.GetInt64(0), row.TextOrNull(1), row.GetString(2), At(row.GetInt64(3)), At(row.GetInt64(4)), row.LongOrNull(5) is { } told ? At(told) : null, row.TextOrNull(6),
        Secret.Same(row.GetString(7), caller.Session));

    private static Instant At(long at) => Instant.FromUnixTimeMilliseconds(at);
}
