using NodaTime;

namespace Headway.Application.Views;

/// <summary>What a customer sees of a ticket. <paramref name="Headline"/> says what happens next, <paramref name="Next"/> by when.</summary>
public sealed record PortalTicketView(long Number, int Version, string Subject, string Headline, Phrase? Next, Instant? Promise, string DeskName)
{
    public PersonView? Person { get; init; }

    /// <summary>Times to choose from and the one agreed.</summary>
    public Appointments.TimeChoice? Times { get; init; }

    /// <summary>solved, not-solved, answer, appointment, update: the buttons that make sense now, the first is the main one.</summary>
    public IReadOnlyList<string> Acts { get; init; } = [];

    /// <summary>What a written message may be, the first is chosen.</summary>
    public IReadOnlyList<string> Intents { get; init; } = [];

    public IReadOnlyList<PortalEntry> Story { get; init; } = [];

    /// <summary>What was answered to the form of its service.</summary>
    public IReadOnlyList<AnswerView> Answers { get; init; } = [];

    public bool Resolved { get; init; }

    /// <summary>It is dealt with together with another person's request: said above the story.</summary>
    public bool Together { get; init; }

    /// <summary>Why it takes longer than it was first said; null while nothing was moved by us.</summary>
    public Phrase? Why { get; init; }

    /// <summary>We tried and did not get through: how and when this person is reached is asked for.</summary>
    public bool AsksReach { get; init; }

    /// <summary>What is known of how and when to reach them, or what was typed just now.</summary>
    public People.ReachInput? Reach { get; init; }

    public string? ReachRefused { get; init; }

    /// <summary>The desk counts how often this page is opened, and says so.</summary>
    public bool CountsLooks { get; init; }

    /// <summary>A person will answer by then: said after "I need an update".</summary>
    public Phrase? Told { get; init; }

    public string? Refused { get; init; }

    public string DraftText { get; init; } = "";

    /// <summary>The one question after a solution; null where it is not asked, or of somebody else.</summary>
    public HowItWasView? How { get; init; }
}

/// <summary><paramref name="By"/> is null for the customer's own.</summary>
public sealed record PortalEntry(Instant At, PersonView? By, string Text, bool Mine, Phrase? Aside = null)
{
    /// <summary>A machine wrote it for the person named.</summary>
    public bool ByMachine { get; init; }

    public IReadOnlyList<FileView> Files { get; init; } = [];
}

public sealed record PortalHomeView(PersonView Person, string DeskName, IReadOnlyList<PortalRow> Open, IReadOnlyList<PortalRow> Past, Phrase? Banner = null)
{
    /// <summary>What the customer was asked to approve and has not decided.</summary>
    public IReadOnlyList<Approvals.ApprovalRead> ToDecide { get; init; } = [];

    /// <summary>A disruption that is known: what it is, what happens next, and one's own ticket on it if there is one.</summary>
    public DisruptionView? Disruption { get; init; }

    /// <summary>May see all tickets of the organisation, and so how the service is doing for it.</summary>
    public bool SeesService { get; init; }

    /// <summary>Whether the desk has published anything for its customers to read.</summary>
    public bool HasAnswers { get; init; }
}

public sealed record DisruptionView(string Subject, Phrase Next, long? Mine);

/// <summary><paramref name="Says"/> is a plain sentence; <paramref name="YourTurn"/> when the customer is asked something.</summary>
public sealed record PortalRow(long Number, string Subject, string Says, bool YourTurn, Instant Updated);

public sealed record RaiseView(string DeskName, IReadOnlyList<ServiceChoice> Services, string Subject = "", string Text = "", string? Refused = null, string? ReachMe = null, long? Service = null)
{
    /// <summary>What is asked with the chosen service.</summary>
    public IReadOnlyList<AskedAtIntake> Questions { get; init; } = [];

    public IReadOnlyList<AskedField> Fields { get; init; } = [];
}

/// <summary>A question of the service's intake in the customer's language, with what was typed.</summary>
public sealed record AskedAtIntake(long Id, string Text, bool Needed, string Answer = "");
