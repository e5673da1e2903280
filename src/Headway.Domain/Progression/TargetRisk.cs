using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>A target is close, or has been missed: what passing time does about it.</summary>
internal static class TargetRisk
{
    public static void At(Act act, Instant at)
    {
        foreach (var watch in act.State.Targets.Where(watch => watch.WarnsAt == at))
        {
            var seq = act.Open(StatusCode.TargetAtRisk, Due(act, watch));
            act.Record(new TargetWarned(watch.Kind, seq));
        }

        foreach (var watch in act.State.Targets.Where(watch => watch.BreachesAt == at))
        {
            act.Record(new TargetBreached(watch.Kind, act.State.Team, act.State.Owner));
        }
    }

    // The status's own time, but never beyond the target itself.
    private static DueFound Due(Act act, TargetWatch watch)
    {
        var breaches = watch.BreachesAt ?? act.Now;
        var rule = watch.Kind == TargetKind.Response ? "response-at-risk" : "completion-at-risk";
        var found = Dues.AfterThreshold(act, StatusCode.TargetAtRisk);
        if (found is { IsRefused: false } && found.Value.Due <= breaches)
        {
            return found.Value;
        }

        var calendar = act.Rules.CalendarFor(act.State.Team, act.State.Service, act.State.Priority);
        var left = calendar.Calendar.Between(act.Now, breaches);
        return new DueFound(breaches, new DueBasis(
            rule, (long)left.Length.TotalMilliseconds, Calendar: calendar.Calendar.Name, CalendarVersion: calendar.Calendar.Version, CalendarReason: calendar.Reason));
    }
}
