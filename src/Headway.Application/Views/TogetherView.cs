using NodaTime;

namespace Headway.Application.Views;

/// <summary>A ticket on which others work too: one lead, one promise, a part each.</summary>
public sealed record TogetherView(string? Lead, string Team, Instant? Promise, IReadOnlyList<TogetherPart> Parts);

/// <summary>What somebody was asked for, and what became of it.</summary>
public sealed record TogetherPart(string Who, string? Question, Instant Due, Instant? DoneAt, string? DoneBy);
