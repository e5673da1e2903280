using Headway.Domain.Tickets;

namespace Headway.Application.Mail;

/// <summary>The mails of an agreed time: that it is agreed, that it comes near, that it is called off.</summary>
internal static class AppointmentMails
{
    public static MailOrder? Of(TicketState state, TicketFact fact) => fact switch
    {
        AppointmentBooked f => Order(state, MailKind.Booked, f.Activity),
        AppointmentReached { Stage: AppointmentStage.DayBefore or AppointmentStage.QuarterBefore } f => Order(state, MailKind.Upcoming, f.Activity),
        AppointmentEnded { Result: AppointmentResult.Cancelled } f => Order(state, MailKind.CalledOff, f.Activity),
        _ => null,
    };

    /// <summary>Whether the agreed time takes the place of another: then the mail says that it has moved.</summary>
    public static bool IsMoved(MailOrder order, TicketState? state) =>
        order.Kind == MailKind.Booked && state?.Appointments.Find(kept => kept.Activity == order.Activity) is { } time && time.Root != time.Activity;

    private static MailOrder? Order(TicketState state, MailKind kind, int activity) =>
        state.Appointments.Find(kept => kept.Activity == activity) is { } kept
            ? new MailOrder(kind, state.Requester.Value, By: kept.With.Value, At: kept.Start.ToUnixTimeMilliseconds(), Activity: activity)
            : null;
}
