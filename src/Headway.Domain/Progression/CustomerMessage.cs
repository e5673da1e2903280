using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// The customer was heard, by whatever channel. Waiting for the customer ends; what was said has to be followed up at
/// least as fast as a new ticket. <paramref name="Intent"/> has been chosen or read before it comes here;
/// <paramref name="PossibleChase"/> is how much (in per cent) a message that was read otherwise reads like a chase too.
/// </summary>
public sealed record CustomerMessage(PersonId From, Intent Intent, Channel Channel, TextId? Text, bool Read = false, int? PossibleChase = null)
{
    /// <summary>A "not solved" within so many business days of the resolution reopens; later it is a new, linked ticket.</summary>
    public const int ReopenDays = 10;

    private static readonly StatusCode[] EndedByCustomer =
        [StatusCode.AwaitCustomer, StatusCode.CustomerSilent, StatusCode.CustomerTesting, StatusCode.AppointmentOffered];

    /// <summary>Whether a word of the customer's ends it.</summary>
    internal static bool EndsWaiting(StatusCode status) => EndedByCustomer.Contains(status);

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        var act = new Act(rules, state, Actor.Customer(From), now);
        act.Record(new CustomerWrote(From, Intent, Read, Channel, Text));
        return Intent switch
        {
            Intent.Thanks => act.Done(),
            // Who only reads along does not say for the one who raised it that all is well.
            Intent.Solved when !IsJoined(state) => Solved(act),
            Intent.NotSolved when state.HasEnded => NotSolved(act),
            Intent.Chase when Chasing.Catches(act) => Chased(act),
            _ when !rules.Automatic.HasFlag(Automatisms.CustomerUpdates) && !state.HasEnded => act.Done(),
            Intent.Appointment when !state.HasEnded && act.Runs(SubProcesses.Appointments) => Updated(act, StatusCode.AppointmentRequested),
            _ => Updated(act, StatusCode.CustomerUpdated),
        };
    }

    private bool IsJoined(TicketState state) => From != state.Requester && state.Joined.Exists(joined => joined.Requester == From);

    private Outcome<Decision> Chased(Act act)
    {
        act.CloseAll(ActivityOutcome.Superseded, activity => EndedByCustomer.Contains(activity.Status));
        return Chasing.Capture(act, From, Channel) is { } refusal ? refusal : act.Done();
    }

    private Outcome<Decision> Updated(Act act, StatusCode opens)
    {
        if (PossibleChase is { } percent && Chasing.Catches(act) && !act.State.Has(StatusCode.Chased))
        {
            act.Record(new ChaseSuspected(act.State.Version, percent));
        }

        act.CloseAll(ActivityOutcome.Superseded, activity => EndedByCustomer.Contains(activity.Status));
        if (act.State.Has(opens))
        {
            return act.Done();
        }

        return act.OpenAfterThreshold(opens) is { } refusal ? refusal : act.Done();
    }

    private static Outcome<Decision> Solved(Act act)
    {
        if (!act.State.IsOpen)
        {
            return act.Done();
        }

        act.CloseAll(ActivityOutcome.Superseded, _ => true);
        act.Record(new TicketResolved(null, Resolve.ClosesAt(act)));
        Asking.HowItWas(act);
        return act.Done();
    }

    private static Outcome<Decision> NotSolved(Act act)
    {
        var state = act.State;
        var calendar = act.Rules.CalendarOf(state.Team);
        var since = state.ResolvedAt ?? state.ClosedAt ?? act.Now;
        if (calendar.AddWorkingDays(since, ReopenDays) is { } last && act.Now > last)
        {
            act.FollowUp = new FollowUpRequested(new TicketOpened(
                state.Type, state.Priority, state.Team, state.Requester, state.Service, state.Channel, null, state.Key));
            return act.Done();
        }

        act.CloseAll(ActivityOutcome.Superseded, activity => activity.IsBase);
        act.Record(new TicketReopened());
        return act.OpenAfterThreshold(StatusCode.Reopened) is { } refusal ? refusal : act.Done();
    }
}
