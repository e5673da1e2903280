using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Views;

/// <summary>
/// A ticket beside the list. <see cref="Activity"/> is the displayed (most urgent) activity's id. <see cref="Version"/> goes
/// back with every form, so that a stale save is noticed.
/// </summary>
public sealed record TicketView(long Number, int Version, string Subject, string Type, string Priority, StatusName Status, string TeamName)
{
    public string? Activity { get; init; }

    public Instant? Due { get; init; }

    public Tone Tone { get; init; }

    public PersonView? Owner { get; init; }

    /// <summary>The viewer owns it.</summary>
    public bool Mine { get; init; }

    /// <summary>Whether its dues are shown: where work goes by points or ranks they are not.</summary>
    public bool Dated { get; init; } = true;

    /// <summary>Where nobody owns tickets: the queue it is in, and who moved it on last.</summary>
    public QueuedView? Queued { get; init; }

    public Instant Opened { get; init; }

    /// <summary>When the change or fix is to be in place; null where nobody has said.</summary>
    public Instant? Planned { get; init; }

    public required RequesterView Requester { get; init; }

    public IReadOnlyList<PresenceView> Presence { get; init; } = [];

    public IReadOnlyList<EntryView> Entries { get; init; } = [];

    /// <summary>Who else works on it; null while nobody was asked.</summary>
    public TogetherView? Together { get; init; }

    /// <summary>What was asked to be approved, the newest first.</summary>
    public IReadOnlyList<ApprovalCardView> Approvals { get; init; } = [];

    public IReadOnlyList<DutyView> Duties { get; init; } = [];

    /// <summary>What its service asks, with the answers; null where nothing is asked and nothing was answered.</summary>
    public IntakeCardView? Intake { get; init; }

    public PromiseView? Promise { get; init; }

    public IReadOnlyList<ClockView> Clocks { get; init; } = [];

    public IReadOnlyList<LinkView> Links { get; init; } = [];

    /// <summary>Articles that may answer it; null when none fits.</summary>
    public SuggestedView? Suggested { get; init; }

    /// <summary>Tickets that go on as part of this one; each can be taken apart again. Who raised one, where it is another person, reads along.</summary>
    public IReadOnlyList<AlikeView> Merged { get; init; } = [];

    /// <summary>Open tickets that may be about the same thing: merged or tied with one key.</summary>
    public IReadOnlyList<AlikeView> Alike { get; init; } = [];

    public IReadOnlyList<PersonView> Watchers { get; init; } = [];

    /// <summary>Whom the customer copied in their mails.</summary>
    public IReadOnlyList<Mail.CopiedPerson> Copied { get; init; } = [];

    public bool Watching { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Service { get; init; }

    public string? Category { get; init; }

    /// <summary>How long was worked on it, by everybody; and by those whose figures the viewer may see.</summary>
    public Tickets.TimeOnTicket Time { get; init; } = Tickets.TimeOnTicket.None;

    /// <summary>high, medium or low; null while nobody has said. <see cref="Follows"/> is the priority that both give where it is another one.</summary>
    public string? Impact { get; init; }

    public string? Urgency { get; init; }

    public string? Follows { get; init; }

    /// <summary>Null where the viewer may read and not act, or the ticket is closed.</summary>
    public ComposerView? Composer { get; init; }

    /// <summary>What hangs on this ticket when it is the cause of others; null when nothing does.</summary>
    public HangingView? Hanging { get; init; }

    /// <summary>A chase that is open: reviewed and answered above the composer.</summary>
    public ChaseView? Chase { get; init; }

    /// <summary>Chases of this ticket that have their verdict, the newest first.</summary>
    public IReadOnlyList<JudgedView> Judged { get; init; } = [];

    /// <summary>What may be done besides, so that no button stands there that would refuse.</summary>
    public TicketActs May { get; init; } = new();

    /// <summary>Times, attempts, help and lessons; null where the viewer may only read.</summary>
    public ContactView? Contact { get; init; }

    /// <summary>The ticket was changed by others while this was open: said above the conversation.</summary>
    public Phrase? Shifted { get; init; }

    /// <summary>A suggestion to put away with one key, e.g. a "thanks" or "it works now".</summary>
    public AskView? Ask { get; init; }
}

public sealed record TicketActs(bool Take = false, bool Transfer = false, bool Skip = false, bool Return = false, bool Edit = false, bool Move = true, bool Merge = false, bool Approve = false);

/// <summary>A ticket of a team that works by queues. A queue of null: it is in none, so everybody of the team sees it.</summary>
public sealed record QueuedView(string? Queue, PersonView? LastHandler);

/// <summary>One line with one or two answers: posts to <paramref name="Action"/> with <paramref name="Field"/> = the chosen value.</summary>
public sealed record AskView(Phrase Line, string Action, string Field, IReadOnlyList<AskAnswer> Answers);

public sealed record AskAnswer(string Value, Phrase Label, bool Main, string? Key = null);

public enum EntryKind { Customer, Reply, Note, System, Call }

/// <summary>
/// One thing in the conversation. <paramref name="Html"/> is already sanitised; else <paramref name="Text"/> is shown with its lines.
/// <see cref="Fate"/> says what the entry set ("Waiting for customer, next look Mon 15:36").
/// </summary>
public sealed record EntryView(long Id, EntryKind Kind, Instant At, string? Text = null, string? Html = null)
{
    public PersonView? By { get; init; }

    /// <summary>The first name of the person for whom a machine did it; null for what somebody did with their own hands.</summary>
    public string? MachineFor { get; init; }

    /// <summary>portal, mail, phone, chat; null for system lines.</summary>
    public string? Channel { get; init; }

    /// <summary>What the customer meant: answer, information, chase, appointment, solved, not-solved, thanks.</summary>
    public string? Intent { get; init; }

    public Phrase? Line { get; init; }

    public Phrase? Fate { get; init; }

    public string? Quoted { get; init; }

    /// <summary>The number of the ticket it was written on, where that goes on as part of this one.</summary>
    public long? From { get; init; }

    /// <summary>Where it becomes a ticket of its own: /part in front beside the work; null for what can't.</summary>
    public string? Split { get; init; }

    /// <summary>Where the mail's own look is shown, made harmless; null for what came without.</summary>
    public string? AsSent { get; init; }

    public IReadOnlyList<FileView> Files { get; init; } = [];

    /// <summary>Where an operational problem is raised from this line: /part in front beside the work, the page itself without script.</summary>
    public string? Raise { get; init; }

    /// <summary>The activity that was finished with it, by its number: somebody else may thank for it. Null where none was.</summary>
    public (long Ticket, int Activity)? Thank { get; init; }

    /// <summary>Seconds left in which the sender can take it back; null when it has left.</summary>
    public int? Pending { get; init; }

    public bool Fresh { get; init; }
}

public sealed record FileView(string Name, string Url, long Bytes, bool Image = false, long Id = 0);

/// <summary>An open activity of the ticket. The first is the displayed one.</summary>
public sealed record DutyView(string Activity, StatusName Status, Instant Due, Tone Tone, string Responsible, Phrase? Note = null);

/// <summary>What the customer was told and by when; <paramref name="Kept"/> of <paramref name="Made"/> so far on this ticket.</summary>
public sealed record PromiseView(string Words, Instant? By, int Kept, int Made, bool Missed = false)
{
    /// <summary>It is about to slip, or was missed: the customer should hear before they ask. Null where nothing has to be said.</summary>
    public Phrase? Slips { get; init; }

    /// <summary>How often the customer looked at the page and rang since our last word.</summary>
    public int Looks { get; init; }

    public int Calls { get; init; }
}

/// <summary><paramref name="Name"/> is response or resolution; <paramref name="Paused"/> the business time that did not count.</summary>
public sealed record ClockView(string Name, WorkingTime Used, WorkingTime Target, WorkingTime Paused, bool Met, bool Running, Tone Tone);

/// <summary>Who asks, and how and when to reach them. <see cref="LocalNow"/> differs from the desk's when the zone does.</summary>
public sealed record RequesterView(PersonView Person)
{
    public bool Vip { get; init; }

    public string? Organisation { get; init; }

    public string? Place { get; init; }

    public LocalTime? LocalNow { get; init; }

    public string? Hours { get; init; }

    public string? Language { get; init; }

    public string? Phone { get; init; }

    /// <summary>Whom they report to, as they are copied in: name and address.</summary>
    public PersonView? Manager { get; init; }

    /// <summary>Who acts for them, and may ask where something is.</summary>
    public PersonView? Assistant { get; init; }

    /// <summary>In their own words: "mornings, by phone; no desk, works at the dock".</summary>
    public string? Reach { get; init; }

    /// <summary>When and how they were spoken to last.</summary>
    public Phrase? WorkedLast { get; init; }

    /// <summary>The reader may note how and when they are reached.</summary>
    public bool Notes { get; init; }

    public int OpenTickets { get; init; }

    public int PastTickets { get; init; }

    public int Chases90Days { get; init; }

    public IReadOnlyList<LinkView> Recent { get; init; } = [];
}

/// <summary>Another ticket: <paramref name="Relation"/> is related, parent, child, duplicate, waits-for or past.</summary>
public sealed record LinkView(long Ticket, string Subject, string Relation, StatusName Status);

/// <summary>An open ticket that may be about the same; <paramref name="Who"/> names its requester when that is another person.</summary>
public sealed record AlikeView(long Ticket, string Subject, StatusName Status, string? Who);

/// <summary>
/// The panel that makes two tickets one: what was looked for, what was found, and which of them is chosen.
/// </summary>
public sealed record MergeView(long Ticket, int Version, string Subject, string Query, IReadOnlyList<SearchHit> Hits, long? Chosen)
{
    public string Requester { get; init; } = "";

    /// <summary>The other ticket goes on as part of this one, instead of this one as part of it.</summary>
    public bool Here { get; init; }

    public bool Shared { get; init; }

    /// <summary>Two people raised them, so it has to be said who may read what.</summary>
    public bool AsksShared { get; init; }

    public string? Refused { get; init; }
}

/// <summary>The panel that makes a message a ticket of its own.</summary>
public sealed record SplitView(long Ticket, int Version, int Message, string By, string Text, string Subject, string? Refused = null);

/// <summary>One line of the history tab: every fact in plain words.</summary>
public sealed record LedgerLine(Instant At, string Who, Phrase What, Phrase? More = null)
{
    /// <summary>The first name of the person for whom a machine did it; null for a person's own act.</summary>
    public string? MachineFor { get; init; }
}

/// <summary>
/// Open tickets with this one as their cause, and how many of their customers ask where it is. <paramref name="Solved"/>: the
/// cause is gone, and each may be asked with one tap whether it works.
/// </summary>
public sealed record HangingView(int Open, int Chased, bool Solved = false);

/// <summary>A judged chase as it stands beside the ticket. <see cref="MayOverrule"/> for a lead.</summary>
public sealed record JudgedView(int Activity, Instant At, string Finding, string? Ground, string? Cause, PersonView? By, JudgedView? First = null)
{
    public bool MayOverrule { get; init; }
}

/// <summary>The panel in which a lead finds otherwise.</summary>
public sealed record OverruleView(long Ticket, int Version, JudgedView Judged, IReadOnlyList<string> Causes, string? Refused = null);

/// <summary>The panel that renews a promise: until when, and the words that go to the customer.</summary>
public sealed record RenewView(long Ticket, int Version, PersonView Customer, Instant? Promised, IReadOnlyList<RenewTime> Times, string Text, string? Refused = null);

public sealed record RenewTime(Instant At, string Value);
