using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>A time that a customer may choose while its offer is open.</summary>
public sealed record Slot(int Activity, Instant Start, Instant End, PersonId? With, AppointmentMode Mode);

/// <summary>
/// An agreed time with a named person, known by the activity that keeps it. Half open: one that ends at ten does not clash
/// with one that starts at ten.
/// </summary>
public sealed record Appointment(
    int Activity, Instant Start, Instant End, PersonId With, AppointmentMode Mode, Instant BookedAt, Actor BookedBy, int? Moves, Instant? RemindAt)
{
    /// <summary>It stands in the list this long before its start.</summary>
    public static readonly Duration Ahead = Duration.FromMinutes(10);

    /// <summary>The outcome is owed this long after its end; then the verdict falls.</summary>
    public static readonly Duration Grace = Duration.FromMinutes(30);

    private static readonly Duration Quarter = Duration.FromMinutes(15);

    public AppointmentStage Stage { get; init; }

    public AppointmentResult? Result { get; init; }

    public Instant? EndedAt { get; init; }

    public Actor? EndedBy { get; init; }

    public bool IsOpen => Result is null;

    /// <summary>How often the time that calendars hold has changed, along the chain of moves: theirs counts from 0.</summary>
    public int Sequence { get; init; }

    /// <summary>The first appointment of the chain of moves: the same entry in every calendar.</summary>
    public int Root { get; init; }

    public static Instant DueOf(Instant start) => start - Ahead;

    public static Instant JudgedAt(Instant end) => end + Grace;

    /// <summary>The last stage that lies at or before the instant; what has passed when it is booked never comes again.</summary>
    public AppointmentStage StageAt(Instant now)
    {
        var stage = AppointmentStage.Agreed;
        for (var next = AppointmentStage.DayBefore; next <= AppointmentStage.Over; next++)
        {
            if (At(next) is { } at && at <= now)
            {
                stage = next;
            }
        }

        return stage;
    }

    /// <summary>The next thing time brings; null when the appointment is over or ended.</summary>
    public (AppointmentStage Stage, Instant At)? Next
    {
        get
        {
            for (var next = Stage + 1; IsOpen && next <= AppointmentStage.Over; next++)
            {
                if (At(next) is { } at)
                {
                    return (next, at);
                }
            }

            return null;
        }
    }

    public bool Overlaps(Instant start, Instant end) => Start < end && start < End;

    private Instant? At(AppointmentStage stage) => stage switch
    {
        AppointmentStage.DayBefore => RemindAt,
        AppointmentStage.QuarterBefore => Start - Quarter,
        AppointmentStage.Surfaced => DueOf(Start),
        AppointmentStage.Begun => Start,
        AppointmentStage.Over => End,
        _ => null,
    };
}
