using System.Collections.Immutable;
using System.Globalization;
using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Why an activity is due when it is, as data: the rule and cap that gave the threshold, the calendar that counted it and
/// why that one, and, when the ledger is at hand, who opened, moved and passed it on, and when the resolution clock paused
/// meanwhile. Pages say it in the reader's language.
/// </summary>
public sealed record DueExplanation(
    StatusCode Status, Instant Opened, Instant OriginalDue, Instant Due, string Rule, WorkingTime? Threshold, string? Cap,
    string? Calendar, int? CalendarVersion, string? CalendarReason, Instant? Eta, int Moves, int Attempt)
{
    /// <summary>Who brought the activity about; null when the ledger was not asked.</summary>
    public Actor? OpenedBy { get; init; }

    /// <summary>The row that this one took the place of because the customer asked for another time.</summary>
    public DueReplaced? Replaced { get; init; }

    /// <summary>Every move of the due, in order; the last one's <see cref="DueMoved.To"/> is the due.</summary>
    public ImmutableList<DueMoved> Moved { get; init; } = [];

    /// <summary>Handed on to other teams with its due.</summary>
    public ImmutableList<DuePassed> Passed { get; init; } = [];

    /// <summary>
    /// Stretches during which the resolution clock paused while the activity was open. They move targets; the activity's
    /// own due stays where it was promised.
    /// </summary>
    public ImmutableList<DuePause> Pauses { get; init; } = [];

    public static DueExplanation Of(Activity activity)
    {
        var basis = activity.Meaning.Basis;
        return new DueExplanation(
            activity.Status, activity.Opened, activity.OriginalDue, activity.Due, basis.Rule,
            basis.ThresholdMs is { } ms ? new WorkingTime(Duration.FromMilliseconds(ms)) : null,
            basis.Cap, basis.Calendar, basis.CalendarVersion, basis.CalendarReason, basis.Eta, activity.Moves, activity.Meaning.Attempt);
    }

    /// <summary>The same with what the ledger tells of it. What was withdrawn is not told.</summary>
    public static DueExplanation Of(TicketState state, Activity activity, IReadOnlyList<Recorded<TicketFact>> ledger)
    {
        var explanation = Of(activity) with { Pauses = [.. DuePause.During(state.ResolutionClock, activity)] };
        var due = activity.OriginalDue;
        var team = activity.Meaning.Team;
        Recorded<TicketFact>? before = null;
        foreach (var recorded in TicketFold.Standing(ledger))
        {
            switch (recorded.Fact)
            {
                case ActivityOpened when recorded.Seq == activity.Seq:
                    explanation = explanation with { OpenedBy = recorded.By, Replaced = DueReplaced.By(state, activity, before) };
                    break;
                case ActivityMoved moved when moved.Activity == activity.Seq:
                    explanation = explanation with { Moved = explanation.Moved.Add(new DueMoved(recorded.At, recorded.By, due, moved.Due, moved.Reason, moved.Text)) };
                    due = moved.Due;
                    break;
                case ActivityPassed passed when passed.Activity == activity.Seq:
                    explanation = explanation with { Passed = explanation.Passed.Add(new DuePassed(recorded.At, recorded.By, team, passed.Team)) };
                    team = passed.Team;
                    break;
            }

            before = recorded.Fact is ActivityClosed ? recorded : before;
        }

        return explanation;
    }

    /// <summary>
    /// The spans, closed days with their names and clock changes between opening (or ETA, or the chosen day's opening) and
    /// the original due, on the calendar of <see cref="CalendarVersion"/>; null when the due was not counted by one.
    /// </summary>
    public CalendarTrace? Trace(WorkCalendar calendar) =>
        Threshold is { } threshold ? calendar.Trace(Eta ?? Opened, threshold) : null;

    /// <summary>One plain line in English, for machines' readers and logs.</summary>
    public string Line()
    {
        var threshold = Threshold is { } t ? t.Hours.ToString("0.##", CultureInfo.InvariantCulture) + " business hours" : null;
        var text = Rule switch
        {
            "response-target" or "service-response-target" => $"{threshold} to the first response",
            "feedback" => $"{threshold} after a low score",
            "chosen" => "time chosen by whoever progressed it",
            "cause" => "the time that stands for the cause it joined",
            "eta" => "an hour after the expected time",
            "chosen-day" => "on the chosen day",
            "appointment" => "ten minutes before the agreed time",
            DueBasis.Landing or DueBasis.LandingTold => "the first look that the landing plan gives it",
            "asked-by-customer" => "moved because the customer asked",
            "calendar-ended" => "at once, since the calendar has no opening left",
            _ => $"{threshold} allowed in this situation",
        };
        var capped = Cap is null ? "" : ", capped by the response target";
        var counted = Calendar is null ? "" : $", by calendar {Calendar}";
        var moved = Moves == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; moved {Moves}×");
        return $"{text}{capped}{counted}{moved}";
    }
}

/// <summary>A due was moved: by whom, from what to what, and why (a code of the desk's list, a text).</summary>
public sealed record DueMoved(Instant At, Actor By, Instant From, Instant To, string? Reason, TextId? Text);

public sealed record DuePassed(Instant At, Actor By, TeamId From, TeamId To);

/// <summary>The row that was superseded at the customer's wish, and the due it had.</summary>
public sealed record DueReplaced(int Activity, Instant At, Actor RecordedBy, Instant Due, string? Reason, TextId? Text)
{
    internal static DueReplaced? By(TicketState state, Activity activity, Recorded<TicketFact>? closing)
    {
        if (activity.Meaning.Basis.Rule != "asked-by-customer" || closing is not { Fact: ActivityClosed closed })
        {
            return null;
        }

        var old = state.Activities.FindLast(other => other.Seq == closed.Activity);
        return old is null
            ? null
            : new DueReplaced(old.Seq, closing.At, closing.By, old.Due, activity.Meaning.Basis.Reason, activity.Meaning.Basis.Text);
    }
}

/// <summary>From (in) to (out); <paramref name="Until"/> is null while it lasts.</summary>
public sealed record DuePause(Instant From, Instant? Until)
{
    internal static IEnumerable<DuePause> During(ImmutableList<ClockSegment> clock, Activity activity)
    {
        for (var i = 0; i < clock.Count; i++)
        {
            var until = i + 1 < clock.Count ? clock[i + 1].From : (Instant?)null;
            var from = Instant.Max(clock[i].From, activity.Opened);
            var to = until is { } end && activity.Closed is { } closed ? Instant.Min(end, closed) : until ?? activity.Closed;
            if (clock[i].Mark == ClockMark.Pauses && (to is null || to > from))
            {
                yield return new DuePause(from, to);
            }
        }
    }
}
