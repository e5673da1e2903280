using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Returns;

/// <summary>
/// A ticket that was badly assigned or told too little goes back to the Service Desk as a team, with a reason that teaches;
/// or (<paramref name="Keep"/>) the work is kept and only the lesson goes back.
/// </summary>
public sealed record ReturnToDesk(PersonId By, ReturnReason Reason, TextId? Explain, TeamId? RightTeam = null, TextId? NextTime = null, bool Keep = false)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (rules.Desk is not { } desk || state.Team == desk.Id)
        {
            return ReturnRefusals.ByDesk;
        }

        if (!rules.RunsIn(state.Team).HasFlag(SubProcesses.Returns))
        {
            return ReturnRefusals.NotRun;
        }

        if (state.HandOn is not { } handOn)
        {
            return ReturnRefusals.NeverAssigned;
        }

        if (!state.IsOpen)
        {
            return TicketRefusals.Closed;
        }

        if (RightTeam is { } right && !rules.Teams.ContainsKey(right))
        {
            return TicketRefusals.TeamUnknown;
        }

        if (Explain is null)
        {
            return ReturnRefusals.ExplainMissing;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        var lesson = act.Record(new LessonSent(Reason, Keep, state.Team, handOn.By, RightTeam, Explain));
        if (NextTime is not null)
        {
            act.Record(new NextTimeAsked(lesson.Seq, NextTime));
        }

        return Keep ? act.Done() : SendBack(act, desk.Id);
    }

    private Outcome<Decision> SendBack(Act act, TeamId desk)
    {
        act.Record(new Progressed(StatusCode.Rejected, false, null, null));
        act.CloseAll(ActivityOutcome.Progressed, activity => activity.IsBase);
        act.Record(new TeamSet(desk, act.State.Team, false, Explain));
        foreach (var passed in act.State.Open.Where(open => open.Status != StatusCode.Assist).ToList())
        {
            act.Record(new ActivityPassed(passed.Seq, desk));
        }

        if (act.State.Owner is not null)
        {
            act.Record(new OwnerSet(null));
        }

        return act.OpenAfterThreshold(StatusCode.Rejected) is { } refusal ? refusal : act.Done();
    }
}
