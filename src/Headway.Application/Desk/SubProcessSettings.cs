using System.Text.Json;
using Headway.Domain.Tickets;

namespace Headway.Application.Desk;

/// <summary>Which sub-processes a tenant runs, as its settings keep them: what is off, by name; nothing kept means all are on.</summary>
public static class SubProcessSettings
{
    public const string Key = "sub-processes";

    /// <summary>The ones that can be switched, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<SubProcesses> Each =
        [SubProcesses.BreachPrevention, SubProcesses.Chases, SubProcesses.Appointments, SubProcesses.Returns];

    public static SubProcesses Read(string? kept)
    {
        var runs = SubProcesses.All;
        foreach (var off in kept is null ? [] : JsonSerializer.Deserialize<List<string>>(kept) ?? [])
        {
            runs &= Enum.TryParse<SubProcesses>(off, out var one) ? ~one : SubProcesses.All;
        }

        return runs;
    }

    public static string Write(SubProcesses runs) =>
        JsonSerializer.Serialize(Each.Where(one => !runs.HasFlag(one)).Select(one => one.ToString()));
}
