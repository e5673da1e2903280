using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>
/// Ties two tickets together, so that each names the other. No due of either moves, except that what waits for a change or
/// problem takes its date.
/// </summary>
public sealed class LinkTickets(TicketActs acts, AnnotateTicket annotate, TicketStore store)
{
    public async Task<Outcome<Changed>> Do(ActOn on, long other, LinkKind kind, CancellationToken stop = default)
    {
        if (on.Caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(store.Database, on.Caller, on.Number, stop) is not { } here || await TicketLookup.Find(store.Database, on.Caller, other, stop) is not { } there)
        {
            return TicketRefusals.Unknown;
        }

        var linked = kind == LinkKind.WaitsFor ? await Wait(on, there, stop) : await annotate.Do(on, [new Linked(there, kind)], stop);
        if (linked.IsRefused)
        {
            return linked;
        }

        var back = await annotate.Do(new ActOn(on.Caller, other), [new Linked(here, Back(kind))], stop);
        return back.IsRefused ? back.Refusal! : linked;
    }

    /// <summary>The change or problem with that number, if it can be waited for.</summary>
    internal async Task<Outcome<TicketState>> Awaited(Caller caller, long number, CancellationToken stop)
    {
        var key = await TicketLookup.Find(store.Database, caller, number, stop);
        return key is null || await store.Find(caller.Tenant, key.Value, stop) is not { } state ? TicketRefusals.Unknown
            : MayBeAwaited(state) ? state : TicketRefusals.NotAwaitable;
    }

    private async Task<Outcome<Changed>> Wait(ActOn on, TicketKey there, CancellationToken stop)
    {
        if (await store.Find(on.Caller.Tenant, there, stop) is not { } awaited || !MayBeAwaited(awaited))
        {
            return TicketRefusals.NotAwaitable;
        }

        var tie = new Annotate(Actor.Staff(on.Caller.Person), [new Linked(there, LinkKind.WaitsFor)]);
        return await acts.Do(
            on, Permission.ActOnTickets, new ActWords(acts.Counters), Decision.InOrder(tie.Decide, new FollowLink(there, false, awaited.PlannedFor).Decide), stop);
    }

    private static bool MayBeAwaited(TicketState state) => state.Type is TicketType.Change or TicketType.Problem && !state.HasEnded;

    private static LinkKind Back(LinkKind kind) => kind switch
    {
        LinkKind.ParentOf => LinkKind.ChildOf,
        LinkKind.ChildOf => LinkKind.ParentOf,
        LinkKind.WaitsFor => LinkKind.AwaitedBy,
        LinkKind.AwaitedBy => LinkKind.WaitsFor,
        _ => LinkKind.Related,
    };
}
