using Headway.Domain;
using Headway.Domain.Landing;
using Headway.Domain.People;
using NodaTime;

namespace Headway.Application.Landing;

/// <summary>
/// How a person wants an export loaded. <paramref name="Teams"/>: their team to ours, by name; what is not named goes to the
/// team of the same name, else to the Service Desk. <paramref name="PerDay"/>: reviews a working day by our team's name.
/// <paramref name="Tell"/>: customers hear of reminders by themselves from the start.
/// </summary>
public sealed record LoadWishes(
    IReadOnlyDictionary<string, string>? Teams = null, IReadOnlyDictionary<string, int>? PerDay = null, int? EachPerDay = null, LocalDate? From = null,
    bool Tell = false, bool OpenOnly = false, string? Source = null);

/// <summary>A team of the other tool, how many of its tickets are open, and ours that takes them; null: the Service Desk, for want of a better.</summary>
public sealed record TeamFound(string Theirs, int Open, TeamId? Ours);

/// <summary>Reviews of one of our teams in the plan; its people are those who could do them.</summary>
public sealed record TeamShare(TeamId Team, string Name, int People, LandingShare Share);

/// <summary>What loading would do. Nothing has been changed.</summary>
public sealed record LoadPreview(
    string Source, int Open, int Closed, int Known, int Unanswered, int Chased, int Requesters, IReadOnlyList<TeamFound> Teams, IReadOnlyList<TeamShare> Shares,
    LandingPlan Plan, LocalDate From)
{
    /// <summary>The teams that may take tickets, the Service Desk first.</summary>
    public IReadOnlyList<Team> OurTeams { get; init; } = [];
}

/// <summary>What loading did. <paramref name="WentOn"/>: known tickets whose newer entries were taken over; <paramref name="Left"/>: known ones that somebody works on here.</summary>
public sealed record LoadDone(long Import, int Open, int Closed, int Same, int WentOn, int Left);
