using NodaTime;

namespace Headway.Application.Views;

/// <summary>How near a due is; said in words and only then in colour.</summary>
public enum Tone { None, Soon, Late }

/// <summary>The groups of the list. <see cref="TeamFirst"/> exists only in modes with a high-priority band.</summary>
public enum WorkGroupKind { TeamFirst, Now, LaterToday, Scheduled, Found }

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

    public bool IsEmpty => Groups.All(g => g.Rows.Count == 0);
}

public sealed record WorkCounts(int Overdue, int WithinHour, int Today, int OpenTickets);

/// <summary><paramref name="Count"/> is all there are, which may be more than the rows shown.</summary>
public sealed record WorkGroup(WorkGroupKind Kind, int Count, IReadOnlyList<ActivityRow> Rows);

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

    public IReadOnlyList<PresenceView> Presence { get; init; } = [];
}
