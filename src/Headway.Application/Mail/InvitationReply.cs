using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>What somebody invited answered.</summary>
public enum InvitationAnswer { Accepted, Declined, Tentative, Countered }

/// <summary>
/// An answer to an invitation of ours. <paramref name="Root"/>: the first activity of the time it is about. <paramref name="IsAttendee"/>: who answers
/// is who was invited. <paramref name="Proposed"/>: the other time that is asked for.
/// </summary>
public sealed record InvitationReply(PointedAt Ticket, int Root, InvitationAnswer Answer, bool IsAttendee, Instant? Proposed)
{
    public string Reason => $"invitation-{Answer.ToString().ToLowerInvariant()}";

    /// <summary>Reads an answer out of a calendar part; null when it is none to us.</summary>
    internal static InvitationReply? Of(ParsedMail mail, MailSeal seal, TenantId tenant, Func<long, PointedAt?> find)
    {
        if (mail.Event is not { Method: "REPLY" or "COUNTER" } said || InvitationId.Read(seal, tenant, said.Uid) is not { } meant || find(meant.Number) is not { } ticket || mail.From.Count != 1)
        {
            return null;
        }

        var attendee = said.Attendees.FirstOrDefault(one => Tickets.EmailKey.Of(one.Address ?? "") == Tickets.EmailKey.Of(mail.From[0].Address));
        var answer = said.Method == "COUNTER" ? InvitationAnswer.Countered
            : attendee?.Answer switch { "ACCEPTED" => InvitationAnswer.Accepted, "DECLINED" => InvitationAnswer.Declined, _ => InvitationAnswer.Tentative };
        return new InvitationReply(ticket, meant.Root, answer, attendee is not null, said.Method == "COUNTER" ? said.Start : null);
    }

    /// <summary>The one time that is on offer and that a yes takes; null when a yes says nothing new.</summary>
    public Slot? Taken(TicketState state) =>
        Answer == InvitationAnswer.Accepted && state.OfferedSlots.ToList() is [var only] && only.Activity == Root ? only : null;

    /// <summary>A yes to what is agreed is only journaled; a no calls it off; anything else is a wish for another time.</summary>
    public Decide Decision(PersonId customer, TextId? text) => (rules, state, now) =>
    {
        var current = state.Booked is { } booked && (booked.Root == Root || Invitation.OfferOf(state, booked.Root) == Root);
        return Answer switch
        {
            InvitationAnswer.Accepted when current => new CustomerMessage(customer, Intent.Thanks, Channel.Mail, text).Decide(rules, state, now),
            InvitationAnswer.Declined when current => new CancelAppointment(Actor.Customer(customer), text, Channel.Mail).Decide(rules, state, now),
            _ => new CustomerMessage(customer, Intent.Appointment, Channel.Mail, text).Decide(rules, state, now),
        };
    };
}
