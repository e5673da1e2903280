using System.Globalization;
using Headway.Application.Access;
using Headway.Domain;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>A part of the flow by its name (a code, for statuses and types), the marks that narrow to it, and every measure of it.</summary>
public sealed record FlowCut(string Name, string Query, IReadOnlyList<MeasureRow> Measures);

/// <summary>
/// Every measure part by part. Each part is read as the page narrowed to it would be, so a figure here is the figure there. That
/// costs a reading for each part and is done only when it is asked for.
/// </summary>
public sealed class FlowCutsQuery(FlowQuery flow)
{
    public async Task<Outcome<(FlowRead Whole, IReadOnlyList<FlowCut> Cuts)>> Read(Caller caller, FlowScope scope, string by, CancellationToken stop = default)
    {
        var whole = await flow.Read(caller, scope, stop);
        if (whole.Refusal is { } no)
        {
            return no;
        }

        var cuts = new List<FlowCut>();
        foreach (var (name, query) in FlowSlices.Parts(whole.Value, by))
        {
            var part = await flow.Read(caller, Narrowed(scope, query, caller.Zone), stop);
            if (part.Refusal is { } denied)
            {
                return denied;
            }

            // What is open now belongs to no week.
            cuts.Add(new FlowCut(name, query, [.. FlowMeasures.Of(part.Value).Where(row => by != "week" || row.Group != "now")]));
        }

        return (whole.Value, cuts);
    }

    private static FlowScope Narrowed(FlowScope scope, string query, DateTimeZone zone)
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
