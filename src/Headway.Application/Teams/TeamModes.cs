using Headway.Domain.People;

namespace Headway.Application.Teams;

/// <summary>The ways of ordering work that a team can choose.</summary>
public static class TeamModes
{
    public static readonly IReadOnlyList<PrioritisationMode> All =
        [PrioritisationMode.Basic, PrioritisationMode.StatusRanked, PrioritisationMode.Standard, PrioritisationMode.Advanced, PrioritisationMode.Perfect];

    /// <summary>The mode of that name, as it is stored or as files and programs write it; null when there is none.</summary>
    public static PrioritisationMode? Find(string? name) =>
        All.Where(mode => mode.ToString() == name || mode.Code() == name).Select(mode => (PrioritisationMode?)mode).FirstOrDefault();

    /// <summary>The name that desk files and the API have for it: <c>status-ranked</c>.</summary>
    public static string Code(this PrioritisationMode mode) => mode == PrioritisationMode.StatusRanked ? "status-ranked" : mode.ToString().ToLowerInvariant();
}
