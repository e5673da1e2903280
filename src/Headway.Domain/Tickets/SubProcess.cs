using Headway.Domain.People;

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

/// <summary>What each way of ordering work has of the desk, and what it does without.</summary>
public static class ModeReach
{
    /// <summary>
    /// Basic needs warnings of targets and the flags "customer wrote" and "colleague wrote", nothing more. From status-ranked on
    /// there are the situations that the other sub-processes live by.
    /// </summary>
    public static SubProcesses SubProcesses(this PrioritisationMode mode) =>
        mode == PrioritisationMode.Basic ? Tickets.SubProcesses.BreachPrevention : (SubProcesses)~0;

    /// <summary>Whether dues are shown and Progression SLA is counted: basic goes by points, status-ranked by ranks.</summary>
    public static bool HasDues(this PrioritisationMode mode) => mode is not (PrioritisationMode.Basic or PrioritisationMode.StatusRanked);

    /// <summary>Whether every touch ends in a chosen situation: basic tells what to look at, not what is to happen next.</summary>
    public static bool HasSituations(this PrioritisationMode mode) => mode != PrioritisationMode.Basic;

    /// <summary>Whether "take the next" gives work away with a claim, so that nobody chooses from a shared list.</summary>
    public static bool SharesWork(this PrioritisationMode mode) => mode is PrioritisationMode.Advanced or PrioritisationMode.Perfect;

    /// <summary>Whether a ticket has a person: in perfect mode the rota says who looks after what.</summary>
    public static bool HasOwners(this PrioritisationMode mode) => mode != PrioritisationMode.Perfect;
}
