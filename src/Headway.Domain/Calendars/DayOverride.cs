namespace Headway.Domain.Calendars;

/// <summary>
/// What a date has instead of its weekday's hours: no spans means closed. It replaces the spans that <em>start</em> on
/// that date; a night shift begun the evening before still runs out. <paramref name="Name"/> says why ("Good Friday").
/// </summary>
public sealed record DayOverride(IReadOnlyList<Span> Spans, string? Name = null)
{
    public bool IsClosed => Spans.Count == 0;

    public static DayOverride Closed(string? name = null) => new([], name);

    public static DayOverride Hours(string? name, params IReadOnlyList<Span> spans) => new(spans, name);
}
