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

    All = BreachPrevention | Chases | Appointments | Returns,
}
