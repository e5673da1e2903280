using NodaTime;

namespace Headway.Application.Views;

/// <summary>The agreed time of a ticket. <paramref name="Over"/>: it has ended and its outcome is owed.</summary>
public sealed record AgreedView(Instant Start, Instant End, PersonView With, string Mode, bool Begun, bool Over);

/// <summary>Who has claimed the activity, and until when.</summary>
public sealed record ClaimView(PersonView Person, Instant Until, bool Mine);

/// <summary>A lesson on the ticket: <paramref name="MayThank"/> for who handed it on and has not said "read" yet.</summary>
public sealed record LessonView(int Seq, string Reason, string? By, string FromTeam, string? Text, string? NextTime, bool Kept, bool MayThank, bool Thanked);

/// <summary>An attempt to reach the customer: by which way, and when.</summary>
public sealed record AttemptView(Phrase Way, Instant At);

/// <summary>How and when somebody is reached, to be corrected. Hours are as a field shows them, by <paramref name="Customer"/>'s clock.</summary>
public sealed record ReachView(long Ticket, string Customer, string? Text, string? From, string? To, string? Zone, string? Refused = null);

/// <summary>Contact with people beside the conversation: agreed and offered times, attempts, claim, help, lessons.</summary>
public sealed record ContactView(long Ticket, int Version)
{
    public AgreedView? Agreed { get; init; }

    public IReadOnlyList<Instant> Offered { get; init; } = [];

    /// <summary>The customer asked for a time, or one was missed.</summary>
    public bool Asked { get; init; }

    /// <summary>Attempts since the customer was last heard, oldest first.</summary>
    public IReadOnlyList<AttemptView> Attempts { get; init; } = [];

    /// <summary>What the next attempt may do otherwise; null when there is nothing to say.</summary>
    public Phrase? Advice { get; init; }

    public bool ShowsAttempts { get; init; }

    public bool MayClose { get; init; }

    public ClaimView? Claim { get; init; }

    public bool MayClaim { get; init; }

    /// <summary>Whether the team agrees times with customers.</summary>
    public bool MayMeet { get; init; }

    /// <summary>What the viewer, or a team of theirs, was asked.</summary>
    public string? Question { get; init; }

    public IReadOnlyList<LessonView> Lessons { get; init; } = [];

    public bool IsOpen { get; init; }
}

/// <summary>A panel that offers and books times.</summary>
public sealed record TimesView(
    long Ticket, int Version, string Customer, IReadOnlyList<TimeOption> Free, IReadOnlyList<PersonView> People, bool Booked, string? Hours, string? Refused = null);

public sealed record TimeOption(string Value, Instant Start, Instant End, string Who);

public sealed record OutcomeView(long Ticket, int Version, AgreedView Agreed, string Customer, IReadOnlyList<TimeOption> Free, string? Refused = null);

public sealed record HelpView(long Ticket, int Version, IReadOnlyList<TeamChoice> Teams, string? Refused = null)
{
    /// <summary>What was chosen and written before, by field, after a refusal.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();
}

public sealed record ReturnView(long Ticket, int Version, string? Assigner, IReadOnlyList<Choice> Teams, string? Refused = null)
{
    /// <summary>What was chosen and written before, by field, after a refusal.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();
}

/// <summary>What another team, the supplier or an approver said, to be written down. <paramref name="From"/>: who it may be, whom the ticket waits for first.</summary>
public sealed record HeardView(long Ticket, int Version, IReadOnlyList<Choice> From, string? Text = null, string? Refused = null);
