using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Domain.Calendars;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Web.Flow;

/// <summary>The same figures row by row: by team, situation, activity, service or week.</summary>
public static class FlowSlices
{
    public static IReadOnlyList<SliceRow> Of(FlowRead read, IReadOnlyList<FlowActivity> decided, string by, int weeks, DateTimeZone zone)
    {
        var open = read.Activities.Where(activity => activity.Closed is null && activity.Due < read.Now).ToLookup(activity => Key(activity, by, zone, read));
        return [.. decided.Where(activity => activity.Verdict != Verdict.Excluded)
            .GroupBy(activity => Key(activity, by, zone, read))
            .Select(group => new SliceRow(
                group.Key.Name,
                group.Count(a => a.Verdict == Verdict.Success), group.Count(a => a.Verdict == Verdict.Rescheduled), group.Count(a => a.Verdict == Verdict.Late),
                MeanLateness(read, group), open[group.Key].Count(), FlowViews.Behind(weeks, group.Key.Query)))
            .OrderByDescending(row => by == "week" ? 0 : row.Decided).ThenBy(row => row.Name, StringComparer.Ordinal)];
    }

    private static (string Name, string Query) Key(FlowActivity activity, string by, DateTimeZone zone, FlowRead read) => by switch
    {
        "status" => (activity.Status.Value, $"status={activity.Status}"),
        "type" => (activity.Type, $"type={activity.Type}"),
        "service" => activity.Service is { } service && read.Services.TryGetValue(service, out var name) ? (name, $"service={service}") : ("–", "service=0"),
        "week" => Week(FlowViews.MondayOf(activity.VerdictAt ?? activity.Due, zone)),
        _ => Team(read, activity),
    };

    private static (string, string) Week(LocalDate monday) => ($"{monday:uuuu-MM-dd}", $"week={monday:uuuu-MM-dd}");

    private static (string, string) Team(FlowRead read, FlowActivity activity)
    {
        var team = activity.JudgedTeam ?? activity.Team;
        return (read.Rules.Teams.TryGetValue(team, out var found) ? found.Name : "?", $"team={team.Value}");
    }

    private static WorkingTime? MeanLateness(FlowRead read, IEnumerable<FlowActivity> activities)
    {
        var late = activities.Where(activity => activity.Verdict == Verdict.Late && activity.Closed is not null)
            .Select(activity => read.Rules.CalendarOf(activity.Team).Between(activity.OriginalDue, activity.Closed!.Value).Hours).ToList();
        return late.Count == 0 ? null : WorkingTime.FromHours(late.Average());
    }
}
