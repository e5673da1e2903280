using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>The part of the fold that tells of chases and of targets.</summary>
internal static class ChaseFold
{
    public static TicketState Apply(TicketState state, Recorded<TicketFact> recorded)
    {
        var at = recorded.At;
        return recorded.Fact switch
        {
            ChaseOpened f => state with
            {
                Possible = null,
                Chases = state.Chases.Add(new Chase
                {
                    Activity = f.Activity,
                    OpenedAt = f.Since,
                    By = f.From,
                    Contacts = [new ChaseContact(f.Since, f.From, f.Channel, true)],
                    Multi = f.Multi,
                    TeamAt = f.TeamAt,
                    WaitingSince = f.Since,
                }),
            },
            ChaseRepeated f => Change(state, f.Activity, chase => chase with
            {
                Contacts = chase.Contacts.Add(new ChaseContact(at, f.From, f.Channel, f.Counted)),
                Multi = chase.Multi || f.Counted,
                TeamAt = f.TeamAt,
                WaitingSince = chase.WaitingSince ?? at,
            }),
            ChaseOpenedToTeam f => Change(state, f.Activity, chase => chase with { OpenToTeam = true }),
            ChaseJudged f => Change(state, f.Activity, chase => chase with
            {
                Finding = f.Finding,
                Ground = f.Ground,
                Cause = f.Cause,
                JudgedAt = at,
                JudgedBy = recorded.By,
            }),
            ChaseOverruled f => Change(state, f.Activity, chase => chase with { Overruled = new Overruling(f.Finding, f.Ground, f.Cause, at, recorded.By) }),
            Replied when recorded.By.IsOfSupport => Answered(state, at, recorded.By),
            ChaseSuspected f => state with { Possible = state.Unanswered is { } message ? new PossibleChase(f.Message, at, message.From, message.Channel, f.Percent) : null },
            ChaseSuspicionSettled => state with { Possible = null },
            WorkaroundNoted f => state with { Workaround = f.Adequate },
            TargetWatched f => Change(state, f.Kind, watch => watch with
            {
                TargetMs = f.TargetMs,
                Team = f.Team,
                RunFrom = f.RunFrom,
                WarnsAt = f.WarnsAt,
                BreachesAt = f.BreachesAt,
            }),
            TargetWarned f => Change(state, f.Kind, watch => watch with { WarnedAt = at, WarnsAt = null }),
            TargetBreached f => Change(state, f.Kind, watch => watch with { BreachedAt = at, BreachedTeam = f.Team, BreachedPerson = f.Person, WarnsAt = null, BreachesAt = null }),
            BreachExplained f => Change(state, f.Kind, watch => watch with { BreachReason = f.Reason, BreachText = f.Text }),
            _ => state,
        };
    }

    private static TicketState Answered(TicketState state, Instant at, Actor by)
    {
        var index = state.Chases.FindLastIndex(chase => chase.WaitingSince is not null);
        var chases = index < 0
            ? state.Chases
            : state.Chases.SetItem(index, state.Chases[index] with
            {
                WaitingSince = null,
                AnsweredAt = state.Chases[index].AnsweredAt ?? at,
                AnsweredBy = state.Chases[index].AnsweredBy ?? by,
            });
        return state with { Chases = chases, Possible = null };
    }

    private static TicketState Change(TicketState state, int activity, Func<Chase, Chase> change)
    {
        var index = state.Chases.FindLastIndex(chase => chase.Activity == activity);
        return index < 0
            ? throw new InvalidOperationException($"Ticket {state.Key.Value} has no chase {activity}: the ledger is damaged.")
            : state with { Chases = state.Chases.SetItem(index, change(state.Chases[index])) };
    }

    private static TicketState Change(TicketState state, TargetKind kind, Func<TargetWatch, TargetWatch> change)
    {
        var index = state.Targets.FindIndex(watch => watch.Kind == kind);
        return state with
        {
            Targets = index < 0 ? state.Targets.Add(change(new TargetWatch(kind))) : state.Targets.SetItem(index, change(state.Targets[index])),
        };
    }
}
