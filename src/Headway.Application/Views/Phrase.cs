using NodaTime;

namespace Headway.Application.Views;

/// <summary>
/// A sentence without its language: the key of the words and what goes into its places. An <see cref="Instant"/>, a
/// <see cref="Headway.Domain.Calendars.WorkingTime"/>, a <see cref="Duration"/>, a <see cref="StatusName"/> or another
/// phrase is said in the reader's language and zone; texts and numbers stand as they are.
/// </summary>
public sealed record Phrase(string Key, params IReadOnlyList<object> With);

/// <summary>A status by its code, with the organisation's own label where it has one.</summary>
public sealed record StatusName(string Code, string? Label = null);

/// <summary>A count inside a sentence, written as the reader's language writes thousands; a bare number is a ticket's.</summary>
public sealed record Tally(long Value);
