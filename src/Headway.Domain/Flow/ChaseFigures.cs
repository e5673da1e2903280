using Headway.Domain.Calendars;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>A chase as its figures read it. <paramref name="AnswerTook"/> is business time to the first answer by a person.</summary>
public sealed record ChaseCounted(
    long Ticket, Instant Opened, Instant Due, bool Multi, ChaseFinding? Finding, Instant? JudgedAt, Instant? AnsweredAt, WorkingTime? AnswerTook)
{
    public bool IsValid => Finding == ChaseFinding.Valid;

    /// <summary>Business time to the verdict.</summary>
    public WorkingTime? VerdictTook { get; init; }

    /// <summary>With verdict and answer at its due.</summary>
    public bool IsInTime => JudgedAt <= Due && AnsweredAt <= Due;

    /// <summary>Without a verdict or an answer at its due.</summary>
    public bool IsUnmanaged(Instant now) => now > Due && !IsInTime;
}

/// <summary>
/// The little best measure of a desk: how often customers have to ask where it is, and how fast a person answers. What was
/// no chase is in none of it.
/// </summary>
public sealed record ChaseFigures(int Count, int Valid, int MidLifecycleTickets, WorkingTime? MeanAnswer, int Unmanaged, int Repeated, int Tickets, int? DaysWithoutValid)
{
    public int Answered { get; init; }

    public int Judged { get; init; }

    public WorkingTime? MeanVerdict { get; init; }

    /// <summary>Judged and answered by their due, of those that were, or whose due has passed.</summary>
    public int InTime { get; init; }

    public int Settled => InTime + Unmanaged;

    /// <summary>Per hundred tickets that were open beyond their first answer in the period; null without any.</summary>
    public double? PerHundred => MidLifecycleTickets == 0 ? null : 100d * Count / MidLifecycleTickets;

    public double? ValidPerHundred => MidLifecycleTickets == 0 ? null : 100d * Valid / MidLifecycleTickets;

    /// <param name="chases">Chases of the period.</param>
    /// <param name="midLifecycleTickets">Tickets open beyond the first answer at some time of the period.</param>
    /// <param name="lastValid">When the last valid chase came, in the period or before it; null when none is known.</param>
    /// <param name="now">The days without a valid chase are counted up to here, on the zone's calendar.</param>
    /// <param name="zone">Whose days.</param>
    public static ChaseFigures Of(IReadOnlyCollection<ChaseCounted> chases, int midLifecycleTickets, Instant? lastValid, Instant now, DateTimeZone zone)
    {
        var counted = chases.Where(chase => chase.Finding != ChaseFinding.NotAChase).ToList();
        var answered = counted.Select(chase => chase.AnswerTook).OfType<WorkingTime>().ToList();
        var judged = counted.Select(chase => chase.VerdictTook).OfType<WorkingTime>().ToList();
        var byTicket = counted.GroupBy(chase => chase.Ticket).ToList();
        return new ChaseFigures(
            counted.Count,
            counted.Count(chase => chase.IsValid),
            midLifecycleTickets,
            answered.Count == 0 ? null : WorkingTime.FromHours(answered.Average(took => took.Hours)),
            counted.Count(chase => chase.IsUnmanaged(now)),
            byTicket.Count(ticket => ticket.Count() > 1 || ticket.Any(chase => chase.Multi)),
            byTicket.Count,
            lastValid is { } valid ? Period.DaysBetween(valid.InZone(zone).Date, now.InZone(zone).Date) : null)
        {
            Answered = answered.Count,
            Judged = judged.Count,
            MeanVerdict = judged.Count == 0 ? null : WorkingTime.FromHours(judged.Average(took => took.Hours)),
            InTime = counted.Count(chase => chase.IsInTime),
        };
    }
}
