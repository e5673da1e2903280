using Headway.Domain.Audits;
using Headway.Domain.Calendars;

namespace Headway.Application.Audits.Reading;

/// <summary>A log as it was read: with which profile, on which hours, what had no meaning, what is to be said about it.</summary>
public sealed record LogReading(
    string FileName, Profile Profile, WorkCalendar Calendar, CaseLog Log, IReadOnlyList<(string Value, int Count)> Unmapped,
    IReadOnlyList<AuditNote> Notes, ReadProblems Problems);

/// <summary>Something that a reader of the figures must know; <paramref name="Code"/> names it for translation, <paramref name="Text"/> says it in English.</summary>
public sealed record AuditNote(string Code, string Text, params IReadOnlyList<string> Values);

/// <summary>What the person wants otherwise than the profile says; null leaves it.</summary>
public sealed record ReadingWishes(string? Profile = null, string? Zone = null, string? Calendar = null, Profile? Finished = null)
{
    /// <summary>Whether <see cref="Profile"/> may be the path of a JSON file of this machine: for its own command line, never for what comes over a wire.</summary>
    public bool ProfileMayBeFile { get; init; }
}
