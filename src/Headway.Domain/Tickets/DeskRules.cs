using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>A service or priority that counts by another calendar than the acting team's (a P1 on 24×7 with somebody on call).</summary>
public sealed record CalendarChoice(WorkCalendar Calendar, ServiceId? Service, Priority? Priority);

/// <summary>The calendar that counts an activity, and why that one: said when a due is explained.</summary>
public sealed record CalendarFound(WorkCalendar Calendar, string Reason);

/// <summary>
/// Everything a decision needs to know of the tenant, as it stands now: statuses, thresholds and targets, teams with
/// their modes and calendars. Immutable; a change of settings makes new rules for new activities.
/// </summary>
public sealed record DeskRules(StatusBook Statuses, IReadOnlyDictionary<TeamId, Team> Teams, IReadOnlyList<CalendarChoice>? CalendarChoices = null)
{

    /// <summary>Off by default: whether standard mode orders what is overdue by status rank first.</summary>
    public bool RankWithinOverdue { get; init; }

    /// <summary>What the desk runs in the middle of a ticket's life; <see cref="RunsIn"/> says what a team does of it.</summary>
    public SubProcesses Runs { get; init; } = SubProcesses.All;

    /// <summary>Which of the rules that come with the desk are on.</summary>
    public Automatisms Automatic { get; init; } = Automatisms.All;

    /// <summary>Off by default: whether somebody may be asked to approve what they requested themselves.</summary>
    public bool OwnApprovals { get; init; }

    /// <summary>Off by default: whether a touch may say how many minutes it took.</summary>
    public bool KeepsTime { get; init; }

    /// <summary>Whether customers are asked how it was; off until it is switched on.</summary>
    public FeedbackRules Feedback { get; init; } = FeedbackRules.Off;

    /// <summary>Which priority follows from impact and urgency.</summary>
    public PriorityMatrix Matrix { get; init; } = PriorityMatrix.Default;

    /// <summary>The tenant's own names of statuses and lines for customers.</summary>
    public StatusWords Words { get; init; } = StatusWords.None;

    /// <summary>When a planned version of a calendar begins, and with it other rules; null when nothing is planned.</summary>
    public Instant? HoldUntil { get; init; }

    /// <summary>Phrases by which this desk's customers ask where it is, beside the shipped ones; and shipped ones it does without.</summary>
    public IReadOnlyList<string> ChasePhrases { get; init; } = [];

    public IReadOnlyList<string> NoChasePhrases { get; init; } = [];

    /// <summary>What this desk's own verdicts taught about the signs of a chase, in the order of the signs; null for the shipped weights.</summary>
    public IReadOnlyList<double>? ChaseWeights { get; init; }

    /// <summary>The same rules for a desk that runs these.</summary>
    public DeskRules Running(SubProcesses runs) => this with { Runs = runs };

    /// <summary>The same rules with a team set otherwise: to look what would be.</summary>
    public DeskRules With(Team team) => this with { Teams = new Dictionary<TeamId, Team>(Teams) { [team.Id] = team } };

    /// <summary>What of <see cref="Runs"/> a team runs: a team in basic mode prevents missed targets and nothing else.</summary>
    public SubProcesses RunsIn(TeamId team) => Teams.TryGetValue(team, out var found) ? Runs & found.Mode.SubProcesses() : Runs;

    public Team? Desk => Teams.Values.FirstOrDefault(team => team.IsDesk);

    public WorkCalendar CalendarOf(TeamId team) => Teams[team].Calendar;

    /// <summary>The service's calendar, else the priority's, else the acting team's.</summary>
    public CalendarFound CalendarFor(TeamId team, ServiceId? service, Priority priority)
    {
        CalendarChoice? best = null;
        foreach (var choice in CalendarChoices ?? [])
        {
            if ((choice.Service is { } s && s != service) || (choice.Priority is { } p && p != priority))
            {
                continue;
            }

            if (best is null || Weight(choice) > Weight(best))
            {
                best = choice;
            }
        }

        return best is null
            ? new CalendarFound(CalendarOf(team), "team")
            : new CalendarFound(best.Calendar, best.Service is null ? "priority" : best.Priority is null ? "service" : "service+priority");

        static int Weight(CalendarChoice choice) => (choice.Service is null ? 0 : 2) + (choice.Priority is null ? 0 : 1);
    }
}
