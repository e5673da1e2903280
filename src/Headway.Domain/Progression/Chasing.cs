using Headway.Domain.Calendars;
using Headway.Domain.Chases;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>What an act does about a chase: takes an asking in, shows it to the team, ends it when judged and answered.</summary>
internal static class Chasing
{
    public const string AgainReason = "chased-again";

    private const double Half = 0.5;

    /// <summary>
    /// A chase is of something under way: on what was resolved, asking is a customer's update like any other. One that waits hears
    /// everything, also in a team that begins none.
    /// </summary>
    public static bool Catches(Act act) => (act.Runs(SubProcesses.Chases) || act.State.OpenChase is not null) && (act.State.IsOpen || !act.State.HasEnded);

    public static Refusal? Capture(Act act, PersonId from, Channel channel, Instant? since = null)
    {
        var at = since ?? act.Now;
        var reading = ChaseGuard.Read(act.State, from, at, Hours(act));
        if (reading.Open is { } open)
        {
            return Again(act, open, reading, from, channel);
        }

        var due = Dues.AfterThreshold(act, StatusCode.Chased, at, reading.Multi ? Half : 1);
        if (due.IsRefused)
        {
            return due.Refusal;
        }

        var seq = act.Open(StatusCode.Chased, due.Value, since: since);
        act.Record(new ChaseOpened(seq, from, channel, at, reading.Multi, TeamAt(act, reading.Multi)));
        return null;
    }

    /// <summary>Ends the row of a chase that has both its verdict and an answer to everything that was asked.</summary>
    public static void Settle(Act act)
    {
        if (act.State.OpenChase is { IsManaged: true } chase && act.State.Activities.FindLast(row => row.Seq == chase.Activity) is { } row)
        {
            act.Close(row, ActivityOutcome.Progressed);
        }
    }

    private static Refusal? Again(Act act, Chase open, ChaseReading reading, PersonId from, Channel channel)
    {
        var row = act.State.Activities.FindLast(activity => activity.Seq == open.Activity)!;
        var teamAt = open.TeamAt is { } half && half > act.Now ? half : TeamAt(act, multi: true);
        act.Record(new ChaseRepeated(open.Activity, from, channel, reading.Multi, teamAt));
        if (!reading.Multi)
        {
            return null;
        }

        var sooner = Dues.AfterThreshold(act, StatusCode.Chased, act.Now, Half);
        if (!sooner.IsRefused && sooner.Value.Due < row.Due)
        {
            act.Record(new ActivityMoved(row.Seq, sooner.Value.Due, AgainReason, null));
        }

        return null;
    }

    // In these two modes everybody is shown it from the start.
    private static Instant? TeamAt(Act act, bool multi)
    {
        if (act.Team.Mode.SharesWork())
        {
            return null;
        }

        var due = Dues.AfterThreshold(act, StatusCode.Chased, act.Now, multi ? Half * Half : Half);
        return due.IsRefused ? null : due.Value.Due;
    }

    private static WorkCalendar Hours(Act act) => act.Rules.CalendarFor(act.State.Team, act.State.Service, act.State.Priority).Calendar;
}
