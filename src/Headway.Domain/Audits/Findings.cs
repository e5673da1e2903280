namespace Headway.Domain.Audits;

/// <summary>So many cases; the share is of all cases of the log (back to an earlier team: of those that name a team). Null where the log cannot tell.</summary>
public readonly record struct CaseShare(int? Cases, double? Share)
{
    public static CaseShare Of(int? cases, int all) => new(cases, all == 0 ? null : (double?)cases / all);
}

/// <summary>Hours; null where there was nothing to measure.</summary>
public sealed record HourPercentiles(double? P50, double? P90, double? P99, int Count);

/// <summary>Share of all open time, in calendar time, by who held the ticket.</summary>
public sealed record OpenTimeShare(double? Queue, double? Work, double? Customer, double? Supplier, double? Other);

/// <summary>Counts are null where the log tells neither messages nor waiting.</summary>
public sealed record CustomerUpdates(int? Cases, int? Episodes, HourPercentiles Answer, int? NeverAnswered);

/// <summary>Chases; null where the log cannot tell one, because it holds no messages.</summary>
public sealed record ChaseFinding(int? Tickets, int? Count, int? Unanswered)
{
    /// <summary>Tickets whose customer asked more than once.</summary>
    public int? Multi { get; init; }
}

/// <summary>Touches from the third in a row on that changed nothing and reached no customer. Null where the log does not say what a customer could see.</summary>
public sealed record HollowFinding(int? Touches, CaseShare Tickets);

/// <summary>
/// Waiting that follows what we held: how often, and how often only when at least nine tenths of the time allowed had passed. Tickets
/// that waited on for a customer who had answered, and for how many business hours. Null where the log does not tell it.
/// </summary>
public sealed record HoldFinding(int? Holds, int? AtLast, int? KeptTickets, double? KeptHours);

/// <summary>
/// Tickets of several touches that one person alone ever touched (the share is of those with several touches), and the share of all
/// inertia that lies in them. Null where the log does not say who did what.
/// </summary>
public sealed record OwnerFinding(CaseShare Tickets, int? Of, double? Inertia);

/// <summary>Requests for an appointment, those answered beyond their threshold or never, and booked ones that were missed. Null where the log knows none.</summary>
public sealed record AppointmentFinding(int? Requested, int? Late, int? Missed);

/// <summary>Contacts that were repeated before the customer had said anything. Null where the log does not tell contacts and waiting.</summary>
public sealed record FailedContacts(int? Count, CaseShare Tickets);

/// <summary>What no milestone shows: how tickets were handled in between.</summary>
/// <param name="Premature">Opened again within ten working days after the solution.</param>
public sealed record Handling(HollowFinding Hollow, HoldFinding Holds, OwnerFinding OneOwner, AppointmentFinding Appointments, FailedContacts Contacts, CaseShare Premature);

/// <summary>How waiting for the customer ended: in closing, or back in work. Shares of all waits that ended; null where the log does not tell them.</summary>
public sealed record EndOfCustomerWait(int? Ended, double? Closed, double? BackToWork);

/// <summary>
/// What the reference scheduler would have counted. <paramref name="Inertia"/> is business hours beyond the thresholds in
/// what we held; a history knows no moved dues, so <paramref name="Rescheduled"/> is zero unless the log says otherwise.
/// </summary>
public sealed record RetroProgression(
    long Success, long Rescheduled, long Late, long Excluded, long MidSuccess, long MidLate, double Inertia, double LongestSilence, int? LongestSilenceCase)
{
    /// <summary>False where the log holds no history that could have been scheduled.</summary>
    public bool IsKnown { get; init; } = true;

    public double? Sla => Ratio(Success, Success + Rescheduled + Late);

    public double? MidLifecycleSla => Ratio(MidSuccess, MidSuccess + MidLate);

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}

/// <summary>Everything the audit counts over a log; each definition stands beside the code that counts it.</summary>
public sealed record Findings(
    CaseShare Idle3, CaseShare Idle3NotWaiting, CaseShare Idle5, HourPercentiles OpenGapsBusiness, HourPercentiles OpenGapsCalendar,
    OpenTimeShare OpenTime, IReadOnlyList<double?> TeamChanges, CaseShare BackToEarlierTeam, CaseShare Reopened, CaseShare WaitedForCustomer,
    CustomerUpdates CustomerUpdates, HourPercentiles FirstResponse, HourPercentiles FirstResponseCalendar, ChaseFinding Chases, EndOfCustomerWait EndOfCustomerWait,
    CaseShare ClosedOverUnanswered, CaseShare ClosedAfterSilence)
{
    /// <summary>Null in an audit that was frozen before this was counted.</summary>
    public Handling? Handling { get; init; }
}

/// <summary>An audit's figures, and what of each case the report needs.</summary>
public sealed record AuditResult(Findings Findings, RetroProgression Progression, CaseFigures PerCase);

/// <summary>One row a case, in columns; lengths in milliseconds of working time.</summary>
public sealed class CaseFigures(int cases)
{
    /// <summary>Beyond the thresholds, in what we held.</summary>
    public float[] Inertia { get; } = new float[cases];

    /// <summary>The longest open gap between two events.</summary>
    public float[] LongestGap { get; } = new float[cases];

    /// <summary>From opening to the last resolution; negative while the case is open.</summary>
    public float[] Solved { get; } = new float[cases];

    public byte[] TeamChanges { get; } = new byte[cases];

    public CaseMarks[] Marks { get; } = new CaseMarks[cases];
}

[Flags]
public enum CaseMarks : ushort
{
    None = 0,
    Idle3 = 1,
    Idle3NotWaiting = 2,
    Idle5 = 4,
    Back = 8,
    Reopened = 16,
    WaitedForCustomer = 32,
    ClosedAfterSilence = 64,
    ClosedOverUnanswered = 128,
    Chased = 256,
    Hollow = 512,
    OneOwner = 1024,
    KeptOnHold = 2048,
    ContactFailed = 4096,
    AppointmentFailed = 8192,
    Premature = 16384,
    ChasedAgain = 32768,
}
