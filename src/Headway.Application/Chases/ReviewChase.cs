using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Chases;

/// <summary>A person says what a chase was, without an answer yet; and whether a message that may be a chase is one.</summary>
public sealed class ReviewChase(TicketActs acts)
{
    /// <param name="on">The ticket.</param>
    /// <param name="activity">The chase by its row; null for the open one, else the last.</param>
    /// <param name="verdict">What it was.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<Changed>> Do(ActOn on, int? activity, ChaseVerdict verdict, CancellationToken stop = default) => acts.Do(
        on, Permission.ActOnTickets, new ActWords(acts.Counters),
        new JudgeChase(on.Caller.Person, verdict.Finding, verdict.Ground, verdict.Cause, activity).Decide, stop);

    /// <summary>A lead's verdict over the first one.</summary>
    public Task<Outcome<Changed>> Overrule(ActOn on, int? activity, ChaseVerdict verdict, CancellationToken stop = default) => acts.Do(
        on, Permission.SteerTickets, new ActWords(acts.Counters),
        new OverruleChase(on.Caller.Person, verdict.Finding, verdict.Ground, verdict.Cause, activity).Decide, stop);

    public Task<Outcome<Changed>> OfSuspected(ActOn on, bool isChase, CancellationToken stop = default) => acts.Do(
        on, Permission.ActOnTickets, new ActWords(acts.Counters), new SettleSuspicion(on.Caller.Person, isChase).Decide, stop);
}
