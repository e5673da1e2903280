using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>What a running clock does when a new version of its calendar begins.</summary>
public enum OnNewVersion
{
    /// <summary>It stays on the version that held when it started: a due once promised does not move.</summary>
    Keep,

    /// <summary>It moves: each version counts for its own time, and what has been consumed stays consumed.</summary>
    Move,
}

/// <summary>
/// All versions of one named calendar, oldest first. None is ever edited in place: what was computed on a version can be
/// computed again. A version holds from the start of its first valid date, in its own zone, until the next version
/// begins or its last valid date is over; between those two nothing holds.
/// </summary>
public sealed class CalendarVersions
{
    private readonly WorkCalendar[] _versions;

    private CalendarVersions(WorkCalendar[] versions) => _versions = versions;

    public string Name => _versions[0].Name;

    public IReadOnlyList<WorkCalendar> All => _versions;

    public WorkCalendar Latest => _versions[^1];

    /// <summary>Only the first version may lack a first valid date; every later one has a higher number and begins later.</summary>
    public static Outcome<CalendarVersions> Of(params IReadOnlyList<WorkCalendar> versions)
    {
        if (versions.Count == 0)
            return CalendarRefusals.VersionsMissing;
        for (var i = 1; i < versions.Count; i++)
        {
            if (versions[i].Name != versions[0].Name)
                return CalendarRefusals.VersionsMixed;
            if (versions[i].Version <= versions[i - 1].Version || versions[i].ValidFrom is null
                || StartOf(versions[i]) <= StartOf(versions[i - 1]))
                return CalendarRefusals.VersionsOutOfOrder;
        }
        return new CalendarVersions([.. versions]);
    }

    /// <summary>The same calendar with one version more; this object stays as it is.</summary>
    public Outcome<CalendarVersions> With(WorkCalendar next) => Of([.. _versions, next]);

    /// <summary>The version that holds at an instant, for an activity that opens then; null when none does.</summary>
    public WorkCalendar? At(Instant at)
    {
        var i = LastStartedBy(at);
        return i >= 0 && at < EndOf(i) ? _versions[i] : null;
    }

    /// <summary>A version by its number: where a running clock finds the one it keeps.</summary>
    public WorkCalendar? Numbered(int version) => Array.Find(_versions, calendar => calendar.Version == version);

    /// <summary>
    /// <see cref="WorkCalendar.Add"/> across versions. <see cref="OnNewVersion.Keep"/>: all on the version that holds at
    /// <paramref name="from"/>. <see cref="OnNewVersion.Move"/>: each version for the time it holds, closed where none
    /// does. Null means never.
    /// </summary>
    public Instant? Add(Instant from, WorkingTime length, OnNewVersion policy)
    {
        if (policy == OnNewVersion.Keep)
            return At(from)?.Add(from, length);
        var left = length;
        for (var i = Math.Max(0, LastStartedBy(from)); i < _versions.Length; i++)
        {
            var start = Instant.Max(from, StartOf(_versions[i]));
            var end = EndOf(i);
            if (start >= end)
                continue;
            // At the very end of a version a length may just be complete, but a next working instant is no longer its own.
            if (_versions[i].Add(start, left) is { } due && (due < end || (due == end && left > WorkingTime.Zero)))
                return due;
            if (i < _versions.Length - 1)
                left -= _versions[i].Between(start, end);
        }
        return null;
    }

    /// <summary><see cref="WorkCalendar.Between"/> across versions, by the same policy as <see cref="Add"/>.</summary>
    public WorkingTime Between(Instant start, Instant end, OnNewVersion policy)
    {
        if (policy == OnNewVersion.Keep)
            return At(start)?.Between(start, end) ?? WorkingTime.Zero;
        var sum = WorkingTime.Zero;
        for (var i = Math.Max(0, LastStartedBy(start)); i < _versions.Length; i++)
            sum += _versions[i].Between(Instant.Max(start, StartOf(_versions[i])), Instant.Min(end, EndOf(i)));
        return sum;
    }

    private int LastStartedBy(Instant at) => Array.FindLastIndex(_versions, version => StartOf(version) <= at);

    private Instant EndOf(int i)
    {
        var ownEnd = _versions[i].ValidTo is { } last ? Zones.StartOf(_versions[i].Zone, last.PlusDays(1)) : Instant.MaxValue;
        return i == _versions.Length - 1 ? ownEnd : Instant.Min(ownEnd, StartOf(_versions[i + 1]));
    }

    private static Instant StartOf(WorkCalendar version) =>
        version.ValidFrom is { } first ? Zones.StartOf(version.Zone, first) : Instant.MinValue;
}
