using Headway.Domain.People;

namespace Headway.Application.Teams;

/// <summary>Which ways of ordering work can be chosen. Perfect needs status queues and a rota, which are not there to set.</summary>
public static class TeamModes
{
    public static readonly IReadOnlyList<PrioritisationMode> All =
        [PrioritisationMode.Basic, PrioritisationMode.StatusRanked, PrioritisationMode.Standard, PrioritisationMode.Advanced, PrioritisationMode.Perfect];

    public static readonly IReadOnlyList<PrioritisationMode> Working = [PrioritisationMode.StatusRanked, PrioritisationMode.Standard, PrioritisationMode.Advanced];

    /// <summary>The mode of that name, as it is stored; null when there is none.</summary>
    public static PrioritisationMode? Find(string? name) => Enum.TryParse<PrioritisationMode>(name, out var mode) && Enum.IsDefined(mode) ? mode : null;
}
