using NodaTime;

namespace Headway.Application.Views;

/// <summary>A week of opening hours as edited: seven days from Monday, each with its spans.</summary>
public sealed record HoursView(IReadOnlyList<DayHours> Days);

/// <summary><paramref name="Day"/> is mon … sun. An empty list is a closed day; 24:00 ends one that stays open.</summary>
public sealed record DayHours(string Day, IReadOnlyList<HourSpan> Spans);

public sealed record HourSpan(string From, string To);

/// <summary>What a change would do, shown before it is made.</summary>
public sealed record ChangePreview(Phrase Sentence, IReadOnlyList<ChangeLine> Lines, Phrase? Warning = null);

public sealed record ChangeLine(string Name, string Was, string Becomes, Phrase? Effect = null);

/// <summary>One field of a form with what was entered and, after a refusal, what is wrong with it.</summary>
public sealed record FieldView(string Name, string Label, string? Value = null, string? Hint = null, string? Fault = null, bool Required = false);

/// <summary>A card of the demo's first page.</summary>
public sealed record PersonaView(string Email, PersonView Person, string Role, string Sees);

/// <summary>The demo's own clock, with how far it can be moved.</summary>
public sealed record DemoBarView(Instant Now, int DueNow, int LaterToday, int OpenTickets, PersonView Person);
