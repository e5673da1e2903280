using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Rota;
using NodaTime;

namespace Headway.Application.Rota;

/// <summary>A member of the team. <paramref name="Hours"/>: what the plan of the week gives the person.</summary>
public sealed record RotaPerson(PersonId Id, string Name, string? Email, double Hours);

/// <summary>Somebody asks to be taken off a published shift; <paramref name="Of"/> null: whoever of the team can.</summary>
public sealed record SwapAsked(long Id, RotaSlot Slot, PersonId By, string ByName, PersonId? Of, string? OfName, string? Note, Instant At)
{
    /// <summary>Why the reader cannot take it, where they could be asked; null when they can.</summary>
    public Refusal? Hinders { get; init; }
}

/// <summary>What a queue holds now: open activities, those due before the day ends, and those past due.</summary>
public sealed record QueueNow(StatusQueue Queue, int Open, int DueToday, int Overdue, IReadOnlyList<PersonId> Holders);

/// <summary>
/// A week of a team's rota, or its template (<paramref name="Monday"/> null). <paramref name="Coverage"/> is the draft's, absences
/// counted.
/// </summary>
public sealed record RotaRead(
    Team Team, LocalDate? Monday, IReadOnlyList<StatusQueue> Queues, IReadOnlyList<RotaPerson> People, RotaPlan Draft, RotaPlan? Published, int Revision, IReadOnlyList<Covered> Coverage,
    IReadOnlyList<Absence> Absences, IReadOnlyList<SwapAsked> Swaps, bool MayPlan, Instant Now)
{
    public Instant? PublishedAt { get; init; }

    public string? PublishedBy { get; init; }

    /// <summary>Why it was published over a gap; null when there was none.</summary>
    public string? Overridden { get; init; }

    public bool HasTemplate { get; init; }

    public bool HasWeekBefore { get; init; }

    /// <summary>The queues now; empty unless the week is the present one.</summary>
    public IReadOnlyList<QueueNow> Load { get; init; } = [];

    public Rebalanced? Proposal { get; init; }

    /// <summary>The draft says what is published.</summary>
    public bool IsPublished => Published is { } plan && plan.Slots.SequenceEqual(Draft.Slots, Same);

    /// <summary>Whether the shift is published as it stands in the draft.</summary>
    public bool IsPublishedSo(RotaSlot slot) => Published?.Find(slot.Id) is { } kept && Same.Equals(kept, slot);

    public IReadOnlyList<Covered> Gaps => [.. Coverage.Where(part => part.IsGap && part.To > Now)];

    public string NameOf(PersonId person) => People.FirstOrDefault(one => one.Id == person)?.Name ?? "?";

    /// <summary>The address by which programs name the person; the name where there is none.</summary>
    public string AddressOf(PersonId person) => People.FirstOrDefault(one => one.Id == person) is { } found ? found.Email ?? found.Name : "?";

    public PersonId? Find(string? address) =>
        People.FirstOrDefault(one => string.Equals(one.Email, address?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found ? found.Id : null;

    private static readonly IEqualityComparer<RotaSlot> Same = EqualityComparer<RotaSlot>.Create(
        (a, b) => a is not null && b is not null && a.Person == b.Person && a.Day == b.Day && a.Hours == b.Hours && a.Queues.Order().SequenceEqual(b.Queues.Order()),
        slot => slot.Id);
}
