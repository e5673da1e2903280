namespace Headway.Domain.Tickets;

/// <summary>
/// What a desk runs in the middle of a ticket's life. Each can be switched by the tenant; what is off leaves no activity,
/// and what it would have caught is heard in the plain way.
/// </summary>
[Flags]
public enum SubProcesses
{
    None = 0,

    /// <summary>Warns before a target is missed and asks why when it was.</summary>
    BreachPrevention = 1,

    /// <summary>A customer who asks where it is gets a review and an answer by a person.</summary>
    Chases = 2,

    /// <summary>Times are agreed with the customer and kept.</summary>
    Appointments = 4,

    /// <summary>Tickets go back to the desk with a reason that teaches.</summary>
    Returns = 8,

    /// <summary>
    /// Counts how often customers look at a ticket's page and ring while nothing new is said. Never switched on by itself: the
    /// desk chooses it, and the page says so to the customer.
    /// </summary>
    EarlySigns = 16,

    /// <summary>What a new desk starts with.</summary>
    All = BreachPrevention | Chases | Appointments | Returns,
}
