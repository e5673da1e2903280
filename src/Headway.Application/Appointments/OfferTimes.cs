using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Tickets;
using Microsoft.AspNetCore.DataProtection;

namespace Headway.Application.Appointments;

/// <summary>
/// Times go to the customer with a link that picks one without signing in. The link is made and sealed before the change;
/// it lives from its commit on, and taking the offer back takes its mail back.
/// </summary>
public sealed class OfferTimes(TicketActs acts, TimeLinks links, TenantDoors tenants, DeskClock clock, IDataProtectionProvider protection)
{
    public async Task<Outcome<Changed>> Do(ActOn on, IReadOnlyList<ProposedSlot> slots, string? reply, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        var offer = new OfferSlots(on.Caller.Person, slots, await words.Put(reply));
        var carried = TimeLinks.New(on.Caller.Tenant);
        var sealedLink = AccessMail.Seal(protection, await tenants.Link(on.Caller.Tenant, TimeLinks.Path(carried), stop));
        words.Within = Send;
        return await acts.Do(on, Permission.ActOnTickets, words, offer.Decide, stop);

        async Task Send(Session session, Changed changed)
        {
            if (changed.Facts.FirstOrDefault(recorded => recorded.Fact is SlotOffered) is not { } first)
            {
                return;
            }

            await links.Keep(session, carried, changed.Ticket, changed.State.Requester);
            var mail = new AccessMail("choose-time", changed.State.Requester.Value, sealedLink);
            var key = string.Create(CultureInfo.InvariantCulture, $"mail:{changed.Ticket.Value}:{first.Seq}");
            await Outbox.Queue(session, changed.Tenant, changed.Ticket, [new OutboxDraft(
                key, AccessMail.Kind, JsonSerializer.Serialize(mail, JsonSerializerOptions.Web), clock.Wall() + Domain.Progression.Withdraw.Window)]);
        }
    }
}
