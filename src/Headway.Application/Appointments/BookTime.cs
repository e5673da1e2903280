using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Progression;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Appointments;

/// <summary>A time to be agreed: without an end half an hour, without a person who asks.</summary>
public sealed record TimeInput(Instant Start, Instant? End = null, string? With = null, string? Mode = null, string? Note = null)
{
    public static readonly Duration Usual = Duration.FromMinutes(30);

    /// <summary>Who was proposed with the time: theirs it is unless somebody else is named.</summary>
    public PersonId? Proposed { get; init; }
}

/// <summary>Agrees a time, or moves the one that is agreed. Whether the person is free is settled by the store, under the person's lock.</summary>
public sealed class BookTime(TicketActs acts, StaffDirectory staff)
{
    public async Task<Outcome<Changed>> Do(ActOn on, TimeInput input, CancellationToken stop = default)
    {
        var booking = await Booking(on.Caller, input, stop);
        if (booking.IsRefused)
        {
            return booking.Refusal!;
        }

        var words = new ActWords(acts.Counters);
        var book = new BookAppointment(Actor.Staff(on.Caller.Person), booking.Value, await words.Put(input.Note));
        return await acts.Do(on, Permission.ActOnTickets, words, book.Decide, stop);
    }

    internal async Task<Outcome<Booking>> Booking(Caller caller, TimeInput input, CancellationToken stop)
    {
        if (AppointmentCodes.Mode(input.Mode ?? "call") is not { } mode)
        {
            return AppointmentUseRefusals.ModeUnknown;
        }

        if (input.Proposed is { } proposed && (await staff.TeamsOf(caller.Tenant, proposed, stop)).Count == 0)
        {
            return TicketRefusals.PersonUnknown;
        }

        var with = input.Proposed ?? (PersonId?)caller.Person;
        if (!string.IsNullOrWhiteSpace(input.With) && (with = await staff.Find(caller.Tenant, input.With, stop)) is null)
        {
            return TicketRefusals.PersonUnknown.Because($"There is nobody with the address {input.With} in support.");
        }

        return new Booking(input.Start, input.End ?? input.Start + TimeInput.Usual, with.Value, mode, []);
    }
}

/// <summary>How it went, by whoever was there.</summary>
public sealed class EndAppointment(TicketActs acts, BookTime book, DeskTimes times)
{
    public async Task<Outcome<Changed>> Do(ActOn on, string? result, string? note, string? status, TimeInput? movedTo, CancellationToken stop = default)
    {
        if (AppointmentCodes.Result(result) is not { } known)
        {
            return AppointmentUseRefusals.ResultUnknown;
        }

        Booking? moved = null;
        if (known is AppointmentResult.MovedByCustomer or AppointmentResult.MovedByUs && movedTo is { } to)
        {
            var kept = to.With is null ? await times.NamedPerson(on.Caller, on.Number, stop) : null;
            var booking = await book.Booking(on.Caller, to, stop);
            if (booking.IsRefused)
            {
                return booking.Refusal!;
            }

            moved = kept is { } person ? booking.Value with { With = person } : booking.Value;
        }

        var words = new ActWords(acts.Counters);
        var outcome = new RecordOutcome(
            on.Caller.Person, known, await words.Put(note), string.IsNullOrEmpty(status) ? null : new Domain.Statuses.StatusCode(status), moved);
        return await acts.Do(on, Permission.ActOnTickets, words, outcome.Decide, stop);
    }
}

/// <summary>A teammate keeps an agreed time in place of who was named.</summary>
public sealed class TakeOverTime(TicketActs acts)
{
    public Task<Outcome<Changed>> Do(ActOn on, CancellationToken stop = default) =>
        acts.Do(on, Permission.ActOnTickets, new ActWords(acts.Counters), new TakeOverAppointment(on.Caller.Person, []).Decide, stop);
}

/// <summary>Calls a time off; by the customer it is news for support, by support a new time is owed.</summary>
public sealed class CancelTime(TicketActs acts)
{
    public async Task<Outcome<Changed>> Do(ActOn on, string? note, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        var cancel = new CancelAppointment(on.Caller.Actor, await words.Put(note));
        return await acts.Do(on, on.Caller.IsStaff ? Permission.ActOnTickets : Permission.UsePortal, words, cancel.Decide, stop);
    }
}

public static class AppointmentUseRefusals
{
    public static readonly Refusal ModeUnknown = new(RefusalKind.Invalid, "appointment.mode-unknown", "Say how you meet: call, remote, visit or workshop.");
    public static readonly Refusal ResultUnknown = new(RefusalKind.Invalid, "appointment.result-unknown", "Say how it went: done, continue, customer-absent, we-missed, moved-by-customer or moved-by-us.");
    public static readonly Refusal NotFree = new(RefusalKind.Conflict, "appointment.not-free", "That time is no longer free. Choose another one.");
}
