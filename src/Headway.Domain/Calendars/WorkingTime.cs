using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// A length of business time: what passes only while a calendar is open. Never a bare number and never mixed with
/// elapsed time: only a calendar turns one into the other.
/// </summary>
public readonly record struct WorkingTime(Duration Length) : IComparable<WorkingTime>
{
    public static readonly WorkingTime Zero = new(Duration.Zero);

    public double Hours => Length.TotalHours;

    public static WorkingTime FromHours(double hours) => new(Duration.FromMilliseconds((long)Math.Round(hours * 3_600_000d)));

    public static WorkingTime FromMinutes(double minutes) => FromHours(minutes / 60d);

    public static WorkingTime Min(WorkingTime a, WorkingTime b) => a <= b ? a : b;

    public int CompareTo(WorkingTime other) => Length.CompareTo(other.Length);

    public static WorkingTime operator +(WorkingTime a, WorkingTime b) => new(a.Length + b.Length);

    public static WorkingTime operator -(WorkingTime a, WorkingTime b) => new(a.Length - b.Length);

    public static bool operator <(WorkingTime a, WorkingTime b) => a.Length < b.Length;

    public static bool operator >(WorkingTime a, WorkingTime b) => a.Length > b.Length;

    public static bool operator <=(WorkingTime a, WorkingTime b) => a.Length <= b.Length;

    public static bool operator >=(WorkingTime a, WorkingTime b) => a.Length >= b.Length;
}
