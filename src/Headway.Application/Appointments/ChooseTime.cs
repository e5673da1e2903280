using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Appointments;

/// <summary>
/// The customer picks: one of the offered times (by link or in the portal), or, moving a time, one that is free. Who keeps an
/// offered time that names nobody is whoever of the team is free then.
/// </summary>
public sealed class ChooseTime(TicketActs acts, TimeLinks links, FreeTimes free, Database database)
{
    /// <summary>By the one-time link: spent in the transaction that books.</summary>
    public async Task<Outcome<Changed>> ByLink(string carried, Instant start, CancellationToken stop = default)
    {
        var link = await links.Look(carried, stop);
        if (link.IsRefused || await database.Read(session => Callers.Load(session, link.Value.Tenant, link.Value.Person).AsTask(), stop) is not { } caller)
        {
            return SignInRefusals.LinkDead;
        }

        return await Offered(new ActOn(caller, link.Value.Number), start, stop, async (session, changed) =>
        {
            if (!await links.Use(session, carried))
            {
                throw new StorageException(AppointmentRefusals.SlotGone);
            }
        });
    }

    /// <summary>In the portal: an offered time, or any free one when a time is agreed already and is moved.</summary>
    public async Task<Outcome<Changed>> InPortal(ActOn on, Instant start, CancellationToken stop = default)
    {
        var choices = await free.ToChoose(on.Caller, on.Number, stop);
        if (choices.IsRefused)
        {
            return choices.Refusal!;
        }

        var chosen = choices.Value.FirstOrDefault(time => time.Start == start);
        return await acts.Do(on, Permission.UsePortal, new ActWords(acts.Counters), Decide, stop);

        Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
        {
            if (state.OfferedSlots.Any(slot => slot.Start == start))
            {
                return BookAppointment.Choose(rules, state, now, on.Caller.Actor, start, chosen?.With ?? state.Owner ?? default);
            }

            return chosen is null || (state.Booked is null && !state.Has(Domain.Statuses.StatusCode.AppointmentRequested))
                ? AppointmentUseRefusals.NotFree
                : new BookAppointment(on.Caller.Actor, new Booking(chosen.Start, chosen.End, chosen.With, state.Booked?.Mode ?? AppointmentMode.Call, [])).Decide(rules, state, now);
        }
    }

    private async Task<Outcome<Changed>> Offered(ActOn on, Instant start, CancellationToken stop, Func<Session, Changed, Task> also)
    {
        var choices = await free.ToChoose(on.Caller, on.Number, stop);
        var with = choices.IsRefused ? null : choices.Value.FirstOrDefault(time => time.Start == start)?.With;
        return await acts.Do(
            on, Permission.UsePortal, new ActWords(acts.Counters),
            (rules, state, now) => BookAppointment.Choose(rules, state, now, Actor.Customer(on.Caller.Person), start, with ?? state.Owner ?? default), stop, also);
    }
}
