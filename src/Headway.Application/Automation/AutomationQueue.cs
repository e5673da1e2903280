using System.Collections.Concurrent;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Progression;

namespace Headway.Application.Automation;

/// <summary>
/// Notes, in the transaction of a change itself, that rules or followers have something to look at. A touch that can be
/// taken back is looked at when that time is over. Tenants without rules pay nothing.
/// </summary>
public sealed class AutomationQueue(DeskClock clock, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TenantId, (IReadOnlyList<Trigger> Wanted, long At)> _wanted = new();

    public void Forget(TenantId tenant) => _wanted.TryRemove(tenant, out _);

    /// <summary>Part of every change of a ticket, whatever door it came by.</summary>
    internal async ValueTask Note(Session session, Changed changed)
    {
        if (changed.Facts.Count == 0)
        {
            return;
        }

        var wanted = await Wanted(session, changed.Tenant);
        if (!changed.Facts.Any(recorded => FollowLink.Concerns(changed.State, recorded.Fact) || wanted.Any(trigger => trigger.Is(recorded.Fact))))
        {
            return;
        }

        var wait = changed.Facts.Any(recorded => recorded.By.IsOfSupport) ? Withdraw.Window : NodaTime.Duration.Zero;
        await session.Do(
            "INSERT INTO automation_queue (tenant, id, ticket, from_seq, to_seq, not_before) VALUES ($1, $2, $3, $4, $5, $6)",
            changed.Tenant.Value, await session.NextId(), changed.Ticket.Value, (long)changed.Facts[0].Seq, (long)changed.Facts[^1].Seq,
            (clock.Wall() + wait).ToUnixTimeMilliseconds());
    }

    private async ValueTask<IReadOnlyList<Trigger>> Wanted(Session session, TenantId tenant)
    {
        if (_wanted.TryGetValue(tenant, out var known) && time.GetElapsedTime(known.At) < Fresh)
        {
            return known.Wanted;
        }

        var rules = await session.Query(
            "SELECT body FROM automation_rules WHERE tenant = $1 AND current AND active AND NOT removed AND paused_at IS NULL", row => RuleBody.Read(row.GetString(0)).On, tenant.Value);
        IReadOnlyList<Trigger> wanted = [.. rules.Where(trigger => !trigger.ByTime)];
        _wanted[tenant] = (wanted, time.GetTimestamp());
        return wanted;
    }
}
