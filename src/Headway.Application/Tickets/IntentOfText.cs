using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>
/// A message as read: what it wants, how much it reads like a chase (0 to 1), and whether a person should be asked if it
/// was one although something else decided.
/// </summary>
public sealed record TextRead(Intent Intent, double ChaseLikelihood, bool PossibleChase)
{
    /// <summary>In per cent when a person is to be asked; null when there is nothing to ask.</summary>
    public int? Suspected => PossibleChase ? (int)Math.Round(ChaseLikelihood * 100) : null;
}

/// <summary>What an unmarked message wants, read from its words in the light of where the ticket stands.</summary>
public static class IntentOfText
{
    public static TextRead Read(string? text, TicketState state, Instant now, IntentWords? words = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new TextRead(Intent.Information, 0, false);
        }

        var reading = IntentReader.Read(text, Context(state, now), words);
        return new TextRead(reading.Intent, reading.ChaseLikelihood, reading.PossibleChase);
    }

    /// <summary>What is known of the ticket when a message comes.</summary>
    public static IntentContext Context(TicketState state, Instant now)
    {
        var asked = state.Has(StatusCode.AwaitCustomer) || state.Has(StatusCode.CustomerSilent);
        var fixGiven = state.Has(StatusCode.CustomerTesting) || state.ResolvedAt is not null || state.ClosedAt is not null;
        var late = state.Displayed is { } displayed && displayed.IsOverdue(now);
        var missed = state.Promise is { Outcome: null or PromiseOutcome.Missed } promise && promise.At < now && !(state.LastReplyAt >= promise.At);
        return new IntentContext(asked, fixGiven, UnansweredBefore: state.Unanswered is not null, Overdue: late || missed);
    }
}
