using Headway.Domain.Calendars;
using Headway.Domain.Statuses;

namespace Headway.Domain.Audits;

/// <summary>
/// The ruler of an audit: what a frozen baseline keeps, so that a second audit measures with the same. Thresholds are
/// those of the book by situation and priority; a working day is <see cref="DayLength"/>.
/// </summary>
public sealed class AuditMethod
{
    /// <summary>Raised when a definition changes; a baseline names the one it was made with.</summary>
    public const string Version = "3";

    /// <summary>A history does not tell the day that was chosen: so long nothing sleeps unseen without a reason.</summary>
    private static readonly WorkingTime DeferredFor = WorkingTime.FromHours(40);

    private readonly long[] _thresholds = new long[Situation.Count * 5];

    public AuditMethod(WorkCalendar calendar, StatusBook book)
    {
        (Calendar, Book) = (calendar, book);
        foreach (var priority in book.ResponseTargets.Keys)
        {
            for (byte situation = 0; situation < Situation.Count; situation++)
            {
                var code = Situation.Code(situation) ?? StatusCode.InProgress;
                var threshold = code == StatusCode.Deferred ? DeferredFor : book.Threshold(code, default, priority, null).Threshold;
                _thresholds[(situation * 5) + (int)priority] = (long)threshold.Length.TotalMilliseconds;
            }
        }
    }

    public WorkCalendar Calendar { get; }

    public StatusBook Book { get; }

    /// <summary>What "a working day" is in the findings: three of them are 24 business hours.</summary>
    public static WorkingTime DayLength { get; } = WorkingTime.FromHours(8);

    /// <summary>How long a situation may last, in milliseconds of working time. A status that nobody explained is measured as work.</summary>
    public long Threshold(byte situation, Priority priority) => _thresholds[(situation * 5) + (int)priority];

    public bool IsNewResponse(byte situation) => situation == Situation.New;
}
