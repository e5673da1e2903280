namespace Headway.Web.Api;

/// <summary>A queue: the situations that people look after together, and how many people it needs in each open hour.</summary>
public sealed record QueueJson(long Id, string Name, IReadOnlyList<string> Statuses, int MinCover);

public sealed record QueueBody(string? Name, IReadOnlyList<string>? Statuses, int? MinCover);

/// <summary>A shift of the plan; <paramref name="Day"/> is mon to sun. <paramref name="Published"/>: it stands so in what people go by.</summary>
public sealed record ShiftJson(int Id, string Person, string Day, string Hours, IReadOnlyList<string> Queues, bool Published);

public sealed record ShiftBody(string? Week, int? Revision, string? Person, string? Day, string? Hours, IReadOnlyList<string>? Queues);

/// <summary>From (in) to (out) so many people hold the queue; fewer than <paramref name="Needed"/> is a gap.</summary>
public sealed record CoveredJson(string Queue, string From, string To, int People, int Needed);

/// <summary>Somebody asks to be taken off a shift; <paramref name="Of"/> null: whoever of the team can.</summary>
public sealed record SwapJson(long Id, int Shift, string By, string? Of, string? Note, string At);

public sealed record SwapBody(string? Week, int? Shift, string? Of, string? Note);

public sealed record SwapAnswerBody(string? Answer);

/// <summary>What a queue holds now, and who holds it.</summary>
public sealed record QueueNowJson(string Queue, int Open, int DueToday, int Overdue, IReadOnlyList<string> Holders);

/// <summary>Who has room where a queue's dues exceed its people.</summary>
public sealed record RebalanceJson(string Person, string Queue, int Due, int Holders);

/// <summary>A week of a team's rota, or its template (<paramref name="Week"/> null): the draft, what of it is published, its coverage.</summary>
public sealed record RotaJson(
    string Team, string? Week, int Revision, bool IsPublished, string? PublishedAt, string? PublishedBy, string? Reason, IReadOnlyList<QueueJson> Queues, IReadOnlyList<ShiftJson> Shifts,
    IReadOnlyList<CoveredJson> Coverage, IReadOnlyList<CoveredJson> Gaps, IReadOnlyList<SwapJson> Swaps, IReadOnlyList<QueueNowJson> Now, RebalanceJson? Proposal);

/// <summary>Which week is meant, and on which revision of it.</summary>
public sealed record WeekBody(string? Week, int? Revision);

public sealed record CopyBody(string? Week, int? Revision, string? From);

public sealed record PublishBody(string? Week, int? Revision, string? Reason);

public sealed record RebalanceBody(string? Person, string? Queue);
