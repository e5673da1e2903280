using System.Globalization;
using Headway.Application.Flow;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

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

    public static ActivityMarks MarksOf(HttpRequest request)
    {
        var query = request.Query;
        return new ActivityMarks(
            Enum.TryParse<Verdict>(query["verdict"], out var verdict) ? verdict : null, query["mid"] == "true", query["covered"] == "true", query["high"] == "true",
            query["open"].ToString() is "all" or "overdue" ? query["open"].ToString() : null)
        {
            Machine = query["machine"] == "true",
            Decided = query["decided"] == "true",
            Done = query["done"] == "true",
            Closed = query["closed"] == "true",
            Held = Enum.TryParse<HeldBy>(query["held"], out var held) ? held : null,
        };
    }

    /// <summary>The measure of tickets whose rows are asked for, and whether only those that count or only the others; null: activities are.</summary>
    public static (string? Of, bool? Counts) CasesOf(HttpRequest request) => (
        request.Query["of"].ToString() is { Length: > 0 } of ? of : null, bool.TryParse(request.Query["counts"], out var counts) ? counts : null);

    /// <summary>What narrows the page, as it follows another part of an address.</summary>
    public string Marks => string.Concat(Pairs.Where(pair => pair.Value is not null).Select(pair => $"&{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));

    /// <summary>
    /// The activities behind marks, within what narrows the page. Where the page is narrowed to another value than a mark asks for,
    /// both stand, and nothing fits both: as the figure says.
    /// </summary>
    public string Behind(params string[] marks)
    {
        var rest = Pairs.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        return $"/flow/activities?{string.Join('&', rest.Prepend($"weeks={Weeks.ToString(CultureInfo.InvariantCulture)}").Concat(marks.SelectMany(mark => mark.Split('&'))).Where(part => part.Length > 0).Distinct())}";
    }

    private (string Name, string? Value)[] Pairs =>
    [
        ("team", Team?.ToString(CultureInfo.InvariantCulture)), ("service", Service?.ToString(CultureInfo.InvariantCulture)), ("status", Status), ("type", Type), ("priority", Priority),
    ];
}
