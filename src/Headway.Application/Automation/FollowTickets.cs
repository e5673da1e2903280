using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Automation;

/// <summary>What waits for a change or problem follows its date and its end; each waiting ticket by a decision of its own.</summary>
public sealed class FollowTickets(TicketStore store, DeskClock clock)
{
    /// <summary>How many followed.</summary>
    internal async Task<int> Do(TenantId tenant, DeskRules desk, TicketState leader, Instant now, CancellationToken stop)
    {
        var followed = 0;
        var follow = new FollowLink(leader.Key, leader.HasEnded, leader.PlannedFor);
        var enclosure = new Enclosure
        {
            Outbox = changed => MailDrafts.Of(changed, clock.Wall()),
            Within = (session, changed) => NotificationDrafts.Insert(
                session, store.Counters, changed, NotificationDrafts.Of(changed, []), now.ToUnixTimeMilliseconds()),
        };
        foreach (var (waiting, _) in leader.Links.Where(link => link.Kind == LinkKind.AwaitedBy))
        {
            var meant = await MergedTickets.Survivor(store, tenant, waiting, stop);
            var done = await store.Change(tenant, meant, null, state => Decision.AfterLapse(desk, state, now, follow.Decide), enclosure, stop);
            followed += !done.IsRefused && done.Value.Facts.Any(recorded => recorded.Fact is LinkFollowed) ? 1 : 0;
        }

        return followed;
    }
}
