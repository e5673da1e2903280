using NodaTime;

namespace Headway.Domain.Recognition;

/// <summary>
/// Patterns by which counts are made without helping anybody. They are a reason to talk, never a verdict: they go to
/// coaching, to the person as well as to the lead.
/// </summary>
public enum Pattern
{
    /// <summary>There and back again by the same person within half an hour.</summary>
    FlipFlop,

    /// <summary>Claimed again and again and let go without an act.</summary>
    ClaimAndDrop,

    /// <summary>Contributions that came back more often than they held.</summary>
    OftenReturned,

    /// <summary>Skips what takes long.</summary>
    CherryPicking,

    /// <summary>Two who thank each other far more than anybody else does.</summary>
    ThanksRing,

    /// <summary>Touches by which nobody saw anything move.</summary>
    WithoutProgress,

    /// <summary>Answers chases that came because the own work was late.</summary>
    OwnChases,
}

/// <summary>A pattern seen with a person (and another one, for a ring): how often, and one ticket to look at.</summary>
public sealed record Observation(Pattern Pattern, PersonId Person, int Times, long? Ticket = null, PersonId? With = null);

/// <summary>A touch as the detectors see it: from which situation to which.</summary>
public sealed record Step(PersonId Person, long Ticket, Instant At, string From, string To);

/// <summary>Somebody thanked somebody.</summary>
public sealed record Thanked(PersonId By, PersonId To);

/// <summary>A skip, with the expected work of what was skipped in minutes, beside the usual of that list.</summary>
public sealed record Skip(PersonId Person, double Minutes, double UsualMinutes);

/// <summary>A chase that somebody answered; <paramref name="OwnLateness"/>: the answerable act that was late when it came was their own.</summary>
public sealed record AnsweredChase(PersonId By, long Ticket, bool OwnLateness);

public static class Detectors
{
    private const int Often = 3;
    private static readonly Duration Soon = Duration.FromMinutes(30);

    public static IEnumerable<Observation> FlipFlops(IEnumerable<Step> steps) =>
        steps.GroupBy(step => (step.Ticket, step.Person)).SelectMany(group => Pairs([.. group.OrderBy(step => step.At)])).GroupBy(step => step.Person)
            .Select(person => new Observation(Pattern.FlipFlop, person.Key, person.Count(), person.Last().Ticket)).Where(seen => seen.Times >= Often);

    public static IEnumerable<Observation> Drops(IEnumerable<(PersonId Person, long Ticket)> dropped) =>
        dropped.GroupBy(claim => claim.Person).Where(person => person.Count() >= Often).Select(person => new Observation(Pattern.ClaimAndDrop, person.Key, person.Count(), person.Last().Ticket));

    public static IEnumerable<Observation> Returned(IEnumerable<Contribution> contributions) =>
        from person in contributions.Where(one => one.State is ContributionState.Counted or ContributionState.Returned).GroupBy(one => one.Act.Person)
        let back = person.Where(one => one.State == ContributionState.Returned).ToList()
        where back.Count >= Often && back.Count * 2 > person.Count()
        select new Observation(Pattern.OftenReturned, person.Key, back.Count, back[^1].Act.Ticket);

    /// <summary>Who skipped at least five rows whose work was on average half as long again as the list's.</summary>
    public static IEnumerable<Observation> CherryPicking(IEnumerable<Skip> skips) =>
        skips.GroupBy(skip => skip.Person).Where(person => person.Count() >= 5 && person.Sum(skip => skip.Minutes) > 1.5 * person.Sum(skip => skip.UsualMinutes))
            .Select(person => new Observation(Pattern.CherryPicking, person.Key, person.Count()));

    /// <summary>Pairs with at least three thanks each way, which are more than two thirds of all that either gave.</summary>
    public static IEnumerable<Observation> Rings(IReadOnlyCollection<Thanked> thanks) =>
        from pair in thanks.Where(one => one.By != one.To).GroupBy(one => (Low: Math.Min(one.By.Value, one.To.Value), High: Math.Max(one.By.Value, one.To.Value)))
        let there = pair.Count(one => one.By.Value == pair.Key.Low)
        let back = pair.Count() - there
        let given = thanks.Count(one => one.By.Value == pair.Key.Low || one.By.Value == pair.Key.High)
        where there >= Often && back >= Often && pair.Count() * 3 > given * 2
        select new Observation(Pattern.ThanksRing, new PersonId(pair.Key.Low), pair.Count(), null, new PersonId(pair.Key.High));

    /// <summary>Who made at least three touches that were hollow when they were made.</summary>
    public static IEnumerable<Observation> Hollow(IEnumerable<(PersonId Person, long Ticket)> touches) =>
        touches.GroupBy(touch => touch.Person).Where(person => person.Count() >= Often).Select(person => new Observation(Pattern.WithoutProgress, person.Key, person.Count(), person.Last().Ticket));

    /// <summary>Who answered at least three chases that their own lateness had made, and those are more than half of all they answered.</summary>
    public static IEnumerable<Observation> OwnChases(IEnumerable<AnsweredChase> chases) =>
        from person in chases.GroupBy(chase => chase.By)
        let own = person.Where(chase => chase.OwnLateness).ToList()
        where own.Count >= Often && own.Count * 2 > person.Count()
        select new Observation(Pattern.OwnChases, person.Key, own.Count, own[^1].Ticket);

    private static IEnumerable<Step> Pairs(List<Step> steps)
    {
        for (var at = 1; at < steps.Count; at++)
        {
            if (steps[at].From != steps[at].To && steps[at].To == steps[at - 1].From && steps[at].From == steps[at - 1].To && steps[at].At - steps[at - 1].At <= Soon)
            {
                yield return steps[at];
            }
        }
    }
}
