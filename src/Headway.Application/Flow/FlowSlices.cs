using System.Globalization;
using Headway.Domain.Flow;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>
/// A part of the flow by its name (a code, for statuses and types) and the marks that lead to its activities.
/// </summary>
public sealed record FlowSlice(string Name, string Query, FlowTally Tally, int Open, int OverdueNow);

/// <summary>The same figures part by part.</summary>
public static class FlowSlices
{
    /// <summary>By what the flow can be cut, the first unless asked.</summary>
    public static readonly IReadOnlyList<string> Ways = ["team", "status", "type", "service", "priority", "week"];

    /// <summary>The slices with anything decided, the largest first; weeks in their order.</summary>
    public static IReadOnlyList<FlowSlice> Of(FlowRead read, string by)
    {
        if (by == "week")
        {
            return [.. read.Weeks.Select(week => new FlowSlice(Iso(week.Monday), $"week={Iso(week.Monday)}", FlowTally.Of(week.Cells), 0, 0))];
        }

        var open = read.Open.Counts.ToLookup(one => Key(read, one.Key, by));
        return [.. read.Tally.By(key => Key(read, key, by)).Select(part => new FlowSlice(
                part.Key.Name, part.Key.Query, part.Tally, open[part.Key].Sum(one => one.Open), open[part.Key].Sum(one => one.Overdue)))
            .Where(slice => slice.Tally.Decided > 0)
            .OrderByDescending(slice => slice.Tally.Decided).ThenBy(slice => slice.Name, StringComparer.Ordinal)];
    }

    /// <summary>Every part of which anything was decided or is open, by name; weeks in their order.</summary>
    public static IReadOnlyList<(string Name, string Query)> Parts(FlowRead read, string by) => by == "week"
        ? [.. read.Weeks.Select(week => (Iso(week.Monday), $"week={Iso(week.Monday)}"))]
        : [.. read.Tally.By(key => Key(read, key, by)).Select(part => part.Key).Concat(read.Open.Counts.Select(one => Key(read, one.Key, by))).Distinct().OrderBy(part => part.Name, StringComparer.Ordinal)];

    private static (string Name, string Query) Key(FlowRead read, FlowKey key, string by) => by switch
    {
        "status" => (key.Status.Value, $"status={key.Status}"),
        "type" => (key.Type, $"type={key.Type}"),
        "priority" => (key.Priority.ToString(), $"priority={key.Priority}"),
        "service" => key.Service is { } service && read.Services.TryGetValue(service, out var name) ? (name, Say($"service={service}")) : ("–", "service=0"),
        _ => (read.Rules.Teams.TryGetValue(key.Team, out var team) ? team.Name : "?", Say($"team={key.Team.Value}")),
    };

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
