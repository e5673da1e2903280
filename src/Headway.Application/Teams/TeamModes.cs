using Headway.Domain.People;

namespace Headway.Application.Teams;

/// <summary>The ways of ordering work that a team can choose.</summary>
public static class TeamModes
{
    public static readonly IReadOnlyList<PrioritisationMode> All =
        [PrioritisationMode.Basic, PrioritisationMode.StatusRanked, PrioritisationMode.Standard, PrioritisationMode.Advanced, PrioritisationMode.Perfect];

    /// <summary>The mode of that name, as it is stored; null when there is none.</summary>
    public static PrioritisationMode? Find(string? name) => Enum.TryParse<PrioritisationMode>(name, out var mode) && Enum.IsDefined(mode) ? mode : null;

    /// <summary>Whether the mode can let one's own work come a little sooner.</summary>
    public static bool HasAffinity(PrioritisationMode mode) => mode is PrioritisationMode.Advanced or PrioritisationMode.Perfect;

    /// <summary>Whether dues are shown and Progression SLA is counted.</summary>
    public static bool HasDues(PrioritisationMode mode) => mode is not (PrioritisationMode.Basic or PrioritisationMode.StatusRanked);
}
