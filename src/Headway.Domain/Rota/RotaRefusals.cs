namespace Headway.Domain.Rota;

public static class RotaRefusals
{
    public static readonly Refusal QueueMissing = new(RefusalKind.Invalid, "rota.queue-missing", "Tick at least one queue.");
    public static readonly Refusal HoursMalformed = new(RefusalKind.Invalid, "rota.hours-malformed", "Write hours as 09:00 and 13:00; a shift begins and ends at different times.");
    public static readonly Refusal TooMany = new(RefusalKind.Invalid, "rota.too-many", "A week holds at most 500 shifts.");
    public static readonly Refusal Overlaps = new(RefusalKind.Conflict, "rota.overlaps", "This person has a shift at that time already. Change that one, or choose other hours.");
    public static readonly Refusal PersonUnknown = new(RefusalKind.Invalid, "rota.person-unknown", "Only active members of the team can be planned. Look at the list again.");
    public static readonly Refusal QueueUnknown = new(RefusalKind.Invalid, "rota.queue-unknown", "This queue is no longer there. Look at the rota again.");
    public static readonly Refusal SlotUnknown = new(RefusalKind.NotFound, "rota.slot-unknown", "This shift is no longer in the plan.");
    public static readonly Refusal WeekMalformed = new(RefusalKind.Invalid, "rota.week-malformed", "Name the week by its Monday, as 2026-03-09.");
    public static readonly Refusal Stale = new(RefusalKind.Conflict, "rota.stale", "Somebody changed this week meanwhile. Look at it again, then repeat your change.");
    public static readonly Refusal Gap = new(RefusalKind.Conflict, "rota.gap", "The plan leaves gaps. Close them, or publish over them with a reason.");
    public static readonly Refusal NothingPlanned = new(RefusalKind.Conflict, "rota.nothing-planned", "There is no shift to take over or to publish.");
    public static readonly Refusal NoQueues = new(RefusalKind.Conflict, "rota.no-queues", "This team has no queues yet. Name at least one first.");
    public static readonly Refusal NotPublished = new(RefusalKind.Conflict, "rota.not-published", "This shift is not published, so it can simply be changed in the plan.");
    public static readonly Refusal Over = new(RefusalKind.Conflict, "rota.over", "This shift is over.");
    public static readonly Refusal NotYours = new(RefusalKind.Forbidden, "rota.not-yours", "Only whose shift it is can ask to swap it, and only who was asked can take it.");
    public static readonly Refusal SwapUnknown = new(RefusalKind.NotFound, "rota.swap-unknown", "This request has been answered or taken back.");
    public static readonly Refusal Away = new(RefusalKind.Conflict, "rota.away", "You are away at that time.");
    public static readonly Refusal OnShift = new(RefusalKind.Conflict, "rota.on-shift", "You have a shift of your own at that time.");
    public static readonly Refusal NameMissing = new(RefusalKind.Invalid, "rota.queue-name-missing", "Name the queue, with at most 60 characters.");
    public static readonly Refusal NoteTooLong = new(RefusalKind.Invalid, "rota.note-too-long", "Keep the note to 300 characters.");
    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "rota.queue-name-taken", "The team has a queue of that name already.");
    public static readonly Refusal StatusesMissing = new(RefusalKind.Invalid, "rota.statuses-missing", "Tick the situations whose tickets belong to this queue.");
    public static readonly Refusal CoverMalformed = new(RefusalKind.Invalid, "rota.cover-malformed", "Say how many people it needs at least: 1 to 20.");
    public static readonly Refusal QueueHeld = new(RefusalKind.Conflict, "rota.queue-held", "This queue is in a published week that is not over. Take it out of the plan first.");
    public static readonly Refusal NothingToBalance = new(RefusalKind.Conflict, "rota.nothing-to-balance", "The proposal no longer fits: look at the rota again.");
}
