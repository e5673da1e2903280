using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Feedback;

/// <summary>
/// The customer says how a resolution was, and may say it otherwise while the asking stands. A low score calls somebody within an hour:
/// as the customer's word on top of the solution, which stands; on a closed ticket once, as a new one that is tied to it.
/// </summary>
/// <param name="By">Who was asked: the requester.</param>
/// <param name="Asked">Which asking; null for the last.</param>
/// <param name="Score">0 to 10.</param>
/// <param name="Text">Their words, if any; the ones that stand when they are the same.</param>
public sealed record GiveFeedback(PersonId By, int? Asked, int Score, TextId? Text)
{
    /// <summary>How soon somebody takes up a low score, in the acting team's working time.</summary>
    public static readonly WorkingTime Soon = WorkingTime.FromHours(1);

    /// <summary>The rule by which what a low score calls for is due, and why a due was brought forward for it.</summary>
    public const string Rule = "feedback";

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists || By != state.Requester || state.Ratings.FindLast(one => Asked is null || one.Seq == Asked) is not { } rating)
        {
            return FeedbackRefusals.NotAsked;
        }

        if (Score is < FeedbackRules.Lowest or > FeedbackRules.Highest)
        {
            return FeedbackRefusals.ScoreMissing;
        }

        // Asked twice is the same answer, even when the time to change it is over.
        if (rating.Score == Score && rating.Text == Text)
        {
            return new Decision(state, state, []);
        }

        if (!rating.MayBeSaid(now))
        {
            return FeedbackRefusals.Over;
        }

        var act = new Act(rules, state, Actor.Customer(By), now);
        var low = rules.Feedback.IsLow(Score);
        act.Record(new FeedbackGiven(rating.Seq, Score, Text, low));
        return low ? Call(act, rating.WasLow) : act.Done();
    }

    private static Outcome<Decision> Call(Act act, bool called)
    {
        var state = act.State;
        if (state is { IsOpen: false, ClosedAt: not null })
        {
            if (!called)
            {
                act.FollowUp = new FollowUpRequested(
                    new TicketOpened(state.Type, state.Priority, state.Team, state.Requester, state.Service, state.Channel, null, state.Key), Soon);
            }

            return act.Done();
        }

        var due = Dues.Within(act, StatusCode.CustomerUpdated, Soon, Rule);
        if (due.IsRefused)
        {
            return due.Refusal!;
        }

        if (state.Find(StatusCode.CustomerUpdated) is not { } open)
        {
            act.Open(StatusCode.CustomerUpdated, due.Value);
        }
        else if (due.Value.Due < open.Due)
        {
            act.Record(new ActivityMoved(open.Seq, due.Value.Due, Rule, null));
        }

        return act.Done();
    }
}
