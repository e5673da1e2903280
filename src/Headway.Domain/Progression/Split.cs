using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// A customer's message becomes a ticket of its own, raised by who wrote it, with a response that is due as soon as the message
/// was to be answered. What the message had set going where it came in is taken back: its update, and the end of a wait.
/// </summary>
public sealed record Split(PersonId By, Recorded<TicketFact> Message, TextId Text)
{
    public Outcome<Both> Decide(DeskRules rules, TicketState state, TicketState fresh, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (state.Merged is not null)
        {
            return TicketRefusals.Merged;
        }

        if (Message.Fact is not CustomerWrote { Text: not null } wrote)
        {
            return MergeRefusals.NotAMessage;
        }

        if (state.Splits.Exists(split => split.Message == Message.Seq))
        {
            return MergeRefusals.SplitBefore;
        }

        var here = new Act(rules, state, Actor.Staff(By), now);
        var opened = new Act(rules, fresh, Actor.Staff(By), now);
        opened.Record(new TicketOpened(state.Type, state.Priority, state.Team, wrote.From, state.Service, wrote.Channel, Text, null));
        var response = Dues.AfterThreshold(opened, StatusCode.New);
        if (response.IsRefused)
        {
            return response.Refusal!;
        }

        var update = state.Find(StatusCode.CustomerUpdated) is { } open && open.Opened == Message.At ? open : null;
        var due = update is { } owed && Instant.Max(owed.Due, now) is var soon && soon < response.Value.Due ? new DueFound(soon, owed.Meaning.Basis) : response.Value;
        opened.Open(StatusCode.New, due);
        opened.Record(new Linked(state.Key, LinkKind.Related));
        if (TakeBack(here, update, fresh.Key) is { } no)
        {
            return no;
        }

        here.Record(new Linked(fresh.Key, LinkKind.Related));
        return new Both(here.Done(), opened.Done());
    }

    private Refusal? TakeBack(Act here, Activity? update, TicketKey to)
    {
        here.Record(new SplitOff(Message.Seq, to, update is not null && here.State.Unanswered?.At == Message.At));
        if (update is null)
        {
            return null;
        }

        if (here.State.Base is null && !here.State.HasEnded
            && here.State.Activities.FindLast(row => row.IsBase && row.Closed == Message.At && row.Outcome == ActivityOutcome.Superseded) is { } ended
            && Unmerge.Restore(here, ended, answered: false, null) is { } refusal)
        {
            return refusal;
        }

        // Something must be next as long as the ticket is open.
        if (here.State.HasEnded || here.State.Open.Count() > 1)
        {
            here.Close(update, ActivityOutcome.Superseded);
        }

        return null;
    }
}
