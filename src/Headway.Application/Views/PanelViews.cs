using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Views;

/// <summary>
/// Why this due: sentences first, then the picture and the trail of what the calendar counted. <paramref name="Moves"/> are
/// the times somebody changed it.
/// </summary>
public sealed record ExplainView(
    long Ticket, string Activity, StatusName Status, Instant Opened, Instant Due, IReadOnlyList<Phrase> Sentences,
    IReadOnlyList<SpanView> Spans, IReadOnlyList<MoveView> Moves)
{
    /// <summary>The rule of the desk behind the due, by its name: of it can be said that it hurts.</summary>
    public string? Rule { get; init; }
}

/// <summary>A stretch between opening and due. <paramref name="Note"/>: lunch, holiday, clock change, paused.</summary>
public sealed record SpanView(Instant From, Instant To, bool Counted, WorkingTime Running, Phrase? Note);

public sealed record MoveView(Instant At, string By, Instant From, Instant To, string Reason);

/// <summary>The phone rings: who, about what.</summary>
public sealed record CallerView(string Query, IReadOnlyList<CallerHit> Hits, CallerHit? Chosen, IReadOnlyList<ServiceChoice> Services)
{
    /// <summary>The open ticket the call is about, once it was chosen.</summary>
    public ActivityRow? About { get; init; }

    /// <summary>Somebody the desk does not know yet: name and address are asked.</summary>
    public bool Stranger { get; init; }

    public CallTyped Typed { get; init; } = new();

    public string? Refused { get; init; }
}

/// <summary>What was entered, put back when the call could not be logged.</summary>
public sealed record CallTyped(string? Name = null, string? Email = null, string? Subject = null, string? Text = null, string? Service = null);

/// <summary><paramref name="Open"/> are the person's open tickets: "calling about #1042?"</summary>
public sealed record CallerHit(RequesterView Who, IReadOnlyList<ActivityRow> Open)
{
    /// <summary>Open tickets of those whose manager or assistant the person is.</summary>
    public IReadOnlyList<ActivityRow> Beside { get; init; } = [];
}

public sealed record ServiceChoice(long Id, string Name);

public sealed record TransferView(long Ticket, int Version, string From, IReadOnlyList<TeamChoice> Teams, bool MayReturn, string? Refused = null)
{
    /// <summary>What was chosen and written before, by field, after a refusal.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();
}

/// <summary><paramref name="PickUp"/> is when the receiving team has to have picked it up.</summary>
public sealed record TeamChoice(long Id, string Name, Instant PickUp, IReadOnlyList<PersonView> People)
{
    /// <summary>Until when somebody of them is away, by their id.</summary>
    public IReadOnlyDictionary<long, Instant> Away { get; init; } = new Dictionary<long, Instant>();
}

/// <summary>Moving a due without progress: a reason from five, and the new time.</summary>
public sealed record RescheduleView(long Ticket, int Version, string Activity, StatusName Status, Instant Due, IReadOnlyList<Instant> Suggestions, string Requester, string? Refused = null)
{
    /// <summary>What was chosen and written before, by field, after a refusal.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    public static IReadOnlyList<string> Reasons => Tickets.RescheduleActivity.Reasons;
}

/// <summary>Passing a row over for now; the row stays mine or goes to the team.</summary>
public sealed record SkipView(long Ticket, string Activity, StatusName Status, string? Refused = null)
{
    public static IReadOnlyList<string> Reasons => Flow.SkipRow.Reasons;
}

/// <summary>Acting on many: each row goes through the same decision; each refusal is shown on its row.</summary>
public sealed record BulkView(IReadOnlyList<string> Activities, IReadOnlyList<StatusName> Situations, IReadOnlyList<TeamChoice> Teams, IReadOnlyList<PersonView> People);

public sealed record BulkOutcome(int Done, IReadOnlyList<BulkRefusal> Refused);

public sealed record BulkRefusal(long Ticket, string Subject, string Code, string Message);

/// <summary>A number in the palette goes to the ticket, words search, verbs act.</summary>
public sealed record PaletteView(string Query, IReadOnlyList<PaletteItem> Items);

/// <summary><paramref name="Group"/> is acts, tickets, people or places; <paramref name="Key"/> the shortcut, if there is one.</summary>
public sealed record PaletteItem(string Group, string Icon, string Label, string Href, string? Side = null, string? Key = null);

public sealed record NoticesView(IReadOnlyList<NoticeView> Items, int Unread);

public sealed record NoticeView(long Id, Phrase Line, string? Quote, Instant At, string Href, bool Unread);

public sealed record SearchView(string Query, int Total, IReadOnlyList<SearchHit> Hits, string? Next, IReadOnlyList<SearchFilter> Filters)
{
    /// <summary>The switch between what is open, what ended and all; the address keeps which.</summary>
    public IReadOnlyList<SearchState> States { get; init; } = [];

    /// <summary>What narrows the search without a field of its own, such as one requester or a tag.</summary>
    public IReadOnlyList<Choice> Also { get; init; } = [];

    /// <summary>The same as it is read, each with the address of the search without it.</summary>
    public IReadOnlyList<Choice> Off { get; init; } = [];

    /// <summary>All that narrows can be taken away again.</summary>
    public bool Narrowed { get; init; }

    /// <summary>What the table shows beside number and subject.</summary>
    public IReadOnlyList<string> Columns { get; init; } = Finding.FoundColumns.Usual;

    /// <summary>Columns that fields of forms can be, by the column's name.</summary>
    public IReadOnlyList<Choice> FieldColumns { get; init; } = [];

    public SavedTabs Saved { get; init; } = new([], "", []);

    /// <summary>The same as a table to save.</summary>
    public string? Export { get; init; }

    /// <summary>Whether the desk keeps how long was worked on a ticket.</summary>
    public bool KeepsTime { get; init; }

    /// <summary>Whether rows can be marked and acted on.</summary>
    public bool Acts { get; init; }
}

/// <summary>
/// The saved views above a search. <paramref name="Query"/> is what the search is now, in its canonical form; <paramref name="Teams"/> those
/// it can be shared with.
/// </summary>
public sealed record SavedTabs(IReadOnlyList<SavedTab> All, string Query, IReadOnlyList<Choice> Teams)
{
    public SavedTab? Current => All.FirstOrDefault(tab => tab.Current);

    public string? Refused { get; init; }

    public string? Done { get; init; }

    /// <summary>The name that was typed and refused.</summary>
    public string? Typed { get; init; }
}

/// <summary>A saved view; <paramref name="Differs"/>: it is open, and what is shown is no longer what it says.</summary>
public sealed record SavedTab(long Id, string Name, string? Team, long? TeamId, string Href, bool Current, bool Differs, bool MayChange, string By, int Revision);

/// <summary><paramref name="Value"/> is open, resolved, closed or all.</summary>
public sealed record SearchState(string Value, int Count, string Href, bool Current);

/// <summary><paramref name="Snippet"/> is plain text in which found words stand between U+0001 and U+0002.</summary>
public sealed record SearchHit(long Ticket, string Subject, string Snippet, StatusName Status, string Requester, string Team, Instant Updated, Instant? Due, Tone Tone)
{
    public string Priority { get; init; } = "P3";

    public string? Owner { get; init; }

    public string Type { get; init; } = "incident";

    public Instant? Opened { get; init; }

    public string? Organisation { get; init; }

    public string? Service { get; init; }

    public string? Category { get; init; }

    /// <summary>high, medium or low; null while nobody has said.</summary>
    public string? Impact { get; init; }

    public string? Urgency { get; init; }

    /// <summary>How many minutes were noted on it.</summary>
    public int Minutes { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Answers to forms in words, by the column's name.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
}

/// <summary>A select above the results: <paramref name="Name"/> is the query parameter.</summary>
public sealed record SearchFilter(string Name, string Chosen, IReadOnlyList<Choice> Choices)
{
    /// <summary>What it is called, where that is no word of ours; and what tells two of one name apart.</summary>
    public string? Label { get; init; }

    public string? Key { get; init; }
}

public sealed record Choice(string Value, string Label);

/// <summary>Watching, linking, tagging, opening by hand: small forms in the same panel.</summary>
public sealed record LinkPanelView(long Ticket, int Version, string Query, IReadOnlyList<SearchHit> Hits)
{
    public string? Refused { get; init; }
}

/// <summary>What stands on a ticket and can be corrected. <paramref name="Service"/> is its name, empty for none.</summary>
public sealed record EditView(
    long Ticket, int Version, string Subject, string Priority, string Type, string Service, string Tags, IReadOnlyList<string> Priorities, IReadOnlyList<string> Types,
    IReadOnlyList<ServiceChoice> Services, string? Refused = null)
{
    /// <summary>When the change or fix is planned for; asked only of changes and problems.</summary>
    public Instant? Planned { get; init; }

    public bool Plans { get; init; }

    public string Category { get; init; } = "";

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>high, medium or low; empty while nobody has said.</summary>
    public string Impact { get; init; } = "";

    public string Urgency { get; init; } = "";
}

/// <summary>A ticket opened by hand: on the phone's behalf, or for oneself.</summary>
public sealed record NewTicketView(IReadOnlyList<ServiceChoice> Services, IReadOnlyList<Choice> Teams, string Priority = "P3", string Requester = "", string Subject = "", string Text = "", string? Refused = null)
{
    /// <summary>The chosen service's name, and what it asks.</summary>
    public string Service { get; init; } = "";

    public IReadOnlyList<AskedField> Fields { get; init; } = [];

    /// <summary>What is open already for the person it is for.</summary>
    public IReadOnlyList<AlikeView> Alike { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public string Category { get; init; } = "";

    public string Impact { get; init; } = "";

    public string Urgency { get; init; } = "";
}
