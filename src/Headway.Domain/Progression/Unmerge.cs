using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Takes two tickets apart again: the one that had ended goes on with the situation it had, by the due it had where that still
/// lies ahead. What came with it and was not done yet goes back; what was answered meanwhile stays answered.
/// </summary>
public sealed record Unmerge(PersonId By)
{
    public Outcome<Both> Decide(DeskRules rules, TicketState gone, TicketState kept, Instant now)
    {
        if (!gone.Exists || !kept.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (gone.Merged is not { } merger || merger.Into != kept.Key || kept.Joined.FindLast(one => one.From == gone.Key) is not { } joined)
        {
            return MergeRefusals.NotMerged;
        }

        if (kept.Merged is not null)
        {
            return TicketRefusals.Merged;
        }

        var into = new Act(rules, kept, Actor.Staff(By), now);
        var from = new Act(rules, gone, Actor.Staff(By), now);
        var answered = kept.LastReplyAt > joined.At;
        from.Record(new Unmerged(answered));
        foreach (var row in merger.Rows.Select(seq => gone.Activities.First(activity => activity.Seq == seq)))
        {
            if (Back(kept, joined, row, answered) && Restore(from, row, answered, ChaseOf(kept, joined, row) ?? merger.Chase) is { } no)
            {
                return no;
            }
        }

        if (!from.State.IsOpen && !from.State.HasEnded && from.OpenAfterThreshold(StatusCode.InProgress) is { } none)
        {
            return none;
        }

        return LetGo(into, joined) is { } refusal ? refusal : new Both(from.Done(), into.Done());
    }

    private static Refusal? LetGo(Act into, Joined joined)
    {
        var state = into.State;
        into.Record(new LetGo(joined.From));
        if (state.Base is null && !state.HasEnded
            && state.Activities.FindLast(row => row.IsBase && row.Closed == joined.At && row.Outcome == ActivityOutcome.Superseded) is { } ended
            && Restore(into, ended, answered: false, null) is { } refusal)
        {
            return refusal;
        }

        foreach (var row in joined.Rows.Select(brought => into.State.Activities.First(activity => activity.Seq == brought.Here)).Where(row => row.IsOpen).ToList())
        {
            // Something must be next as long as the ticket is open.
            if (into.State.HasEnded || into.State.Open.Count() > 1)
            {
                into.Close(row, ActivityOutcome.Superseded);
            }
        }

        return null;
    }

    // The situation always comes back; what lay on top of it comes back unless it was done on the other ticket.
    private static bool Back(TicketState kept, Joined joined, Activity row, bool answered) =>
        row.IsBase
        || (joined.Rows.FindIndex(brought => brought.There == row.Seq) is var at and >= 0
            ? kept.Activities.First(activity => activity.Seq == joined.Rows[at].Here).IsOpen
            : !answered);

    private static Chase? ChaseOf(TicketState kept, Joined joined, Activity row) =>
        joined.Rows.FindIndex(brought => brought.There == row.Seq) is var at and >= 0 ? kept.Chases.FindLast(chase => chase.Activity == joined.Rows[at].Here) : null;

    /// <summary>Opens again what a merge or a message had ended: by the same due where it lies ahead, else after its own time from now.</summary>
    internal static Refusal? Restore(Act act, Activity row, bool answered, Chase? chase)
    {
        var status = answered && row.Status == StatusCode.New ? StatusCode.InProgress : row.Status;
        var stands = row.Due > act.Now && status == row.Status;
        var due = stands ? new DueFound(row.Due, row.Meaning.Basis) : Dues.AfterThreshold(act, status, team: row.Status == StatusCode.Assist ? row.Team : null);
        if (due.IsRefused)
        {
            return due.Refusal;
        }

        var seq = act.Open(status, due.Value, row.Meaning.Attempt, stands ? row.Opened : null, row.Status == StatusCode.Assist ? row.Team : null);
        if (status == StatusCode.Assist)
        {
            act.Record(new HelpAsked(seq, row.Team, row.Assignee, null));
        }
        else if (status == StatusCode.Chased && chase is not null)
        {
            act.Record(ChaseBrought.Of(seq, chase));
        }

        return null;
    }
}
