using Headway.Domain.Calendars;
using static Headway.Domain.Statuses.ActivityType;
using static Headway.Domain.Statuses.ClockMark;
using static Headway.Domain.Statuses.StatusKind;

namespace Headway.Domain.Statuses;

/// <summary>The 24 statuses a new tenant starts with. Thresholds are business hours; all but the codes can be edited.</summary>
public static class DefaultStatuses
{
    public static readonly IReadOnlyList<StatusDefinition> All =
    [
        Row(StatusCode.New, Base, NewResponse, NextActor.OwningTeam, null, 2, Runs),
        Row(StatusCode.Assigned, Base, PickUp, NextActor.ReceivingTeam, 4, 2, Runs),
        Row(StatusCode.InProgress, Base, Work, NextActor.Owner, 4, 4, Runs),
        Row(StatusCode.NextAction, Base, Work, NextActor.Owner, 8, 4, Runs),
        Signal(StatusCode.Chased, Interrupt, Chase, NextActor.Owner, 1, 1, Runs, high: true),
        Signal(StatusCode.CustomerUpdated, Interrupt, CustomerUpdate, NextActor.Owner, 2, 1, Runs, high: true),
        Signal(StatusCode.ColleagueUpdated, Interrupt, Collaboration, NextActor.Owner, 4, 2, Runs),
        Signal(StatusCode.AppointmentRequested, Interrupt, AppointmentRequest, NextActor.Owner, 1, 1, Runs, high: true),
        Signal(StatusCode.AppointmentOffered, Base, AppointmentRequest, NextActor.Customer, 8, 3, Pauses),
        Signal(StatusCode.AppointmentBooked, Interrupt, Appointment, NextActor.NamedPerson, null, 4, Pauses, high: true, DueTiming.AgreedTime),
        Signal(StatusCode.Rejected, Interrupt, Returned, NextActor.ServiceDesk, 1, 1, Runs, high: true),
        Signal(StatusCode.TargetAtRisk, Interrupt, TargetRisk, NextActor.Owner, 1, 1, Runs, high: true),
        Row(StatusCode.AwaitCustomer, Base, CustomerFollowUp, NextActor.Customer, 16, 4, Pauses),
        Signal(StatusCode.CustomerSilent, Base, CustomerFollowUp, NextActor.Customer, 16, 4, Pauses),
        Row(StatusCode.CustomerTesting, Base, CustomerFollowUp, NextActor.Customer, 16, 4, Pauses),
        Signal(StatusCode.Assist, Additional, Collaboration, NextActor.Helper, 4, 2, Runs),
        Row(StatusCode.AwaitApproval, Base, External, NextActor.Approver, 8, 4, Pauses),
        Row(StatusCode.AwaitSupplier, Base, External, NextActor.Supplier, 16, 4, Runs, DueTiming.Eta),
        Row(StatusCode.AwaitDelivery, Base, External, NextActor.Logistics, 16, 5, Runs, DueTiming.Eta),
        Row(StatusCode.AwaitChange, Base, LongWait, NextActor.Owner, 40, 5, Runs, DueTiming.Eta),
        Row(StatusCode.Deferred, Base, Work, NextActor.Owner, 4, 5, Pauses, DueTiming.ChosenDay),
        Signal(StatusCode.Reopened, Interrupt, CustomerUpdate, NextActor.Owner, 2, 2, Runs),
        Row(StatusCode.Resolved, Terminal, null, NextActor.Nobody, 24, 9, Stopped, DueTiming.None),
        Row(StatusCode.Closed, Terminal, null, NextActor.Nobody, null, 9, Stopped, DueTiming.None),
    ];

    /// <summary>First-response targets by priority, P1 to P4.</summary>
    public static readonly IReadOnlyDictionary<Priority, WorkingTime> ResponseTargets = new Dictionary<Priority, WorkingTime>
    {
        [Priority.P1] = WorkingTime.FromHours(0.5),
        [Priority.P2] = WorkingTime.FromHours(1),
        [Priority.P3] = WorkingTime.FromHours(4),
        [Priority.P4] = WorkingTime.FromHours(8),
    };

    private static StatusDefinition Row(
        StatusCode code, StatusKind kind, ActivityType? type, NextActor actor, double? hours, int rank, ClockMark clock, DueTiming timing = DueTiming.Threshold) =>
        new(code, kind, type, actor, hours is { } h ? WorkingTime.FromHours(h) : null, rank, false, clock, timing, Selectable: kind == Base);

    // What the system sets or an explicit act captures; never picked from the list.
    private static StatusDefinition Signal(
        StatusCode code, StatusKind kind, ActivityType type, NextActor actor, double? hours, int rank, ClockMark clock, bool high = false, DueTiming timing = DueTiming.Threshold) =>
        new(code, kind, type, actor, hours is { } h ? WorkingTime.FromHours(h) : null, rank, high, clock, timing, Selectable: false);
}

/// <summary>How urgent the need is; breaks ties and may shorten thresholds, never orders the list by itself.</summary>
public enum Priority { P1 = 1, P2 = 2, P3 = 3, P4 = 4 }
