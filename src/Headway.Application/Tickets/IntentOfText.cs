using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>What an unmarked message wants, read from its words in the light of where the ticket stands.</summary>
public static class IntentOfText
{
    public static Intent Read(string? text, TicketState state)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Intent.Information;
        }

        var asked = state.Has(StatusCode.AwaitCustomer) || state.Has(StatusCode.CustomerSilent);
        var fixGiven = state.Has(StatusCode.CustomerTesting) || state.ResolvedAt is not null || state.ClosedAt is not null;
        var reading = IntentReader.Read(text, new IntentContext(asked, fixGiven, UnansweredBefore: state.Unanswered is not null));
        return Enum.Parse<Intent>(reading.Intent.ToString());
    }
}
