using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>What came of it: how many were moved, and those that had changed meanwhile and stayed.</summary>
public sealed record Deferred(int Moved, IReadOnlyList<long> Stayed);

/// <summary>
/// A lead moves chosen work of a day that is short, before anything is missed: each is rescheduled (and counted as that,
/// so that Progression SLA stays honest) and its customer has a new promise at once.
/// </summary>
public sealed class DeferWork(Database database, TicketActs acts, DeskRulesCache rules, DeskClock clock)
{
    public const string Reason = "more-urgent-work";

    /// <param name="caller">Leads the team.</param>
    /// <param name="team">Whose day is short.</param>
    /// <param name="date">The day.</param>
    /// <param name="chosen">Numbers of the tickets to move; only what is proposed at this moment is moved.</param>
    /// <param name="stop">Gives up between two tickets.</param>
    public async Task<Outcome<Deferred>> Do(Caller caller, TeamId team, LocalDate date, IReadOnlyCollection<long> chosen, CancellationToken stop = default)
    {
        var found = await ShortDays.Find(database, rules, clock, caller, team, date, stop);
        // What is no longer short has nothing left to move: what was chosen stays.
        if (found.Refusal is { } no && no != PlanRefusals.NotShort)
        {
            return no;
        }

        var proposed = found.IsRefused ? [] : found.Value.Day.Defer;
        var stayed = chosen.Except(proposed.Select(one => one.Work.Number)).ToList();
        var moved = 0;
        foreach (var (work, to) in proposed.Where(one => chosen.Contains(one.Work.Number)))
        {
            var words = new ActWords(acts.Counters);
            var reschedule = new Reschedule(caller.Person, to, Reason, Status: work.Status);
            var done = await acts.Do(new ActOn(caller, work.Number), Permission.SteerTickets, words, reschedule.Decide, stop);
            moved += done.IsRefused ? 0 : 1;
            if (done.IsRefused)
            {
                stayed.Add(work.Number);
            }
        }

        return new Deferred(moved, stayed);
    }
}
