using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>Ties two tickets together, so that each names the other. No due of either moves.</summary>
public sealed class LinkTickets(AnnotateTicket annotate, Database database)
{
    public async Task<Outcome<Changed>> Do(ActOn on, long other, LinkKind kind, CancellationToken stop = default)
    {
        if (on.Caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(database, on.Caller, on.Number, stop) is not { } here || await TicketLookup.Find(database, on.Caller, other, stop) is not { } there)
        {
            return TicketRefusals.Unknown;
        }

        var linked = await annotate.Do(on, [new Linked(there, kind)], stop);
        if (linked.IsRefused)
        {
            return linked;
        }

        var back = await annotate.Do(new ActOn(on.Caller, other), [new Linked(here, Back(kind))], stop);
        return back.IsRefused ? back.Refusal! : linked;
    }

    private static LinkKind Back(LinkKind kind) => kind switch
    {
        LinkKind.ParentOf => LinkKind.ChildOf,
        LinkKind.ChildOf => LinkKind.ParentOf,
        _ => LinkKind.Related,
    };
}
