using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>A time at which a customer was there: by which way, and when the two spoke.</summary>
public sealed record Reached(Channel Channel, Instant At)
{
    /// <summary>The kinds of facts it is told from, by the names under which they are stored.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["ticket-opened", "customer-wrote", "appointment-booked", "appointment-ended", "withdrawn"];

    /// <summary>Ways in which both are there at the same time; a mail says nothing about the hour at which somebody answers.</summary>
    public static bool IsSpoken(Channel channel) => channel is Channel.Phone or Channel.Chat or Channel.WalkIn;

    /// <summary>
    /// The last time the customer was spoken to on this ticket: rang or came, was reached by a call that was written down, or
    /// kept an appointment. Null when they never were. Facts of other kinds are passed over.
    /// </summary>
    public static Reached? Last(IReadOnlyList<Recorded<TicketFact>> facts, PersonId customer)
    {
        Reached? last = null;
        foreach (var recorded in TicketFold.Standing(facts))
        {
            if (Of(facts, recorded, customer) is { } found && (last is null || found.At > last.At))
            {
                last = found;
            }
        }

        return last;
    }

    private static Reached? Of(IReadOnlyList<Recorded<TicketFact>> facts, Recorded<TicketFact> recorded, PersonId customer) => recorded.Fact switch
    {
        TicketOpened f when f.Requester == customer && IsSpoken(f.Channel) => new Reached(f.Channel, recorded.At),
        CustomerWrote f when f.From == customer && IsSpoken(f.Channel) => new Reached(f.Channel, recorded.At),
        AppointmentEnded { Result: AppointmentResult.Done or AppointmentResult.Continue } f =>
            facts.Select(other => other.Fact).OfType<AppointmentBooked>().FirstOrDefault(booked => booked.Activity == f.Activity) is { } kept
                ? new Reached(kept.Mode is AppointmentMode.Call or AppointmentMode.Remote ? Channel.Phone : Channel.WalkIn, kept.Start)
                : null,
        _ => null,
    };
}
