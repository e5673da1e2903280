using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Another team or a colleague is asked to contribute, with a due and credit of their own; the ticket stays where it is.
/// <paramref name="Team"/> is the helper's team, whose calendar counts.
/// </summary>
public sealed record AskForHelp(PersonId By, TeamId Team, PersonId? Helper, TextId? Question)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (!state.IsOpen)
        {
            return TicketRefusals.Closed;
        }

        if (!rules.Teams.ContainsKey(Team))
        {
            return TicketRefusals.TeamUnknown;
        }

        if (Question is null)
        {
            return HelpRefusals.QuestionMissing;
        }

        if (Helper == By)
        {
            return HelpRefusals.OfOneself;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        var due = Dues.AfterThreshold(act, StatusCode.Assist, team: Team);
        if (due.IsRefused)
        {
            return due.Refusal!;
        }

        var seq = act.Open(StatusCode.Assist, due.Value, team: Team);
        act.Record(new HelpAsked(seq, Team, Helper, Question));
        return act.Done();
    }
}

/// <summary>The helper answers: the help is given and the owner has to use it.</summary>
/// <param name="By">Who gives it.</param>
/// <param name="Teams">The teams of that person: what a whole team was asked for anybody of it may give.</param>
/// <param name="Note">What was found or done.</param>
/// <param name="Activity">Which request; null for the one asked of the person, else the oldest asked of a team.</param>
public sealed record Contribute(PersonId By, IReadOnlyCollection<TeamId> Teams, TextId? Note, int? Activity = null)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        var asked = state.Open
            .Where(open => open.Status == StatusCode.Assist && (Activity is null || open.Seq == Activity))
            .Where(open => open.Assignee == By || (open.Assignee is null && Teams.Contains(open.Team)))
            .OrderByDescending(open => open.Assignee == By).ThenBy(open => open.Seq).FirstOrDefault();
        if (asked is null)
        {
            return HelpRefusals.NotAsked;
        }

        if (Note is null)
        {
            return ProgressionRefusals.JournalMissing;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        act.Record(new Contributed(asked.Seq, Note));
        act.Close(asked, ActivityOutcome.Progressed);
        if (act.State.Has(StatusCode.ColleagueUpdated))
        {
            return act.Done();
        }

        return act.OpenAfterThreshold(StatusCode.ColleagueUpdated) is { } refusal ? refusal : act.Done();
    }
}

public static class HelpRefusals
{
    public static readonly Refusal QuestionMissing = new(RefusalKind.Invalid, "assist.question-missing", "Say what you need to know or have done.");
    public static readonly Refusal PartsMalformed = new(RefusalKind.Invalid, "assist.parts-malformed", "Ask one to six teams or colleagues, each for a part.");
    public static readonly Refusal OfOneself = new(RefusalKind.Invalid, "assist.of-oneself", "Ask somebody else, or a team.");
    public static readonly Refusal NotAsked = new(RefusalKind.Conflict, "contribute.not-asked", "No help was asked of you or your team here. Leave a note instead.");
}
