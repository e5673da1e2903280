using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.Domain.Webhooks;
using NodaTime;

namespace Headway.Application.Webhooks;

/// <summary>
/// Puts what others are to be told of into the outbox, in the transaction of the change itself. A touch that can be taken back
/// leaves when that time is over. Tenants without webhooks pay nothing.
/// </summary>
public sealed class WebhookQueue(DeskClock clock, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TenantId, (IReadOnlyList<Webhook> Active, IReadOnlySet<TeamId> Restricted, long At)> _known = new();

    /// <summary>The tenant's webhooks were changed: the next change of a ticket reads them anew. Other nodes do within five seconds.</summary>
    public void Forget(TenantId tenant) => _known.TryRemove(tenant, out _);

    /// <summary>The outbox keys of what a touch tells, for taking it back.</summary>
    public static IEnumerable<string> Keys(TicketKey ticket, int from, int to) => Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(seq => Key(ticket, seq));

    /// <summary>Part of every change of a ticket, whatever door it came by.</summary>
    internal async ValueTask Note(Session session, Changed changed)
    {
        if (changed.Facts.Count == 0)
        {
            return;
        }

        var (all, restricted) = await Active(session, changed.Tenant);
        if (all.Count == 0)
        {
            return;
        }

        // Of the same event in one change the last word counts.
        var told = changed.Facts.Select(recorded => (recorded, Event: WebhookEvents.Of(recorded.Fact))).Where(one => one.Event is not null)
            .GroupBy(one => one.Event!).Select(group => (Event: group.Key, group.Last().recorded)).ToList();
        var wall = clock.Wall();
        foreach (var (happening, recorded) in told)
        {
            var state = changed.State;
            var order = new WebhookOrder(
                happening, recorded.At.ToUnixTimeMilliseconds(), state.Status.Value, state.Priority.ToString(), state.Team.Value, changed.Facts[^1].Seq)
            { Into = (recorded.Fact as MergedInto)?.Into.Value };
            var leaves = recorded.By.IsOfSupport ? wall + Withdraw.Window : wall;
            foreach (var one in all.Where(one => one.Wants(happening, state.Team, restricted)))
            {
                await Outbox.Queue(session, changed.Tenant, changed.Ticket, [Draft(string.Create(CultureInfo.InvariantCulture, $"{Key(changed.Ticket, recorded.Seq)}:{one.Id}"), one, order, leaves)]);
            }
        }
    }

    internal static OutboxDraft Draft(string key, Webhook to, WebhookOrder order, Instant at) => new(key, to.OutboxKind, order.Json(), at);

    private static string Key(TicketKey ticket, int seq) => string.Create(CultureInfo.InvariantCulture, $"hook:{ticket.Value}:{seq}");

    private async ValueTask<(IReadOnlyList<Webhook> Active, IReadOnlySet<TeamId> Restricted)> Active(Session session, TenantId tenant)
    {
        if (_known.TryGetValue(tenant, out var known) && time.GetElapsedTime(known.At) < Fresh)
        {
            return (known.Active, known.Restricted);
        }

        IReadOnlyList<Webhook> active = (await WebhookRows.All(session, tenant)).FindAll(one => one.Active);
        var restricted = active.Count == 0 ? FrozenSet<TeamId>.Empty : await WebhookRows.Restricted(session, tenant);
        _known[tenant] = (active, restricted, time.GetTimestamp());
        return (active, restricted);
    }
}
