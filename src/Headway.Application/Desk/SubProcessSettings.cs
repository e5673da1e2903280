using System.Text.Json;
using Headway.Domain.Tickets;

namespace Headway.Application.Desk;

/// <summary>Which sub-processes a tenant runs, as its settings keep them: by name what differs from what a new desk starts with.</summary>
public static class SubProcessSettings
{
    public const string Key = "sub-processes";

    /// <summary>The ones that can be switched, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<SubProcesses> Each =
        [SubProcesses.BreachPrevention, SubProcesses.Chases, SubProcesses.Appointments, SubProcesses.Returns, SubProcesses.EarlySigns];

    public static SubProcesses Read(string? kept)
    {
        var runs = SubProcesses.All;
        foreach (var other in kept is null ? [] : (JsonSerializer.Deserialize<List<string>>(kept) ?? []).Distinct())
        {
            runs ^= Enum.TryParse<SubProcesses>(other, out var one) && Each.Contains(one) ? one : SubProcesses.None;
        }

        return runs;
    }

    public static string Write(SubProcesses runs) =>
        JsonSerializer.Serialize(Each.Where(one => runs.HasFlag(one) != SubProcesses.All.HasFlag(one)).Select(one => one.ToString()));
}
