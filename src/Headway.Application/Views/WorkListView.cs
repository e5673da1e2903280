using NodaTime;

namespace Headway.Application.Views;

/// <summary>How near a due is; said in words and only then in colour.</summary>
public enum Tone { None, Soon, Late }

/// <summary>
/// The groups of the list. <see cref="TeamFirst"/> exists only in modes with a high-priority band, <see cref="Point"/> and
/// <see cref="Rank"/> only where no dues are shown, <see cref="Cover"/> while a colleague's work is offered.
/// </summary>
public enum WorkGroupKind { TeamFirst, Now, LaterToday, Scheduled, Found, Point, Rank, Cover }

/// <summary>
/// The list as one sees it. <paramref name="Scope"/> is <c>mine</c> or <c>team</c>; <paramref name="Version"/> is an opaque
/// mark of what was shown, so that the browser can ask how many have come since. <paramref name="BySystem"/>: what the
/// system will do next by itself.
/// </summary>
public sealed record WorkListView(
    string Scope, string TeamName, WorkCounts Counts, IReadOnlyList<WorkGroup> Groups, string Version, int BySystem = 0, int More = 0)
{
    /// <summary>What has to be known to read the list right; null when it is as one expects.</summary>
    public Phrase? Note { get; init; }

    /// <summary>How the list is ordered, by the name of the mode.</summary>
    public string Mode { get; init; } = "Standard";

    /// <summary>Whether dues are shown.</summary>
    public bool Dated { get; init; } = true;

    /// <summary>Whether work is taken with a claim: "take the next" stands above the list.</summary>
    public bool TakesNext { get; init; }

    /// <summary>Nobody owns work here: "mine" is what the rota gives.</summary>
    public bool ByQueues { get; init; }

    /// <summary>Items to which a lead called the team, first of all.</summary>
    public IReadOnlyList<CallStrip> Calls { get; init; } = [];

    /// <summary>Missed targets whose reason is asked for.</summary>
    public int Missed { get; init; }

    public bool IsEmpty => Groups.All(g => g.Rows.Count == 0);
}

public sealed record WorkCounts(int Overdue, int WithinHour, int Today, int OpenTickets);

/// <summary><paramref name="Count"/> is all there are, which may be more than the rows shown.</summary>
public sealed record WorkGroup(WorkGroupKind Kind, int Count, IReadOnlyList<ActivityRow> Rows)
{
    /// <summary>What is said above it where the kind alone does not say it.</summary>
    public Phrase? Title { get; init; }
}

/// <summary>A lead's call to the team with how far it has come.</summary>
public sealed record CallStrip(long Id, string By, int Items, int Done, int InHand);

/// <summary>
/// One open activity. <paramref name="Activity"/> is its public id (<c>1042-7</c>). <see cref="Why"/> is the one line that
/// says why it stands here; shown for the selected row and where it adds something. <see cref="Gone"/>: somebody did it
/// meanwhile; the row stays where it is until the list is folded in.
/// </summary>
public sealed record ActivityRow(
    long Ticket, string Activity, StatusName Status, string Subject, string Requester, Instant Due, Tone Tone = Tone.None)
{
    public Phrase? Why { get; init; }

    /// <summary>What narrows the task: "by phone", "second attempt", "waiting for change 214".</summary>
    public Phrase? Detail { get; init; }

    public PersonView? Owner { get; init; }

    public bool Mine { get; init; }

    public bool HighPriority { get; init; }

    public bool Major { get; init; }

    public bool Vip { get; init; }

    public string? Priority { get; init; }

    public bool Selected { get; init; }

    public bool Gone { get; init; }

    /// <summary>Why a row that is not simply one's own is in this list.</summary>
    public Phrase? Because { get; init; }

    /// <summary>A colleague has it in hand, until it goes back by itself.</summary>
    public HandView? Hand { get; init; }

    /// <summary>Where no dues are shown: since when it is in its situation.</summary>
    public Instant? Since { get; init; }

    public IReadOnlyList<PresenceView> Presence { get; init; } = [];
}

/// <summary><paramref name="Mine"/>: it is the reader who has it.</summary>
public sealed record HandView(PersonView Person, Instant Until, bool Mine);
