using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Recognition;

/// <summary>
/// An act by which a person of support finished an activity of its kind: written down, by a person, in the ticket's story.
/// Reading, taking a ticket or flipping a status is none. <paramref name="Cover"/>: somebody else was answerable;
/// <paramref name="Help"/>: asked for by a colleague and given.
/// </summary>
public sealed record QualifyingAct(PersonId Person, TeamId Team, long Ticket, int Activity, string Type, string Status, Instant At, Instant Opened, bool OnTime, bool HighPriority, bool Cover, bool Help, PersonId? For)
{
    /// <summary>Served somebody else's or the team's promise: counted and shown before everything else.</summary>
    public bool ForOthers => Cover || Help;
}

/// <summary>What undid an act: the ticket was reopened, sent back or chased.</summary>
public sealed record Bounce(long Ticket, Instant At, string Status);

public enum ContributionState
{
    /// <summary>It held for two business days.</summary>
    Counted,

    /// <summary>Younger than two business days: not counted yet.</summary>
    Maturing,

    /// <summary>The ticket came back within that time.</summary>
    Returned,

    /// <summary>The same person, ticket and type within two business hours: counted once.</summary>
    Repeated,
}

/// <summary>An act with what has become of it.</summary>
public sealed record Contribution(QualifyingAct Act, ContributionState State)
{
    /// <summary>An act counts once it has held for so many working days.</summary>
    public const int MatureAfterDays = 2;

    /// <summary>A second act of the same kind on the same ticket so soon is the same contribution.</summary>
    public static readonly WorkingTime Once = WorkingTime.FromHours(2);

    /// <summary>Settles acts by what followed on their tickets. No act is worth more than another: there are counts, no score.</summary>
    /// <param name="acts">In any order.</param>
    /// <param name="bounces">Of the tickets concerned.</param>
    /// <param name="calendarOf">A team's hours.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<Contribution> Settle(IEnumerable<QualifyingAct> acts, IEnumerable<Bounce> bounces, Func<TeamId, WorkCalendar> calendarOf, Instant now)
    {
        var back = bounces.ToLookup(bounce => bounce.Ticket);
        var last = new Dictionary<(PersonId, long, string), Instant>();
        var settled = new List<Contribution>();
        foreach (var act in acts.OrderBy(act => act.At).ThenBy(act => act.Ticket).ThenBy(act => act.Activity))
        {
            var calendar = calendarOf(act.Team);
            var key = (act.Person, act.Ticket, act.Type);
            var matures = calendar.AddWorkingDays(act.At, MatureAfterDays) ?? act.At;
            var repeated = last.TryGetValue(key, out var before) && calendar.Between(before, act.At) < Once;
            if (!repeated)
            {
                last[key] = act.At;
            }

            settled.Add(new Contribution(act, repeated ? ContributionState.Repeated
                : back[act.Ticket].Any(bounce => bounce.At > act.At && bounce.At <= matures) ? ContributionState.Returned
                : matures > now ? ContributionState.Maturing
                : ContributionState.Counted));
        }

        return settled;
    }
}
