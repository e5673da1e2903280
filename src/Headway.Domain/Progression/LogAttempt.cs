using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// The customer was tried and not reached: attempt n + 1, and the next look after the status's own time. With a
/// <paramref name="Reply"/> the attempt is what was written to them: they read it, and it answers what waited for an answer.
/// </summary>
public sealed record LogAttempt(
    PersonId By, Channel Channel, TextId? Note, Instant? Due = null, StatusCode? Predicted = null, string? PredictionRule = null, TextId? Reply = null)
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

        var act = new Act(rules, state, Actor.Staff(By), now);
        var due = Dues.Chosen(act, rules.Statuses[StatusCode.CustomerSilent], Due, null, Note is not null);
        if (due.IsRefused)
        {
            return due.Refusal!;
        }

        act.Reopen();
        if (Reply is { } written)
        {
            act.Record(new Replied(written, Channel));
            act.KeepPromise();
            act.CloseAll(ActivityOutcome.Progressed, activity => Progress.IsAnsweredBy(activity.Status));
        }

        Record(act, Channel, Note);
        act.Record(new Progressed(StatusCode.CustomerSilent, Reply is not null, Predicted, PredictionRule));
        act.CloseAll(ActivityOutcome.Progressed, activity => activity.IsBase);
        act.Open(StatusCode.CustomerSilent, due.Value, act.State.Attempts.Count);
        Progress.Own(act, null, By);
        return act.Done();
    }

    internal static void Record(Act act, Channel channel, TextId? note) =>
        act.Record(new AttemptLogged(act.State.Attempts.Count + 1, channel, note));
}
