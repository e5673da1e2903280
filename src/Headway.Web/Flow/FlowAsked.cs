using System.Globalization;
using Headway.Application.Flow;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Flow;

/// <summary>What the address of a flow page asks for: the period, the way of cutting, the marks that narrow it.</summary>
internal sealed record FlowAsked(int Weeks, string By, long? Team, long? Service, string? Status, string? Type, string? Priority)
{
    public static FlowAsked Of(HttpRequest request)
    {
        var query = request.Query;
        return new FlowAsked(
            Number("weeks") is 4 or 52 ? (int)(Number("weeks") ?? 13) : 13, FlowSlices.Ways.FirstOrDefault(way => way == query["by"]) ?? FlowSlices.Ways[0], Number("team"), Number("service"),
            Text("status"), Text("type"), Text("priority"));

        long? Number(string name) => long.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    public FlowScope Scope(Instant now, DateTimeZone zone) => FlowScope.Weeks(now, zone, Weeks) with
    {
        Team = Team is { } team ? new TeamId(team) : null,
        Service = Service,
        Status = Status,
        Type = Type,
        Priority = Enum.TryParse<Priority>(Priority, out var priority) ? priority : null,
    };

    /// <summary>One week instead of the whole period.</summary>
    public static FlowScope Narrow(FlowScope scope, string? week, DateTimeZone zone) => week is not null && LocalDatePattern.Iso.Parse(week) is { Success: true, Value: var monday }
        ? scope with { From = zone.AtStartOfDay(monday).ToInstant(), To = Instant.Min(scope.To, zone.AtStartOfDay(monday.PlusWeeks(1)).ToInstant()) }
        : scope;

    public static ActivityMarks MarksOf(HttpRequest request)
    {
        var query = request.Query;
        return new ActivityMarks(
            Enum.TryParse<Verdict>(query["verdict"], out var verdict) ? verdict : null, query["mid"] == "true", query["covered"] == "true", query["high"] == "true",
            query["open"].ToString() is "all" or "overdue" ? query["open"].ToString() : null)
        { Machine = query["machine"] == "true" };
    }

    /// <summary>What narrows the page, as it follows another part of an address.</summary>
    public string Marks => string.Concat(Pairs.Where(pair => pair.Value is not null).Select(pair => $"&{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));

    /// <summary>The activities behind a mark, within what narrows the page; the mark's own words win.</summary>
    public string Behind(string query) => With(query);

    public string With(string query)
    {
        var named = query.Split('&').Select(pair => pair.Split('=')[0]).ToHashSet();
        var rest = Pairs.Where(pair => pair.Value is not null && !named.Contains(pair.Name)).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        return $"/flow/activities?{string.Join('&', rest.Prepend($"weeks={Weeks.ToString(CultureInfo.InvariantCulture)}").Append(query).Where(part => part.Length > 0))}";
    }

    private (string Name, string? Value)[] Pairs =>
    [
        ("team", Team?.ToString(CultureInfo.InvariantCulture)), ("service", Service?.ToString(CultureInfo.InvariantCulture)), ("status", Status), ("type", Type), ("priority", Priority),
    ];
}
