using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>One stretch of time on the universal time line during which a calendar is open; start-in, end-out.</summary>
public readonly record struct OpenSpan(Instant Start, Instant End)
{
    public WorkingTime Length => new(End - Start);
}
