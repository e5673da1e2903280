using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Domain.Automation;

/// <summary>
/// The situation in which a rule leaves a ticket. What it replaces ends as an outside event ends it: nobody is credited
/// with it and nobody's figure changes, unless its due had passed.
/// </summary>
internal static class Situation
{
    private static readonly StatusCode[] Owed =
        [StatusCode.Chased, StatusCode.CustomerUpdated, StatusCode.AppointmentRequested, StatusCode.AppointmentBooked, StatusCode.AppointmentOffered, StatusCode.Reopened];

    public static Refusal? Leave(Act act, StatusCode status, double? hours, bool replied, TextId? reply)
    {
        if (!act.State.IsOpen)
        {
            return TicketRefusals.Closed;
        }

        if (status == StatusCode.Resolved)
        {
            return Resolve(act, reply);
        }

        if (act.Rules.Statuses.Find(status) is not { Selectable: true })
        {
            return AutomationRefusals.NotApplicable;
        }

        if (act.State.Base is { } stands && stands.Status == status && hours is null)
        {
            return null;
        }

        var due = hours is { } length ? After(act, length) : Dues.AfterThreshold(act, status);
        if (due.IsRefused)
        {
            return due.Refusal;
        }

        act.CloseAll(ActivityOutcome.Superseded, activity => activity.IsBase);
        act.Record(new Progressed(status, replied, null, null));
        act.Open(status, due.Value);
        return null;
    }

    private static Outcome<DueFound> After(Act act, double hours)
    {
        var calendar = act.Rules.CalendarFor(act.State.Team, act.State.Service, act.State.Priority);
        var length = WorkingTime.FromHours(hours);
        return calendar.Calendar.Add(act.Now, length) is { } due
            ? new DueFound(due, new DueBasis(
                "automation", (long)length.Length.TotalMilliseconds, Calendar: calendar.Calendar.Name, CalendarVersion: calendar.Calendar.Version, CalendarReason: calendar.Reason))
            : CalendarRefusals.NeverOpens;
    }

    private static Refusal? Resolve(Act act, TextId? reply)
    {
        if (reply is null)
        {
            return TicketRefusals.ResolutionMissing;
        }

        if (act.State.Open.Any(open => Owed.Contains(open.Status)) || act.State is { Unanswered: not null, FirstReplyAt: not null })
        {
            return AutomationRefusals.Unresolvable;
        }

        act.Record(new Progressed(StatusCode.Resolved, true, null, null));
        act.CloseAll(ActivityOutcome.ClosedWithTicket, _ => true);
        act.Record(new TicketResolved(reply, Progression.Resolve.ClosesAt(act)));
        Asking.HowItWas(act);
        return null;
    }
}
