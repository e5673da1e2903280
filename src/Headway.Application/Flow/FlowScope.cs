using System.Globalization;
using Headway.Application.Access;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Statuses;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Flow;

/// <summary>
/// Which part of the flow: decided within [<paramref name="From"/>, <paramref name="To"/>), narrowed to a team, status, type,
/// service (0: none), priority or answerable person.
/// </summary>
public sealed record FlowScope(Instant From, Instant To, TeamId? Team = null, string? Status = null, string? Type = null, long? Service = null, PersonId? Person = null, Priority? Priority = null)
{
    public bool Holds(FlowKey key) =>
        (Team is null || key.Team == Team) && (Status is null || key.Status.Value == Status) && (Type is null || key.Type == Type)
        && (Service is null || (key.Service ?? 0) == Service) && (Priority is null || key.Priority == Priority);

    /// <summary>The Monday of an instant's week.</summary>
    public static LocalDate MondayOf(Instant at, DateTimeZone zone)
    {
        var date = at.InZone(zone).Date;
        return date.PlusDays(1 - (int)date.DayOfWeek);
    }

    /// <summary>So many weeks up to now, the running one among them.</summary>
    public static FlowScope Weeks(Instant now, DateTimeZone zone, int weeks) => new(
        zone.AtStartOfDay(MondayOf(now, zone).PlusWeeks(1 - weeks)).ToInstant(), now + Duration.FromMilliseconds(1));

    /// <summary>Only the week of that Monday; all of it for a day that cannot be read.</summary>
    public FlowScope InWeek(string? monday, DateTimeZone zone) => monday is not null && LocalDatePattern.Iso.Parse(monday) is { Success: true, Value: var day }
        ? this with { From = zone.AtStartOfDay(day).ToInstant(), To = Instant.Min(To, zone.AtStartOfDay(day.PlusWeeks(1)).ToInstant()) }
        : this;

    /// <summary>The same length, just before.</summary>
    public FlowScope Before() => this with { From = From - (To - From), To = From };
}

/// <summary>Whose figures a query may count, as conditions.</summary>
internal static class FlowReach
{
    /// <summary>The teams whose figures the caller sees; null: all of them.</summary>
    public static IReadOnlySet<TeamId>? Teams(Caller caller) => caller.SeesAllTeams() ? null : caller.Teams.Concat(caller.Leads).ToHashSet();

    /// <summary>
    /// Narrows rows that belong to tickets, not to activities: to tickets which were in the situation, or had an activity of the
    /// type, that was decided in the period (or is open, for what is counted now); and to their service and priority. <c>$2</c>
    /// and <c>$3</c> are the period.
    /// </summary>
    public static string Narrowed(FlowScope scope, string table, List<object?> args, bool open = false)
    {
        var text = "";
        if (scope.Status is not null || scope.Type is not null)
        {
            // Within its ticket, whatever SQLite knows of the sizes: by what was decided in the period it would read that for every row.
            text += $" AND EXISTS (SELECT 1 FROM activities n WHERE n.tenant = {table}.tenant AND n.ticket = {table}.ticket AND {(open ? "coalesce(n.open, 1 = 0)" : "+n.verdict_at >= $2 AND +n.verdict_at < $3")}";
            text += (scope.Status is { } status ? $" AND n.status = {Put(status)}" : "") + (scope.Type is { } type ? $" AND n.type = {Put(type)}" : "") + ")";
        }

        if (scope.Service is not null || scope.Priority is not null)
        {
            text += $" AND EXISTS (SELECT 1 FROM tickets q WHERE q.tenant = {table}.tenant AND q.ticket = {table}.ticket";
            text += (scope.Service is { } service ? $" AND coalesce(q.service, 0) = {Put(service)}" : "") + (scope.Priority is { } priority ? $" AND q.priority = {Put((long)priority)}" : "") + ")";
        }

        return text;

        string Put(object value)
        {
            args.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }

    /// <summary><c> AND column IN (…)</c> for the caller's teams and the scope's one; nothing when all are meant.</summary>
    public static string Where(Caller caller, TeamId? team, string column, List<object?> args)
    {
        var text = "";
        if (Teams(caller) is { } own)
        {
            text = own.Count == 0 ? " AND 1 = 0" : $" AND {column} IN ({string.Join(", ", own.OrderBy(id => id.Value).Select(id => Put(id.Value)))})";
        }

        return team is { } one ? $"{text} AND {column} = {Put(one.Value)}" : text;

        string Put(long value)
        {
            args.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }
}
