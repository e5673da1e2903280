using Headway.Domain.Tickets;

namespace Headway.Application.Scenarios;

/// <summary>Reads what an unmarked message wants.</summary>
public static class ReadIntent
{
    public static Intent Of(string? text, TicketState state) =>
        string.IsNullOrWhiteSpace(text) || state.Base is null ? Intent.Information : Intent.Answer;
}
