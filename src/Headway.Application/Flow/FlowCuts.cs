using System.Globalization;
using Headway.Application.Access;
using Headway.Domain;
using Headway.Domain.Statuses;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Flow;

/// <summary>A part of the flow by its name (a code, for statuses and types), the marks that narrow to it, and every measure of it.</summary>
public sealed record FlowCut(string Name, string Query, IReadOnlyList<MeasureRow> Measures);

/// <summary>
/// Measures part by part. A part's figure is the one that the page narrowed to it has; activities are counted once for all of them,
/// and of the rest only what the asked measure is made of is read for each.
/// </summary>
public sealed class FlowCutsQuery(FlowQuery flow)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="scope">The period and what narrows it.</param>
    /// <param name="by">One of <see cref="FlowSlices.Ways"/>.</param>
    /// <param name="of">Only this measure, the first of all where there is none of that name; null: every one.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task<Outcome<(FlowRead Whole, IReadOnlyList<FlowCut> Cuts)>> Read(Caller caller, FlowScope scope, string by, string? of = null, CancellationToken stop = default)
    {
        var whole = await flow.Read(caller, scope, stop);
        if (whole.Refusal is { } no)
        {
            return no;
        }

        var measures = FlowMeasures.Of(whole.Value);
        var measure = of is null ? null : (measures.FirstOrDefault(row => row.Key == of) ?? measures[0]).Key;
        var parts = FlowSlices.Parts(whole.Value, by);
        var reads = await flow.Parts(
            caller, whole.Value, [.. parts.Select(part => (Narrowed(scope, part.Query, caller.Zone), by == "week" ? LocalDatePattern.Iso.Parse(part.Name).Value : (LocalDate?)null))], measure, stop);

        // What is open now belongs to no week.
        return (whole.Value, [.. parts.Zip(reads, (part, read) => new FlowCut(
            part.Name, part.Query, [.. FlowMeasures.Of(read).Where(row => (measure is null || row.Key == measure) && (by != "week" || row.Group != "now"))]))]);
    }

    internal static FlowScope Narrowed(FlowScope scope, string query, DateTimeZone zone)
    {
        var (name, value) = query.Split('=', 2) is [var left, var right] ? (left, right) : (query, "");
        return name switch
        {
            "week" => scope.InWeek(value, zone),
            "status" => scope with { Status = value },
            "type" => scope with { Type = value },
            "priority" => scope with { Priority = Enum.Parse<Priority>(value) },
            "service" => scope with { Service = long.Parse(value, CultureInfo.InvariantCulture) },
            _ => scope with { Team = new TeamId(long.Parse(value, CultureInfo.InvariantCulture)) },
        };
    }
}
