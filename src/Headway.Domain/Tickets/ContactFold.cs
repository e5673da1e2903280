using Headway.Domain.Ledger;

namespace Headway.Domain.Tickets;

/// <summary>The part of the fold that knows lessons, help and claims.</summary>
internal static class ContactFold
{
    public static TicketState Step(TicketState state, Recorded<TicketFact> recorded) => recorded.Fact switch
    {
        LessonSent f => state with
        {
            Lessons = state.Lessons.Add(new Lesson(recorded.Seq, recorded.At, recorded.By.Person, f.Reason, f.Kept, f.From, f.Assigner, f.RightTeam, f.Text)),
        },
        NextTimeAsked f => Lesson(state, f.Lesson, lesson => lesson with { NextTime = f.Text }),
        LessonAcknowledged f => Lesson(state, f.Lesson, lesson => lesson with { AcknowledgedAt = lesson.AcknowledgedAt ?? recorded.At }),
        TeamSet { FromDesk: true } f => state with { HandOn = new HandOn(recorded.By.Person, f.Team, recorded.At) },
        HelpAsked f => TicketFold.Change(state, f.Activity, activity => activity with { Assignee = f.Helper }),
        Claimed f when recorded.By.Person is { } person => state with
        {
            Claims = Without(state, f.Activity).Claims.Add(new ClaimHeld(f.Activity, person, f.Until)),
        },
        ClaimReleased f => Without(state, f.Activity),
        ActivityClosed f => Without(state, f.Activity),
        _ => state,
    };

    private static TicketState Without(TicketState state, int activity) =>
        state.Claims.IsEmpty ? state : state with { Claims = state.Claims.RemoveAll(claim => claim.Activity == activity) };

    private static TicketState Lesson(TicketState state, int seq, Func<Lesson, Lesson> change)
    {
        var index = state.Lessons.FindIndex(lesson => lesson.Seq == seq);
        return index < 0 ? state : state with { Lessons = state.Lessons.SetItem(index, change(state.Lessons[index])) };
    }
}
