using Headway.Application.Desk;
using Headway.Application.Storage;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>The demo's own clock: it goes on from where it was, and can be moved forward, never back.</summary>
public sealed class DemoClock(Database database, DeskClock clock, Heartbeat.Heartbeat heartbeat, Automation.RunAutomation automation, Notifications.SendDigests digests, Notifications.SendWeeks weeks)
{
    /// <summary>After a start: from the time last shown or the last thing that happened, whichever is later.</summary>
    public static async Task Restore(Database database, DeskClock clock, CancellationToken stop = default)
    {
        var shown = await database.Read(
            async session =>
            {
                var set = await session.Number("SELECT shown_at FROM demo WHERE tenant = $1", DemoBuilder.Tenant.Value);
                var last = await session.Number("SELECT max(changed) FROM tickets WHERE tenant = $1", DemoBuilder.Tenant.Value);
                return set is { } at ? Math.Max(at, last ?? at) : (long?)null;
            },
            stop);
        if (shown is { } time)
        {
            clock.Set(DemoBuilder.Tenant, Instant.FromUnixTimeMilliseconds(time));
        }
    }

    /// <summary>Moves the clock and lets the heartbeat pass over what lay between: one beat.</summary>
    public async Task Move(Instant to, CancellationToken stop = default)
    {
        var now = clock.Now(DemoBuilder.Tenant);
        if (to <= now)
        {
            return;
        }

        await database.Write(session => DemoMoments.Clock(session, to), stop);
        clock.Set(DemoBuilder.Tenant, to);
        await heartbeat.Until(DemoBuilder.Tenant, to, stop);
        await automation.Until(DemoBuilder.Tenant, to, stop);
        await digests.Send(DemoBuilder.Tenant, stop);
        await weeks.Send(DemoBuilder.Tenant, stop);
    }
}
