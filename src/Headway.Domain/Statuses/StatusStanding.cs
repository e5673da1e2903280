namespace Headway.Domain.Statuses;

/// <summary>
/// How a status stands in the list: its rank (1 first to 5), whether everybody of the team sees it first, and what it does to the
/// resolution clock. Activities keep the standing they were opened with.
/// </summary>
public sealed record StatusStanding(int Rank, bool HighPriority, ClockMark Clock)
{
    public const int First = 1;

    public const int Last = 5;

    // While one of these is open the customer waits for us: no setting makes that time not count.
    private static readonly StatusCode[] WaitingForUs =
    [
        StatusCode.New, StatusCode.Assigned, StatusCode.InProgress, StatusCode.Chased, StatusCode.CustomerUpdated, StatusCode.AppointmentRequested, StatusCode.Rejected,
        StatusCode.TargetAtRisk, StatusCode.Reopened,
    ];

    public static StatusStanding Of(StatusDefinition status) => new(status.Rank, status.HighPriority, status.Clock);

    /// <summary>Whether the clock of a status runs whatever is set.</summary>
    public static bool ClockMustRun(StatusCode code) => WaitingForUs.Contains(code);

    /// <summary>Whether it can be set at all: at the end of a ticket there is nothing left to order.</summary>
    public static bool IsFixed(StatusDefinition status) => status.Kind == StatusKind.Terminal;

    /// <summary>Why the status can't stand like this, or null.</summary>
    public Refusal? Check(StatusDefinition status) =>
        IsFixed(status) ? StatusRefusals.StandingFixed
        : Rank is < First or > Last ? StatusRefusals.RankOutOfRange
        : Clock != ClockMark.Runs && (Clock != ClockMark.Pauses || ClockMustRun(status.Code)) ? StatusRefusals.ClockMustRun
        : null;

    /// <summary>The status standing like this.</summary>
    public StatusDefinition In(StatusDefinition status) => status with { Rank = Rank, HighPriority = HighPriority, Clock = Clock };
}
