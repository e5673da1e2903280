using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Application.Notifications;

/// <summary>Who is told of agreed times, lessons, help and claims.</summary>
internal static class ContactNotices
{
    public static IEnumerable<NotificationDraft> Of(TicketState state, Recorded<TicketFact> recorded)
    {
        var (person, kind) = recorded.Fact switch
        {
            AppointmentBooked f => (f.With, NotificationKind.TimeChosen),
            AppointmentReached { Stage: AppointmentStage.QuarterBefore } f => (With(state, f.Activity), NotificationKind.TimeNear),
            AppointmentReached { Stage: AppointmentStage.Over } f => (With(state, f.Activity), NotificationKind.OutcomeOwed),
            LessonSent f => (f.Assigner, NotificationKind.LessonSent),
            HelpAsked f => (f.Helper, NotificationKind.HelpAsked),
            Contributed => (state.Owner, NotificationKind.HelpGiven),
            TakenIn { With: null } => (state.Owner, NotificationKind.Merged),
            Claimed => (state.Owner, NotificationKind.Claimed),
            _ => ((PersonId?)null, NotificationKind.Watched),
        };
        return person is { } told && told != default ? [new NotificationDraft(told, kind, recorded.Seq)] : [];
    }

    private static PersonId? With(TicketState state, int activity) => state.Appointments.Find(kept => kept.Activity == activity)?.With;
}
