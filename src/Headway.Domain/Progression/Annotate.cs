using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>A fact that changes no situation, for what is recorded beside the work: priority, service, tags, watchers, links.</summary>
public sealed record Annotate(Actor By, IReadOnlyList<TicketFact> Facts)
{
    public static Annotate Priority(PersonId by, Priority to) => new(Actor.Staff(by), [new PrioritySet(to)]);

    /// <summary>Records what is not already so. Leaves every due as it is: only new dues see a new priority.</summary>
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        var act = new Act(rules, state, By, now);
        foreach (var fact in Facts)
        {
            if (fact is Linked { Other: var other } && other == state.Key)
            {
                return TicketRefusals.LinkToItself;
            }

            if (!IsSo(act.State, fact))
            {
                act.Record(fact);
            }
        }

        return act.Done();
    }

    private static bool IsSo(TicketState state, TicketFact fact) => fact switch
    {
        PrioritySet f => state.Priority == f.Priority,
        ServiceSet f => state.Service == f.Service,
        TypeSet f => state.Type == f.Type,
        CategorySet f => state.Category == f.Category,
        Weighed f => state.Impact == f.Impact && state.Urgency == f.Urgency,
        WorkaroundNoted f => state.Workaround == f.Adequate,
        PlannedFor f => state.PlannedFor == f.Date,
        MajorIncidentSet f => state.MajorIncident == f.Major,
        Watched f => state.Watchers.Contains(f.Person),
        Unwatched f => !state.Watchers.Contains(f.Person),
        Tagged f => state.Tags.Contains(f.Tag),
        FieldAnswered f => f.IsNone ? !state.Answers.ContainsKey(f.Field) : f.Equals(state.Answers.GetValueOrDefault(f.Field)),
        Untagged f => !state.Tags.Contains(f.Tag),
        Linked f => state.Links.Contains((f.Other, f.Kind)),
        Unlinked f => !state.Links.Contains((f.Other, f.Kind)),
        // A reason is for what was missed.
        BreachExplained f => state.Targets.Find(watch => watch.Kind == f.Kind) is not { BreachedAt: not null } missed || missed.BreachReason == f.Reason,
        _ => false,
    };
}
