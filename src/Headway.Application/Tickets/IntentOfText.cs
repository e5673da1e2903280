using Headway.Application.Scenarios;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>What an unmarked message wants, read from its words.</summary>
public static class IntentOfText
{
    public static Intent Read(string? text, TicketState state) => ReadIntent.Of(text, state);
}
