using Headway.Domain.Calendars;

namespace Headway.Domain.People;

/// <summary>How a team orders its work; a setting of the team (the five modes of Activity Prioritisation).</summary>
public enum PrioritisationMode { Basic, StatusRanked, Standard, Advanced, Perfect }

/// <summary>
/// People who act together on one calendar. Exactly one team of a tenant is the Service Desk (<paramref name="IsDesk"/>),
/// to which tickets can be returned.
/// </summary>
public sealed record Team(TeamId Id, string Name, bool IsDesk, PrioritisationMode Mode, WorkCalendar Calendar)
{
    /// <summary>False once it was given up: nothing new is handed to it, and what comes back to it is still its members'.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Advanced and perfect: whether somebody's own work comes a little sooner in their list.</summary>
    public bool Affinity { get; init; }
}
