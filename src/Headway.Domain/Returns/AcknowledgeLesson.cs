using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Returns;

/// <summary>Who handed the ticket on says "read, thanks". Changes no situation.</summary>
public sealed record AcknowledgeLesson(PersonId By, int Lesson)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (state.Lessons.Find(lesson => lesson.Seq == Lesson) is not { } lesson)
        {
            return ReturnRefusals.LessonUnknown;
        }

        if (lesson.Assigner != By)
        {
            return ReturnRefusals.NotYours;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        if (lesson.AcknowledgedAt is null)
        {
            act.Record(new LessonAcknowledged(Lesson));
        }

        return act.Done();
    }
}
