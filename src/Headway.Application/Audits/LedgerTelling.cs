using Headway.Domain;
using Headway.Domain.Audits;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Audits;

/// <summary>Facts of one ticket to the events of its history; what was taken back is left out, facts of one act are one event.</summary>
internal static class LedgerTelling
{
    /// <summary>The customer's own "it works": what follows it at once did not close over their silence.</summary>
    private const string Solved = "customer-solved";

    public static void Tell(IReadOnlyList<Recorded<TicketFact>> facts, long number, Priority priority, DeskRules desk, List<LedgerEvent> events, long requester = 0)
    {
        var withdrawn = facts.Select(fact => fact.Fact).OfType<Withdrawn>().ToList();
        var hands = new List<PersonId>();
        var (first, situation, team, minutes) = (events.Count, Situation.New, (string?)null, 0);
        foreach (var fact in facts.Where(fact => !withdrawn.Any(back => fact.Seq >= back.From && fact.Seq <= back.To)))
        {
            // How another tool's ticket ended stands in its history; that we closed the book on it is no event of the desk.
            if (fact is { Fact: TicketResolved or TicketClosed, By.Kind: ActorKind.Automation } && facts[0].Seq == 1 && facts.Any(other => other.Fact is PastImported))
            {
                continue;
            }

            minutes += fact.Fact is TimeSpent spent ? (int)spent.Length.TotalMinutes : 0;
            if (Event(fact.Fact, situation) is not { } told)
            {
                continue;
            }

            situation = told.Situation;
            team = TeamOf(fact.Fact) is { } id ? desk.Teams.TryGetValue(id, out var known) ? known.Name : team : team;
            var next = new LedgerEvent(number, fact.At, Situation.Code(situation)?.Value ?? "", told.Kind, team, priority, fact.By.Kind.ToString().ToLowerInvariant(), situation, told.Marks, requester)
            {
                Hand = HandOf(fact.By, hands),
            };
            if (events.Count > first && events[^1].At == next.At && events[^1].By == next.By && events[^1].Kind != Solved)
            {
                events[^1] = next with { Kind = events[^1].Kind, Marks = events[^1].Marks | next.Marks };
            }
            else
            {
                events.Add(next);
            }
        }

        if (minutes != 0 && events.Count > first)
        {
            events[^1] = events[^1] with { Minutes = minutes };
        }
    }

    private static int HandOf(Actor by, List<PersonId> hands)
    {
        if (by is not { IsPersonOfSupport: true, Person: { } person })
        {
            return 0;
        }

        if (!hands.Contains(person))
        {
            hands.Add(person);
        }

        return hands.IndexOf(person) + 1;
    }

    private static (byte Situation, EventMarks Marks, string Kind)? Event(TicketFact fact, byte before) => fact switch
    {
        TicketOpened => (Situation.New, EventMarks.None, "opened"),
        ActivityOpened { Basis.Rule: DueBasis.Landing or DueBasis.LandingTold } => null,
        ActivityOpened opened when Situation.Parse(opened.Status.Value) is { } known =>
            (known, known == Situation.CustomerUpdated || known == Situation.Chased ? EventMarks.FromCustomer : EventMarks.None, "scheduled"),
        Progressed progressed when Situation.Parse(progressed.Situation.Value) is { } known =>
            (known, EventMarks.Responds | (progressed.CustomerVisible ? EventMarks.ToCustomer : EventMarks.None), "progressed"),
        Replied => (before, EventMarks.Responds | EventMarks.ToCustomer, "replied"),
        Noted => (before, EventMarks.Private | EventMarks.Administrative, "noted"),
        CustomerWrote { Intent: Intent.Thanks } => (before, EventMarks.Administrative, "customer"),
        CustomerWrote { Intent: Intent.Solved } => (Situation.IsOpen(before) ? Situation.InProgress : before, EventMarks.None, Solved),
        CustomerWrote wrote => (before, EventMarks.FromCustomer | (wrote.Intent == Intent.Chase ? EventMarks.AsksWhere : EventMarks.None), "customer"),
        AttemptLogged => (before, EventMarks.Responds | EventMarks.ToCustomer, "attempt"),
        TeamSet => (before, EventMarks.None, "transferred"),
        TicketResolved => (Situation.Resolved, EventMarks.Responds | EventMarks.ToCustomer, "resolved"),
        TicketClosed => (Situation.Closed, EventMarks.None, "closed"),
        TicketReopened => (Situation.Reopened, EventMarks.Reopens, "reopened"),
        PastImported past => (past.Status is { } told && Situation.Parse(told.Value) is { } was ? was : before, PastMarks(past), "imported"),
        _ => null,
    };

    private static EventMarks PastMarks(PastImported past) => past.Kind switch
    {
        PastKind.CustomerWrote => EventMarks.FromCustomer,
        PastKind.Answered => EventMarks.Responds | EventMarks.ToCustomer,
        PastKind.Noted => EventMarks.Private,
        _ => past.Status is { } status && Situation.Parse(status.Value) is { } now && Situation.HeldBy(now) is not (Holder.Queue or Holder.Done) ? EventMarks.Responds : EventMarks.None,
    };

    private static TeamId? TeamOf(TicketFact fact) => fact switch
    {
        TicketOpened opened => opened.Team,
        TeamSet set => set.Team,
        PastImported past => past.Team,
        ActivityOpened { Kind: StatusKind.Base } opened => opened.Team,
        _ => null,
    };
}
