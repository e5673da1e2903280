using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>
/// A call as it was taken. Who calls is a known customer, or a name and address not known yet. <paramref name="Solution"/>
/// is what the customer reads when it was solved on the phone; null keeps it open.
/// </summary>
public sealed record CallTaken(PersonId? Caller, string? Name, string? Email, string? Subject, string? Text, string? Service, string? Solution);

/// <summary>The phone rings: a new ticket, solved at once or kept open, or another word on an open one.</summary>
public sealed class TakeCall(RaiseTicket raise, WriteMessage messages, TicketPageQuery tickets, FindPeople people)
{
    public async Task<Outcome<Changed>> New(Caller caller, CallTaken call, CancellationToken stop = default)
    {
        if ((caller.Denies(Permission.ActOnTickets) ?? (call.Caller is null ? caller.Denies(Permission.AddCustomers) : null)) is { } no)
        {
            return no;
        }

        if (call.Caller is { } known && await people.One(caller, known, stop) is null)
        {
            return PeopleRefusals.Unknown;
        }

        var asked = new NewTicket(
            call.Subject, call.Solution is null ? call.Text : null, Service: call.Service, RequesterEmail: call.Email?.Trim(), RequesterName: call.Name,
            Requester: call.Caller, Channel: Channel.Phone, Solution: call.Solution);
        return await raise.Do(caller, asked, stop: stop);
    }

    /// <summary>
    /// Somebody calls about an open ticket: logged as said by the caller (the requester when nobody is named), by phone.
    /// <paramref name="asksWhere"/>: they want to know where it is, whatever the words.
    /// </summary>
    public async Task<Outcome<Changed>> About(ActOn on, string? text, PersonId? speaker = null, bool asksWhere = false, CancellationToken stop = default)
    {
        var page = await tickets.Read(on.Caller, on.Number, stop);
        return page.IsRefused
            ? page.Refusal!
            : await messages.Do(on, new CustomerInput(asksWhere ? Intent.Chase : Intent.None, text, Channel.Phone, speaker ?? page.Value.State.Requester), stop);
    }
}
