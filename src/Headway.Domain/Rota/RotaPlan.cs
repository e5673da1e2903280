using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Rota;

/// <summary>
/// A person looks after queues on a weekday of a plan, in the local time of the team. <paramref name="Id"/> names it within its plan and is
/// never given twice there; queues go by their ids, so that renaming one changes no plan.
/// </summary>
public sealed record RotaSlot(int Id, PersonId Person, IsoDayOfWeek Day, Span Hours, IReadOnlyList<long> Queues);

/// <summary>A week of a team, or its weekly template: who holds which queues when, before any date is known.</summary>
public sealed record RotaPlan(IReadOnlyList<RotaSlot> Slots)
{
    public static readonly RotaPlan Empty = new([]);

    /// <summary>More than any team plans in a week.</summary>
    public const int Most = 500;

    public RotaSlot? Find(int slot) => Slots.FirstOrDefault(one => one.Id == slot);

    /// <summary>Adds the slot under a new id, or puts it in place of the one with its id; refused where the person would be in two places.</summary>
    public Outcome<RotaPlan> Put(RotaSlot slot)
    {
        if (slot.Queues.Count == 0)
        {
            return RotaRefusals.QueueMissing;
        }

        if (!slot.Hours.IsClear)
        {
            return RotaRefusals.HoursMalformed;
        }

        var others = Slots.Where(one => one.Id != slot.Id).ToList();
        if (others.Count >= Most)
        {
            return RotaRefusals.TooMany;
        }

        if (others.Any(one => one.Person == slot.Person && Overlap(one, slot)))
        {
            return RotaRefusals.Overlaps;
        }

        var id = slot.Id > 0 ? slot.Id : Slots.Select(one => one.Id).DefaultIfEmpty(0).Max() + 1;
        return new RotaPlan([.. others.Append(slot with { Id = id }).OrderBy(one => one.Day).ThenBy(one => one.Hours.From).ThenBy(one => one.Id)]);
    }

    /// <summary>Gives the slot to a colleague; refused where that person has one of their own then.</summary>
    public Outcome<RotaPlan> Give(RotaSlot slot, PersonId taker) => Put(slot with { Person = taker }) is { Refusal: var no } given && no == RotaRefusals.Overlaps ? RotaRefusals.OnShift : given;

    public RotaPlan Without(int slot) => new([.. Slots.Where(one => one.Id != slot)]);

    /// <summary>The plan as shifts of the week that begins on <paramref name="monday"/>. Queues that are no longer there fall away.</summary>
    public IEnumerable<RotaShift> Shifts(TeamId team, LocalDate monday, DateTimeZone zone, IReadOnlyDictionary<long, string> queues) =>
        from slot in Slots
        let held = slot.Queues.Where(queues.ContainsKey).Select(id => queues[id]).ToList()
        where held.Count > 0
        let times = Times(slot, monday, zone)
        select new RotaShift(slot.Person, team, held, times.From, times.To);

    /// <summary>When the slot begins and ends in the week that begins on <paramref name="monday"/>; one that ends at or before its beginning ends on the next day.</summary>
    public static (Instant From, Instant To) Times(RotaSlot slot, LocalDate monday, DateTimeZone zone)
    {
        var day = monday.PlusDays((int)slot.Day - 1);
        var end = slot.Hours.To <= slot.Hours.From ? day.PlusDays(1) : day;
        return (day.At(slot.Hours.From).InZoneLeniently(zone).ToInstant(), end.At(slot.Hours.To).InZoneLeniently(zone).ToInstant());
    }

    // Counted in minutes of a week that repeats, so that a night shift meets the morning after it.
    private static bool Overlap(RotaSlot a, RotaSlot b)
    {
        const int Week = 7 * 24 * 60;
        var (fromA, toA) = Minutes(a);
        var (fromB, toB) = Minutes(b);
        return new[] { -Week, 0, Week }.Any(shift => fromA < toB + shift && fromB + shift < toA);
    }

    private static (int From, int To) Minutes(RotaSlot slot)
    {
        var from = (((int)slot.Day - 1) * 24 * 60) + (slot.Hours.From.Hour * 60) + slot.Hours.From.Minute;
        var length = (slot.Hours.To.Hour * 60) + slot.Hours.To.Minute - (slot.Hours.From.Hour * 60) - slot.Hours.From.Minute;
        return (from, from + (length <= 0 ? length + (24 * 60) : length));
    }
}
