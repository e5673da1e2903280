namespace Headway.Domain.Tickets;

/// <summary>
/// The rules that come with the desk and can be switched, each by itself. What has no switch of its own belongs to a
/// sub-process, or is how every open ticket keeps its due.
/// </summary>
[Flags]
public enum Automatisms
{
    None = 0,

    /// <summary>A customer's word becomes something to follow up; off: it is journaled, the situation stays.</summary>
    CustomerUpdates = 1,

    /// <summary>Waiting for the customer ends in a reminder and the next attempt; off: the row is due to its owner.</summary>
    Reminders = 2,

    /// <summary>A colleague's, supplier's or approver's answer becomes something to use; off: it is journaled.</summary>
    ColleagueUpdates = 4,

    /// <summary>What waits for a change or problem follows its date and its end.</summary>
    LinkedTickets = 8,

    /// <summary>A resolved ticket closes by itself after its silence.</summary>
    AutoClose = 16,

    /// <summary>Tickets of somebody who no longer comes in go back to their teams.</summary>
    Leavers = 32,

    All = CustomerUpdates | Reminders | ColleagueUpdates | LinkedTickets | AutoClose | Leavers,
}
