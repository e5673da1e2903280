using Headway.Domain.Calendars;

namespace Headway.Domain.Statuses;

/// <summary>
/// Base activities replace each other (the situation); interrupts are laid on top; additional ones (help) stand beside;
/// terminal statuses have no activity.
/// </summary>
public enum StatusKind { Base, Interrupt, Additional, Terminal }

/// <summary>Whether the resolution clock runs while an activity of the status is open.</summary>
public enum ClockMark { Runs, Pauses, Stopped }

/// <summary>Who must act next in the situation; drives the held-by split.</summary>
public enum NextActor { OwningTeam, ReceivingTeam, Owner, Helper, ServiceDesk, Customer, Approver, Supplier, Logistics, NamedPerson, Nobody }

/// <summary>How the due is found: after a threshold, from somebody's ETA, on a chosen day, or at an agreed time.</summary>
public enum DueTiming { Threshold, Eta, ChosenDay, AgreedTime, None }

/// <summary>The kinds of activity: new-ticket response and the twelve that ITIL leaves out. The order is domain.md 4's.</summary>
public enum ActivityType
{
    NewResponse, Chase, CustomerUpdate, AppointmentRequest, Appointment, Returned, TargetRisk,
    PickUp, Work, CustomerFollowUp, Collaboration, External, LongWait,
}

/// <summary>
/// A meaningful status: the situation a ticket is in, hence what must happen next, by whom and how soon.
/// <paramref name="Rank"/> 1 is highest, 9 for terminal ones. <paramref name="Threshold"/> is business time; null when the
/// timing is not by threshold. <paramref name="HighPriority"/> marks what everybody in the team is shown.
/// </summary>
public sealed record StatusDefinition(
    StatusCode Code,
    StatusKind Kind,
    ActivityType? Type,
    NextActor NextActor,
    WorkingTime? Threshold,
    int Rank,
    bool HighPriority,
    ClockMark Clock,
    DueTiming Timing,
    bool Selectable)
{
    /// <summary>On what the customer waits for us, the customer's own turn, or a third party: the held-by split.</summary>
    public HeldBy HeldBy => NextActor switch
    {
        NextActor.Customer => HeldBy.Customer,
        NextActor.Approver or NextActor.Supplier or NextActor.Logistics => HeldBy.ThirdParty,
        _ => HeldBy.Us,
    };
}

public enum HeldBy { Us, Customer, ThirdParty }

/// <summary>The codes of activity types as others read them (contracts, exports).</summary>
public static class ActivityTypes
{
    private static readonly string[] Codes =
    [
        "new-response", "chase", "customer-update", "appointment-request", "appointment", "returned", "target-risk",
        "pick-up", "work", "customer-follow-up", "collaboration", "external", "long-wait",
    ];

    public static string Code(this ActivityType type) => Codes[(int)type];

    public static bool TryParse(string code, out ActivityType type)
    {
        var index = Array.IndexOf(Codes, code);
        type = index < 0 ? default : (ActivityType)index;
        return index >= 0;
    }
}
