using Headway.Domain.Tickets;

namespace Headway.Domain.Webhooks;

/// <summary>What other systems can be told of, by names that never change.</summary>
public static class WebhookEvents
{
    /// <summary>What a test is called; nobody subscribes to it.</summary>
    public const string Test = "webhook.test";

    public static readonly IReadOnlyList<string> All =
    [
        "ticket.opened", "ticket.status_changed", "ticket.answered", "ticket.moved", "ticket.priority_changed", "ticket.resolved", "ticket.reopened", "ticket.closed",
        "ticket.merged", "ticket.unmerged", "customer.wrote", "customer.rated", "chase.opened", "promise.missed",
    ];

    /// <summary>The event that a fact is to the outside; null for what stays inside.</summary>
    public static string? Of(TicketFact fact) => fact switch
    {
        TicketOpened => "ticket.opened",
        ActivityOpened => "ticket.status_changed",
        Replied => "ticket.answered",
        TeamSet => "ticket.moved",
        PrioritySet => "ticket.priority_changed",
        TicketResolved => "ticket.resolved",
        TicketReopened => "ticket.reopened",
        TicketClosed => "ticket.closed",
        MergedInto => "ticket.merged",
        Unmerged => "ticket.unmerged",
        CustomerWrote => "customer.wrote",
        FeedbackGiven => "customer.rated",
        ChaseOpened => "chase.opened",
        PromiseSettled { Outcome: PromiseOutcome.Missed } => "promise.missed",
        _ => null,
    };
}
