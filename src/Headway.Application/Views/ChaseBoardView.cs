using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Views;

/// <summary>The open chases of a team at a glance, the most urgent first.</summary>
public sealed record ChaseBoardView(long Team, IReadOnlyList<ChaseBoardRow> Rows, int Overdue);

/// <summary><paramref name="Missing"/> says what it lacks: a verdict, an answer, or both.</summary>
public sealed record ChaseBoardRow(long Ticket, string Subject, string By, Instant Since, Instant Due, Tone Tone, Phrase Missing, bool Multi, PersonView? Owner, bool OwnerHere, bool OpenToTeam);

/// <summary>The chases of a period, week by week. <paramref name="Streak"/> says how long there was no valid one.</summary>
public sealed record ChaseFlowView(Phrase Streak, IReadOnlyList<ChaseWeek> Weeks)
{
    /// <summary>Where the chases behind a figure are; the figure's name goes on the end.</summary>
    public string Behind { get; init; } = "/flow/chases?set=";

    public int Count { get; init; }

    public int Valid { get; init; }

    /// <summary>Per hundred tickets beyond their first answer.</summary>
    public double? PerHundred { get; init; }

    public double? ValidPerHundred { get; init; }

    public WorkingTime? MeanAnswer { get; init; }

    public int Unmanaged { get; init; }

    public int Repeated { get; init; }
}

/// <summary>A ticket whose customer looks and looks, and has not asked yet.</summary>
public sealed record QuietRow(long Ticket, string Subject, string Requester, int Looks, int Calls, string? Owner);

public sealed record ChaseWeek(LocalDate Monday, int Valid, int Other, string Href);
