using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Appointments;

/// <summary>What a customer can choose from, and what is agreed already. <paramref name="Offered"/>: support sent these times.</summary>
public sealed record TimeChoice(Caller Caller, long Number, string Subject, IReadOnlyList<FreeTime> Times, bool Offered, AgreedTime? Agreed, bool Spent);

/// <summary>
/// The customer picks: one of the offered times (by link or in the portal), or, moving or asking for a time, one that is free.
/// Who keeps an offered time that names nobody is whoever of the team is free then.
/// </summary>
public sealed class ChooseTime(TicketActs acts, TimeLinks links, FreeTimes free, DeskTimes desk, TicketPageQuery tickets, Database database)
{
    /// <summary>What the one-time link shows. Changes nothing.</summary>
    public async Task<Outcome<TimeChoice>> Look(string carried, CancellationToken stop = default)
    {
        var link = await links.Look(carried, stop);
        if (link.IsRefused || await Whose(link.Value, stop) is not { } caller)
        {
            return SignInRefusals.LinkDead;
        }

        var page = await tickets.Read(caller, link.Value.Number, stop);
        return page.IsRefused ? SignInRefusals.LinkDead : await Choice(caller, page.Value, link.Value.Used, moving: false, stop);
    }

    /// <summary>What the portal shows beside a ticket.</summary>
    public Task<TimeChoice> InPortal(Caller caller, TicketPage page, CancellationToken stop = default) => Choice(caller, page, false, moving: true, stop);

    /// <summary>By the one-time link: spent in the transaction that books.</summary>
    public async Task<Outcome<Changed>> ByLink(string carried, Instant start, CancellationToken stop = default)
    {
        var look = await Look(carried, stop);
        if (look.IsRefused || look.Value.Spent)
        {
            return look.Refusal ?? AppointmentRefusals.SlotGone;
        }

        return await Book(new ActOn(look.Value.Caller, look.Value.Number), look.Value, start, stop, async (session, changed) =>
        {
            if (!await links.Use(session, carried))
            {
                throw new StorageException(AppointmentRefusals.SlotGone);
            }
        });
    }

    public async Task<Outcome<Changed>> InPortal(ActOn on, Instant start, CancellationToken stop = default)
    {
        var page = await tickets.Read(on.Caller, on.Number, stop);
        return page.IsRefused ? page.Refusal! : await Book(on, await InPortal(on.Caller, page.Value, stop), start, stop);
    }

    /// <summary>The answer to an invitation takes the one time that was offered; <paramref name="within"/> stands or falls with it.</summary>
    internal async Task<Outcome<Changed>> ByMail(ActOn on, Instant start, Func<Session, Changed, Task> within, CancellationToken stop)
    {
        var page = await tickets.Read(on.Caller, on.Number, stop);
        return page.IsRefused ? page.Refusal! : await Book(on, await InPortal(on.Caller, page.Value, stop), start, stop, within);
    }

    private async Task<Outcome<Changed>> Book(ActOn on, TimeChoice choice, Instant start, CancellationToken stop, Func<Session, Changed, Task>? also = null)
    {
        if (choice.Times.FirstOrDefault(time => time.Start == start) is not { } chosen)
        {
            return AppointmentUseRefusals.NotFree;
        }

        return await acts.Do(on, Permission.UsePortal, new ActWords(acts.Counters) { Within = also }, Decide, stop);

        Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now) =>
            choice.Offered ? BookAppointment.Choose(rules, state, now, on.Caller.Actor, start, chosen.With)
            : state.Booked is null && !state.Has(StatusCode.AppointmentRequested) ? AppointmentUseRefusals.NotFree
            : new BookAppointment(on.Caller.Actor, new Booking(chosen.Start, chosen.End, chosen.With, state.Booked?.Mode ?? AppointmentMode.Call, [])).Decide(rules, state, now);
    }

    private async Task<TimeChoice> Choice(Caller caller, TicketPage page, bool spent, bool moving, CancellationToken stop)
    {
        var slots = page.State.OfferedSlots.ToList();
        var agreed = page.State.Booked is null ? null : (await desk.OfTicket(caller, page.Number, stop)).Find(time => time.Open);
        IReadOnlyList<FreeTime> times = [];
        if (slots.Count > 0)
        {
            times = await free.Still(caller, page.Number, slots, stop);
        }
        else if (moving && (agreed is not null || page.State.Has(StatusCode.AppointmentRequested)))
        {
            var found = await free.ToChoose(caller, page.Number, stop);
            times = found.IsRefused ? [] : found.Value;
        }

        return new TimeChoice(caller, page.Number, page.Subject, times, slots.Count > 0, agreed, spent);
    }

    private Task<Caller?> Whose(TimeLink link, CancellationToken stop) =>
        database.Read(session => Callers.Load(session, link.Tenant, link.Person).AsTask(), stop);
}
