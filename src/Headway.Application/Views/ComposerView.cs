using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Views;

/// <summary>
/// One touch in one form: words, situation, send. <see cref="Options"/> come in order of prediction; the first is chosen. The
/// first three are chips, the rest stand behind "other".
/// </summary>
public sealed record ComposerView(long Ticket, int Version, string? Activity, PersonView Requester)
{
    /// <summary>reply or note.</summary>
    public string Mode { get; init; } = "reply";

    public string Text { get; init; } = "";

    /// <summary>When the draft was last kept on the server; null when there is none.</summary>
    public Instant? DraftAt { get; init; }

    public IReadOnlyList<SituationOption> Options { get; init; } = [];

    /// <summary>Whether the first option is the writer's own choice: typing on does not predict another.</summary>
    public bool Chosen { get; init; }

    /// <summary>Why the first option is first.</summary>
    public Phrase? Predicted { get; init; }

    /// <summary>Files that stand ready to go with the words, by the ids they were kept under.</summary>
    public IReadOnlyList<FileView> Files { get; init; } = [];

    public IReadOnlyList<MacroView> Macros { get; init; } = [];

    /// <summary>The signature that is put under a reply, shown so that nothing surprises.</summary>
    public string? Signature { get; init; }

    /// <summary>Said above the buttons when the server refused: code and what to do.</summary>
    public string? Refused { get; init; }

    /// <summary>The language the customer is written to, when it is not the viewer's.</summary>
    public string? CustomerLanguage { get; init; }

    /// <summary>Whether the customer reads times of another zone than the viewer's.</summary>
    public bool TheirTime { get; init; }

    /// <summary>Whose approval is asked for and open; null where none is.</summary>
    public string? Awaits { get; init; }

    /// <summary>Whether the touch may say how long it took; and what was typed for it.</summary>
    public bool KeepsTime { get; init; }

    public string Spent { get; init; } = "";

    /// <summary>Whether the next look is said: where work goes by points or ranks there is none.</summary>
    public bool Dated { get; init; } = true;

    /// <summary>Whether the touch ends in a chosen situation. Without, the only choice is whether it is solved.</summary>
    public bool Situated { get; init; } = true;
}

/// <summary>What a situation may need to be told before it can be set.</summary>
public enum Needs { Nothing, Eta, Day, Time }

/// <summary>
/// A situation to choose, with everything that follows from it: the next look, and the sentence that the customer will read
/// (null when they are told nothing new). <paramref name="Length"/> is the threshold behind the due.
/// </summary>
public sealed record SituationOption(StatusName Status, Instant? Due, WorkingTime? Length, string? CustomerReads, Instant? Promise, Needs Needs = Needs.Nothing)
{
    public int? Attempt { get; init; }

    /// <summary>Where it stands in a list that goes by ranks; 0 for what is on no list.</summary>
    public int Rank { get; init; }

    /// <summary>What the field for an ETA or day starts with.</summary>
    public Instant? Suggested { get; init; }

    /// <summary>Due as it was before the interrupt, so "unchanged" is said.</summary>
    public bool Unchanged { get; init; }

    /// <summary>Text needed and not there yet, e.g. a hollow progression's "what would change this?".</summary>
    public Phrase? Hint { get; init; }
}

public sealed record MacroView(long Id, string Name, string Preview, StatusName? Sets, bool Own);

/// <summary>After a send: what happened, and for how long it can be taken back.</summary>
public sealed record SentView(Phrase Line, string UndoAction, int Seconds);

/// <summary>Two people saved: mine was not taken. Both are shown, nothing is lost.</summary>
public sealed record StaleView(long Ticket, int Version, string MyText, string Mode, PersonView By, Instant At, string TheirText, StatusName TheirStatus)
{
    /// <summary>How long mine took, as it was typed.</summary>
    public string? Spent { get; init; }
}

/// <summary>
/// A chase to review and answer in one panel: who waits since when, what was promised and what happened, and the verdict
/// that this speaks for. <see cref="Id"/> is <c>1042-7</c>.
/// </summary>
public sealed record ChaseView(string Id, PersonView By, Instant Since, int Contacts, bool Multi, Instant Due)
{
    public IReadOnlyList<Phrase> Evidence { get; init; } = [];

    /// <summary>true, false or not-a-chase, chosen already.</summary>
    public string Finding { get; init; } = "false";

    /// <summary>a, b or c.</summary>
    public string Ground { get; init; } = "b";

    public string? Cause { get; init; }

    /// <summary>Why this verdict is proposed.</summary>
    public required Phrase Because { get; init; }

    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>The verdict has been given and only the answer is missing.</summary>
    public Phrase? Judged { get; init; }

    /// <summary>The answer has been given and only the verdict is missing.</summary>
    public bool Answered { get; init; }

    public required string Priority { get; init; }
}
